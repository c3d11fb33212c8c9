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
  const missing = kind.binaries.filter((binary) => !existsSync(findBinary(binary)));
  if (missing.length > 0) {
    const message = `${kind.name} is not installed (no ${missing.join(', no ')}): npm run servers`;
    if (process.env['FAKER_SERVER_SERVERS'] === 'required') {
      it(`${title}, which needs a server`, () => {
        throw new Error(message);
      });
    } else {
      console.warn(`skipped: ${title}. ${message}`);
      describe.skip(title, () => tests(notStarted));
    }
    return;
  }

  describe(title, () => {
    let running: Running | undefined;
    beforeAll(async () => {
      running = await kind.start(options);
    });
    afterAll(() => running?.stop());
    tests(() => running ?? notStarted());
  });
}

function notStarted(): never {
  throw new Error('a server runs only inside a test');
}
