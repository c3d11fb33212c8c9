import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type * as fileSystem from 'node:fs';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { lock as lockOfDemo } from '../../../demo/lock.mjs';
import { lockFolder } from '../../../src/node/postgresql/lockFolder.js';
import { temporaryFolder } from '../temporaryFolder.js';

/** What happens before a lock is looked into, as another process may do it. */
let meanwhile: (() => void) | undefined;

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof fileSystem>();
  const readdir = (...given: Parameters<typeof fs.readdirSync>) => {
    const act = meanwhile;
    meanwhile = undefined;
    act?.();
    return fs.readdirSync(...given);
  };
  return { ...fs, readdirSync: readdir };
});

const IN_USE = `in use by process ${process.pid}`;

/** The lock of a process that has died with it. */
function leftBehind(folder: string): void {
  const { pid } = spawnSync(process.execPath, ['--version']);
  mkdirSync(`${folder}.lock`);
  writeFileSync(join(`${folder}.lock`, `${pid}-left`), '');
}

it('goes to a process with the number of the one that died, as in containers, and leaves what others put there', () => {
  const folder = join(temporaryFolder(), 'pgdata');
  const [lock, name] = [`${folder}.lock`, `${process.pid}-${randomUUID()}`];
  mkdirSync(lock);
  writeFileSync(join(lock, name), '');
  expect(() => lockFolder('test', folder)).toThrow(IN_USE);
  utimesSync(join(lock, name), 0, 0);
  lockFolder('test', folder)();
  mkdirSync(lock);
  writeFileSync(join(lock, 'notes.txt'), '');
  expect(() => lockFolder('test', folder)).toThrow(
    `test: expected a folder that no other process uses (if none does, remove ${lock}), received ${folder}, whose lock`,
  );
  expect(readdirSync(lock)).toEqual(['notes.txt']);
});

describe.each([
  ['the package', (folder: string) => lockFolder('test', folder)],
  ['the demo', lockOfDemo],
] as const)('the lock of %s', (_, lock) => {
  it('has one owner at a time, and leaves nothing', () => {
    const folder = join(temporaryFolder(), 'pgdata');
    const unlock = lock(folder);
    expect(() => lock(folder)).toThrow(IN_USE);
    expect(() => lockFolder('test', folder)).toThrow(IN_USE);
    expect(() => lockOfDemo(folder)).toThrow(IN_USE);
    unlock();
    lock(folder)();
    expect(readdirSync(dirname(folder))).toEqual([]);
  });

  it('of a process that died goes to one of two who find it at the same time', () => {
    const folder = join(temporaryFolder(), 'pgdata');
    leftBehind(folder);
    let unlock: (() => void) | undefined;
    const kill = vi.spyOn(process, 'kill');
    onTestFinished(() => kill.mockRestore());
    kill.mockImplementationOnce((...given) => {
      kill.mockRestore();
      // Between the first one's look and its deed the second is done with both.
      unlock = lock(folder);
      return process.kill(...given);
    });
    expect(() => lock(folder)).toThrow(IN_USE);
    expect(() => lock(folder)).toThrow(IN_USE);
    unlock!();
    lock(folder)();
    expect(readdirSync(dirname(folder))).toEqual([]);
  });

  it('is taken where its owner leaves while it is looked into', () => {
    const folder = join(temporaryFolder(), 'pgdata');
    meanwhile = lock(folder);
    const unlock = lock(folder);
    expect(meanwhile).toBeUndefined();
    expect(() => lock(folder)).toThrow(IN_USE);
    unlock();
    expect(readdirSync(dirname(folder))).toEqual([]);
  });

  it('is taken where nobody is named in it', () => {
    const folder = join(temporaryFolder(), 'pgdata');
    mkdirSync(`${folder}.lock`);
    const unlock = lock(folder);
    expect(() => lock(folder)).toThrow(IN_USE);
    unlock();
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  it('is nobody’s where its name is that of something else, which stays', () => {
    const folder = join(temporaryFolder(), 'pgdata');
    writeFileSync(`${folder}.lock`, 'notes');
    expect(() => lock(folder)).toThrow(/ENOTDIR|pgdata, whose lock cannot be taken/);
    expect(readdirSync(dirname(folder))).toEqual(['pgdata.lock']);
  });
});
