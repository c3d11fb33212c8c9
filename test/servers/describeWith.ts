import { existsSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { findBinary } from './findBinary.js';
import { type Server, type ServerKind } from './serve.js';

/**
 * Tests with a real server, which runs from before the first of them to after the last. Where it isn't installed they
 * are skipped, unless FAKER_SERVER_SERVERS is `required`: then they fail.
 */
export function describeWith<Options, Running extends Server>(
  kind: ServerKind<Options, Running>,
  title: string,
  tests: (server: () => Running) => void,
  options?: Options,
): void {
  const { action, message } = whenMissing(kind, process.env['FAKER_SERVER_SERVERS'] === 'required');
  if (action === 'fail') {
    it(`${title}, which needs a server`, () => {
      throw new Error(message);
    });
    return;
  }
  if (action === 'skip') {
    console.warn(`skipped: ${title}. ${message}`);
    describe.skip(title, () => tests(notStarted));
    return;
  }

  describe(title, () => {
    let running: Running | undefined;
    beforeAll(async () => {
      running = await kind.start(options);
    }, 120_000);
    afterAll(() => running?.stop());
    tests(() => running ?? notStarted());
  });
}

/** What becomes of the tests of a server here, and why. */
export function whenMissing(
  { name, binaries }: { readonly name: string; readonly binaries: readonly string[] },
  required: boolean,
): { readonly action: 'run' | 'skip' | 'fail'; readonly message: string } {
  const missing = binaries.filter((binary) => !existsSync(findBinary(binary)));
  if (missing.length === 0) return { action: 'run', message: '' };
  const message = `${name} is not installed (no ${missing.join(', no ')}): npm run servers`;
  return { action: required ? 'fail' : 'skip', message };
}

function notStarted(): never {
  throw new Error('a server runs only inside a test');
}
