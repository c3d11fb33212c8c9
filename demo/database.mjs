// @ts-check
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { lock } from './lock.mjs';
import { shown } from './shown.mjs';

/** Where the demo's database is. */
export const FOLDER = join(import.meta.dirname, '../.demo/pglite');

/**
 * Opens the database of a folder, made if there is none, does some work with it and closes it again.
 *
 * @template T
 * @param {string} folder
 * @param {(db: PGlite) => Promise<T>} work
 */
export async function withDatabase(folder, work) {
  mkdirSync(dirname(folder), { recursive: true });
  const unlock = lock(folder);
  try {
    const db = await open(folder);
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  } finally {
    unlock();
  }
}

/**
 * Whether a folder holds a database.
 *
 * @param {string} folder
 */
export function isDatabase(folder) {
  return existsSync(join(folder, 'PG_VERSION'));
}

/** @param {string} folder */
async function open(folder) {
  try {
    const db = await PGlite.create(folder);
    // What it prints must not depend on the machine's own.
    await db.exec("set time zone 'UTC'");
    return db;
  } catch (cause) {
    const reason = cause instanceof Error ? ` (${cause.message})` : '';
    throw new Error(`${shown(folder)} cannot be opened as a database${reason}: remove it and run the demo again`, {
      cause,
    });
  }
}
