import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';

/** Ports of one process of the tests, below those that the system gives to whoever wants any (from 32,768 on). */
const EACH = 4000;
const FIRST = 20_000 + EACH * (Number(process.env['VITEST_POOL_ID'] ?? 0) % 3);

/** A port of 127.0.0.1 that nobody listens on, nor will while its server is down for a moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(EACH * Math.random());
    const probe = createServer().listen(port, '127.0.0.1');
    try {
      await once(probe, 'listening');
    } catch {
      continue;
    }
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
