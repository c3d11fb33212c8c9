import { expect, it } from 'vitest';
import { isLocked, isOfKey } from '../../../src/node/sqlite/sqliteErrors.js';
import { metricsTable } from '../../../src/tables/tables.js';

/** Errors as `node:sqlite` and better-sqlite3 give them, in words that are nobody's. */
const both = (number: number, name: string, message = 'words'): readonly Error[] => [
  Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode: number }),
  Object.assign(new Error(message), { code: name }),
];

it('knows a lock by its code, of whatever kind', () => {
  for (const error of [
    ...both(5, 'SQLITE_BUSY'),
    ...both(6, 'SQLITE_LOCKED'),
    ...both(261, 'SQLITE_BUSY_RECOVERY'),
    ...both(262, 'SQLITE_LOCKED_SHAREDCACHE'),
  ]) {
    expect(isLocked(error)).toBe(true);
  }
  for (const error of [...both(13, 'SQLITE_FULL'), new Error('database is locked'), 'SQLITE_BUSY', undefined]) {
    expect(isLocked(error)).toBe(false);
  }
});

it('knows a row of the same key by its code and the columns', () => {
  const table = metricsTable('own', ['cpu']);
  const said = 'UNIQUE constraint failed: own.server_id, own.timestamp';
  for (const error of [
    ...both(1555, 'SQLITE_CONSTRAINT_PRIMARYKEY', said),
    ...both(2067, 'SQLITE_CONSTRAINT_UNIQUE', said),
  ]) {
    expect(isOfKey(error, table)).toBe(true);
  }
  for (const error of [
    ...both(2067, 'SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed: own.timestamp'),
    ...both(1299, 'SQLITE_CONSTRAINT_NOTNULL', said),
    new Error(said),
  ]) {
    expect(isOfKey(error, table)).toBe(false);
  }
});
