import { expect, it } from 'vitest';
import { whenMissing } from './describeWith.js';

it('skips the tests of a server that is missing, unless it is required', () => {
  const message = 'Nothing is not installed (no nothingd, no nothingctl): npm run servers';
  const kind = { name: 'Nothing', binaries: ['sh', 'nothingd', 'nothingctl'] };
  expect(whenMissing(kind, false)).toEqual({ action: 'skip', message });
  expect(whenMissing(kind, true)).toEqual({ action: 'fail', message });
  expect(whenMissing({ name: 'The shell', binaries: ['sh'] }, true)).toMatchObject({ action: 'run' });
});
