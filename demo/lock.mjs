// @ts-check
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { shown } from './shown.mjs';

/**
 * PGlite lets two processes open one folder, and they destroy it (electric-sql/pglite#1106): here the second is refused.
 *
 * @param {string} folder
 * @returns {() => void} Gives the folder free.
 */
export function lock(folder) {
  const file = `${folder}.lock`;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const owner = Number(readFileSync(file, 'utf8'));
    if (isRunning(owner)) {
      throw new Error(`${shown(folder)} is in use by process ${owner} (if it is not, remove ${shown(file)})`);
    }
    rmSync(file, { force: true });
  }
}

/** @param {number} id */
function isRunning(id) {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
