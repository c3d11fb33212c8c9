import type { Table } from '../../tables/tables.js';

/** Result codes of SQLite: `node:sqlite` gives the number as `errcode`, better-sqlite3 the name as `code`. */
const BUSY = [5, 'SQLITE_BUSY'] as const;
const LOCKED = [6, 'SQLITE_LOCKED'] as const;
const CONSTRAINT_PRIMARYKEY = [1555, 'SQLITE_CONSTRAINT_PRIMARYKEY'] as const;
const CONSTRAINT_UNIQUE = [2067, 'SQLITE_CONSTRAINT_UNIQUE'] as const;

/** Whether somebody else has the lock, of whatever kind. */
export function isLocked(error: unknown): boolean {
  const { errcode, code } = codesOf(error);
  // The last byte is the kind, and the name begins with it: `SQLITE_BUSY_SNAPSHOT` is 2 × 256 + 5.
  return [BUSY, LOCKED].some(
    ([number, name]) =>
      (typeof errcode === 'number' && errcode % 256 === number) || (typeof code === 'string' && code.startsWith(name)),
  );
}

/** Whether a row of the same key is in the way, whose columns stand in no code: `UNIQUE constraint failed: t.id, t.at`. */
export function isOfKey(error: unknown, { primaryKey }: Table): error is Error {
  const { errcode, code } = codesOf(error);
  const isUnique = [CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE].some(
    ([number, name]) => errcode === number || code === name,
  );
  return isUnique && primaryKey.every((name) => (error as Error).message.includes(`.${name}`));
}

interface Codes {
  readonly errcode?: unknown;
  readonly code?: unknown;
}

function codesOf(error: unknown): Codes {
  return error instanceof Error ? (error as Codes) : {};
}
