import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText, ROOT } from './blocks.js';
import type { Claim, Example } from './example.js';

const corrections = new Map<string, Correction[]>();

interface Correction {
  /** Lines of the file, from 0: the first (included) to the last (included). */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** Notes that a statement gives something else than its comment says. */
export function correct({ block }: Example, { line, lastLine, code }: Claim, given: string): void {
  const beside = `${code} // ${given}`;
  const lines =
    given.includes('\n') || beside.length > LONGEST || code.startsWith('}')
      ? [code, ...given.split('\n').map((text) => `// ${text}`.trimEnd())]
      : [beside];
  const known = corrections.get(block.file) ?? [];
  const start = block.line - 1;
  // Found wrong in one world is enough.
  if (known.some(({ from }) => from === start + line)) return;
  known.push({ from: start + line, to: start + lastLine, lines: lines.map((text) => block.margin + text) });
  corrections.set(block.file, known);
}

const LONGEST = 100;

/** Writes what was noted into the files, from their ends upwards. */
export function writeCorrections(): void {
  for (const [file, known] of corrections) {
    const lines = readText(file).split('\n');
    for (const { from, to, lines: corrected } of known.sort((a, b) => b.from - a.from)) {
      lines.splice(from, to - from + 1, ...corrected);
    }
    writeFileSync(join(ROOT, file), lines.join('\n'));
  }
  corrections.clear();
}
