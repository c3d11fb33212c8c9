import { existsSync, rmSync, statSync } from 'node:fs';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import type { Course } from '../writing.js';
import type { OpenSqlite, SqliteDatabase } from './sqliteDriver.js';
import { isLocked } from './sqliteErrors.js';

/**
 * Does some work with the database of a file, in a transaction that the work ends; a file that was made for it and is
 * empty still is removed where it fails. Whoever writes takes the lock first, so that nobody writes between our looking
 * and our writing.
 */
export async function lockedSqlite<T>(
  file: string,
  open: OpenSqlite,
  way: Course,
  work: (database: SqliteDatabase) => Promise<T>,
): Promise<T> {
  const { database, isNew } = await whenUnlocked(() => locked(file, open), way);
  let isFailed = true;
  try {
    const result = await work(database);
    isFailed = false;
    return result;
  } finally {
    const isOurs = isFailed && isNew;
    if (isOurs && !isWindows) removeEmpty(database, file);
    database.close();
    if (isOurs && isWindows) removeEmpty(undefined, file);
  }
}

/**
 * Opens a file and takes its lock. Where somebody else has that, the file is closed again: it may be removed meanwhile,
 * and who has one open that has no name deletes the journal of another that gets the name.
 */
function locked(file: string, open: OpenSqlite): { readonly database: SqliteDatabase; readonly isNew: boolean } {
  const isNew = !existsSync(file);
  const database = open(file);
  try {
    database.exec('BEGIN IMMEDIATE');
    return { database, isNew };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** It removes no file that is open, whoever has opened it. */
const isWindows = process.platform === 'win32';

/** Removes a file that nobody has filled: with its lock, so that nobody fills it meanwhile. */
function removeEmpty(database: SqliteDatabase | undefined, file: string): void {
  try {
    database?.exec('BEGIN IMMEDIATE');
    if (statSync(file).size === 0) rmSync(file);
  } catch {
    // It is somebody else's by now.
  }
}

/** How long somebody else may hold the lock, and between two looks; chosen by eye. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 25;

/** Does what takes a lock, as soon as nobody else holds it. */
export async function whenUnlocked<T>(act: () => T, { signal }: Course): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return act();
    } catch (error) {
      if (!isLocked(error) || performance.now() > until) throw error;
    }
    await setTimeout(LOOK_MS);
    signal?.throwIfAborted();
  }
}
