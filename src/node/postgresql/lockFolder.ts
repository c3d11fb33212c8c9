import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Found, ServerError } from '../../errors.js';

/**
 * Takes a PGlite's folder for this process, by a file beside it: PGlite lets two processes open one folder, and they
 * destroy it (electric-sql/pglite#1106).
 *
 * @returns Gives the folder free.
 * @throws {ServerError} When a process that runs has it.
 */
export function lockFolder(path: string, folder: string): () => void {
  const file = `${folder.replace(/[/\\]+$/, '')}.lock`;
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const owner = Number(readFileSync(file, 'utf8'));
    if (isRunning(owner)) {
      const need = `a folder that no other process uses (if none does, remove ${file})`;
      throw new ServerError(path, need, new Found(`${folder}, in use by process ${owner}`));
    }
    rmSync(file, { force: true });
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
