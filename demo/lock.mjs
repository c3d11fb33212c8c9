// @ts-check
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { shown } from './shown.mjs';

/**
 * PGlite lets two processes open one folder, and they destroy it (electric-sql/pglite#1106): here the second is refused.
 * The lock is that of `seedPglite(folder)`, so that each keeps the other out: a folder with a file that is named after
 * its owner. It is written down twice because the package does not export it; src/node/postgresql/lockFolder.ts says why
 * it is as it is.
 *
 * @param {string} folder
 * @returns {() => void} Gives the folder free.
 */
export function lock(folder) {
  const file = `${folder}.lock`;
  const name = `${process.pid}-${randomUUID()}`;
  const made = `${file}-${name}`;
  mkdirSync(made);
  try {
    writeFileSync(join(made, name), '');
    for (let attempt = 1; !isRenamed(made, file, attempt); attempt++) {
      const owner = ownerOf(file);
      if (owner === undefined) continue;
      throw new Error(`${shown(folder)} is in use by process ${owner} (if it is not, remove ${shown(file)})`);
    }
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw error;
  }
  return () => {
    rmSync(join(file, name), { force: true });
    removeEmpty(file);
  };
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {number} attempt
 */
function isRenamed(folder, name, attempt) {
  try {
    renameSync(folder, name);
    return true;
  } catch (error) {
    if (attempt === 100) throw error;
    return false;
  }
}

/**
 * @param {string} file
 * @returns {number | undefined}
 */
function ownerOf(file) {
  for (const name of namesIn(file)) {
    const pid = Number.parseInt(name, 10);
    if (isRunning(pid)) return pid;
    rmSync(join(file, name), { force: true });
  }
  removeEmpty(file);
  return undefined;
}

/** @param {string} file */
function namesIn(file) {
  try {
    return readdirSync(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** @param {string} file */
function removeEmpty(file) {
  try {
    rmdirSync(file);
  } catch {
    // It is gone, or the next owner's.
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
