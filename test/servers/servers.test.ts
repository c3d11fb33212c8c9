import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeWith } from './describeWith.js';
import { postgres } from './postgres.js';
import { type Server } from './serve.js';

/** What holds for each of them, after the tests that wrote the number 42 into it. */
function outlivesAllButStop(server: () => Server, read: () => Promise<unknown>) {
  it('keeps its data when it starts again', async () => {
    await server().restart();
    expect(await read()).toBe('42');
  });

  it('is gone after kill, and has its data after restart', async () => {
    await server().kill();
    expect(processesOf(server().folder)).toEqual([]);
    await expect(read()).rejects.toThrow();
    await server().restart();
    expect(await read()).toBe('42');
  });

  it('leaves nothing after stop', async () => {
    const { folder } = server();
    expect(processesOf(folder)).not.toEqual([]);
    expect(existsSync(folder)).toBe(true);
    await server().stop();
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
}

/** The processes that work in a folder, or know of it. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const told = ['environ', 'cmdline'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'latin1'));
      return [...told, readlinkSync(`/proc/${pid}/cwd`)].some((text) => text.includes(folder));
    } catch {
      // It has ended, or is another user's.
      return false;
    }
  });
}

describeWith(postgres, 'PostgreSQL', (server) => {
  const read = () => server().query('SELECT value FROM metric');

  it('takes a row and gives it back', async () => {
    await server().query('CREATE TABLE metric (value int); INSERT INTO metric VALUES (42)');
    expect(await read()).toBe('42');
  });

  outlivesAllButStop(server, read);
});

describeWith(
  postgres,
  'PostgreSQL with a password and settings',
  (server) => {
    it('lets in who knows the password, and has the settings', async () => {
      expect(await server().query('SHOW max_connections')).toBe('7');
      await expect(server().query('SELECT 1', { password: 'wrong' })).rejects.toThrow('password authentication failed');
    });
  },
  { password: 'a secret/@:', settings: { max_connections: '7' } },
);
