import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPrinted, otherProcess } from '../otherProcess.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { buildCli, type BuiltCli, start } from './builtCli.js';

let cli: BuiltCli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

describe.skipIf(process.platform === 'win32')('a second Ctrl-C', () => {
  it('ends at once a command that does not heed the first', async () => {
    const child = await otherProcess(`
      import { interruptible } from './src/node/cli/interrupt.ts';
      setInterval(() => undefined, 1000);
      await interruptible((signal) => {
        signal.addEventListener('abort', () => console.log('aborted'));
        console.log('working');
        return new Promise(() => undefined);
      });
    `);
    const exit = once(child, 'exit');
    expect(await hasPrinted(child)).toBe('working\n');
    child.kill('SIGINT');
    expect(await hasPrinted(child)).toBe('aborted\n');
    child.kill('SIGINT');
    expect(await exit).toEqual([null, 'SIGINT']);
  });

  it.each(['metrics.csv', 'metrics.parquet'])('leaves no %s that is half-written', async (name) => {
    const folder = temporaryFolder();
    const file = join(folder, name);
    const child = start(process.execPath, [cli.file, 'generate', '-n', '1000', '--every', '5m', '-o', file]);
    const exit = once(child, 'exit');
    while (readdirSync(folder).length === 0 && child.exitCode === null) await new Promise((go) => setTimeout(go, 20));
    child.kill('SIGINT');
    child.kill('SIGTERM');
    const [code, signal] = (await exit) as [number | null, string | null];
    expect(code ?? signal).not.toBe(0);
    expect(existsSync(file)).toBe(false);
  });
});
