import { existsSync, rmSync, statSync } from 'node:fs';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import type { Course } from '../writing.js';
import type { OpenSqlite, SqliteDatabase } from './sqliteDriver.js';

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
  for (;;) {
    const isNew = !existsSync(file);
    const database = open(file);
    let isFailed = true;
    try {
      await whenUnlocked(database, 'BEGIN IMMEDIATE', way);
      // Else somebody has made it, failed, and removed it, while we waited.
      const result = existsSync(file) ? { value: await work(database) } : undefined;
      isFailed = false;
      if (result) return result.value;
    } finally {
      const isOurs = isFailed && isNew;
      if (isOurs && !isWindows) removeEmpty(database, file);
      database.close();
      if (isOurs && isWindows) removeEmpty(undefined, file);
    }
  }
}

/** It removes no file that is open, whoever has opened it. */
const isWindows = process.platform === 'win32';

/** Removes a file that nobody has filled: with its lock, so that nobody who waits for that fills it meanwhile. */
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

/** Runs a statement that takes a lock, as soon as nobody else holds it. */
export async function whenUnlocked(database: SqliteDatabase, statement: string, { signal }: Course): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      database.exec(statement);
      return;
    } catch (error) {
      const isLocked = error instanceof Error && /database (?:table )?is (?:locked|busy)/.test(error.message);
      if (!isLocked || performance.now() > until) throw error;
    }
    await setTimeout(LOOK_MS);
    signal?.throwIfAborted();
  }
}
