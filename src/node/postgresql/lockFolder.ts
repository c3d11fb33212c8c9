import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Found, ServerError } from '../../errors.js';
import { makeFolder } from '../makeFolder.js';

/**
 * Takes a PGlite's folder for this process, by another folder beside it: PGlite lets two processes open one folder, and
 * they destroy it (electric-sql/pglite#1106).
 *
 * The lock is a folder with one file, which is named after the owner. It gets its name with the file in it, and a folder
 * with a file is replaced by no other. Of an owner that died its file is removed, whose name nobody else has: who comes
 * to that late takes the lock from nobody. Hard links, which some file systems lack, are not needed.
 *
 * @returns Gives the folder free.
 * @throws {ServerError} When a process that runs has it.
 */
export function lockFolder(path: string, folder: string): () => void {
  const lock = `${folder.replace(/[/\\]+$/, '')}.lock`;
  const name = `${process.pid}-${randomUUID()}`;
  const made = `${lock}-${name}`;
  makeFolder(dirname(lock));
  mkdirSync(made);
  try {
    writeFileSync(join(made, name), '');
    for (let attempt = 1; !isRenamed(made, lock); attempt++) {
      const owner = ownerOf(lock);
      if (owner === undefined && attempt < ATTEMPTS) continue;
      const need = `a folder that no other process uses (if none does, remove ${lock})`;
      const who = owner === undefined ? 'whose lock cannot be taken' : `in use by process ${owner}`;
      throw new ServerError(path, need, new Found(`${folder}, ${who}`));
    }
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw error;
  }
  return () => {
    rmSync(join(lock, name), { force: true });
    removeEmpty(lock);
  };
}

/** Owners that may leave, one after the other, before somebody else is the quicker each time; chosen by eye. */
const ATTEMPTS = 100;

/** Whether a folder could get a name: systems differ in how they say that another has it. */
function isRenamed(folder: string, name: string): boolean {
  try {
    renameSync(folder, name);
    return true;
  } catch {
    return false;
  }
}

/** The process that has a lock, if one does; what the dead have left of theirs is removed. */
function ownerOf(lock: string): number | undefined {
  for (const name of namesIn(lock)) {
    if (!OWNER.test(name)) continue;
    const pid = Number.parseInt(name, 10);
    if (isRunning(pid) && !isOfFormer(pid, join(lock, name))) return pid;
    rmSync(join(lock, name), { force: true });
  }
  // Windows lets a folder take the place of no other, not even of an empty one.
  removeEmpty(lock);
  return undefined;
}

/** The name of an owner's file: what else is there is somebody's. */
const OWNER = /^\d+-/;

/** Whether a lock has this process's number and is older: in containers, the next process has that of the last. */
function isOfFormer(pid: number, file: string): boolean {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return pid === process.pid && made !== undefined && made < Date.now() - process.uptime() * 1000;
}

function namesIn(lock: string): readonly string[] {
  try {
    return readdirSync(lock);
  } catch (error) {
    // Its owner has left in between, or it is a file, which nobody here has made.
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
}

function removeEmpty(lock: string): void {
  try {
    rmdirSync(lock);
  } catch {
    // It is gone, or the next owner's.
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
