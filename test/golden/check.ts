import golden from './golden.json' with { type: 'json' };
import { cases } from './cases.js';

/** Compares every case with the golden file; one failure for each that differs, is missing or is new. */
export function check(): { passed: number; failures: string[] } {
  const found = JSON.parse(JSON.stringify(cases())) as Record<string, unknown>;
  const held: Record<string, unknown> = golden;
  const failures: string[] = [];
  let passed = 0;
  for (const name of new Set([...Object.keys(held), ...Object.keys(found)])) {
    const [expected, received] = [held, found].map((values) => JSON.stringify(values[name] ?? 'nothing'));
    if (expected === received) passed++;
    else failures.push(`${name}: expected ${expected!}, received ${received!}`);
  }
  return { passed, failures };
}
