import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cases } from './cases.js';
import { check } from './check.js';

// The golden file changes only with a major version once released; before 1.0, in a commit that says so.
if (process.env['UPDATE_GOLDEN'] === '1') {
  writeFileSync(new URL('golden.json', import.meta.url), `${JSON.stringify(cases(), null, 1)}\n`);
}

it.skipIf(process.env['UPDATE_GOLDEN'] === '1')('has values that change only with a major version', () => {
  const { passed, failures } = check();
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(140);
});
