import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it, vi } from 'vitest';

const guardian = join(import.meta.dirname, 'guardian.sh');

// A test process with its guardian, a server, and a child of the server that left it; it prints who they are.
const testProcess = `
  import { spawn } from 'node:child_process';
  const [folder, guardian] = process.argv.slice(1);
  spawn('sh', [guardian], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] }).stdin.write(folder + '\\n');
  const env = { ...process.env, FAKER_SERVER_FOLDER: folder };
  const server = spawn('sh', ['-c', 'setsid sleep 1000 & echo $! $$; exec sleep 1000'], { env, detached: true });
  server.stdout.pipe(process.stdout);
  setInterval(() => {}, 1000);
`;

it.skipIf(!existsSync('/proc/self/environ'))('ends the servers of a test process that was killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'faker-server-guardian-'));
  const node = spawn(process.execPath, ['--input-type=module', '-e', testProcess, folder, guardian], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = (await once(node.stdout, 'data')) as [Buffer];
  const pids = printed.toString().trim().split(' ').map(Number);
  expect(pids.map(runs)).toEqual([true, true]);

  node.kill('SIGKILL');
  await vi.waitFor(() => expect([...pids.map(runs), existsSync(folder)]).toEqual([false, false, false]), 5000);
});

it.skipIf(!existsSync('/proc/self/environ'))('touches no other folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'another-'));
  const child = spawn('sh', [guardian], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(`${folder}\n`);
  expect((await once(child, 'exit'))[0]).toBe(1);
  expect(existsSync(folder)).toBe(true);
  rmdirSync(folder);
});

function runs(pid: number): boolean {
  return existsSync(`/proc/${pid}/exe`);
}
