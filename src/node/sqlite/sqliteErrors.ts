import type { Table } from '../../tables/tables.js';

/** Result codes of SQLite: `node:sqlite` gives the number as `errcode`, better-sqlite3 the name as `code`. */
const BUSY = [5, 'SQLITE_BUSY'] as const;
const LOCKED = [6, 'SQLITE_LOCKED'] as const;
const CONSTRAINT_FOREIGNKEY = [787, 'SQLITE_CONSTRAINT_FOREIGNKEY'] as const;
const CONSTRAINT_TRIGGER = [1811, 'SQLITE_CONSTRAINT_TRIGGER'] as const;
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

/** Whether rows would refer to what is not there; of which tables, SQLite does not say. */
export function isForeignKey(error: unknown): boolean {
  if (isOneOf(error, [CONSTRAINT_FOREIGNKEY])) return true;
  // ON DELETE RESTRICT is a trigger within SQLite.
  return isOneOf(error, [CONSTRAINT_TRIGGER]) && (error as Error).message === 'FOREIGN KEY constraint failed';
}

/** Whether a row of the same key is in the way, whose columns stand in no code: `UNIQUE constraint failed: t.id, t.at`. */
export function isOfKey(error: unknown, { primaryKey }: Table): error is Error {
  const isUnique = isOneOf(error, [CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE]);
  return isUnique && primaryKey.every((name) => (error as Error).message.includes(`.${name}`));
}

function isOneOf(error: unknown, known: readonly (readonly [number: number, name: string])[]): boolean {
  const { errcode, code } = codesOf(error);
  return known.some(([number, name]) => errcode === number || code === name);
}

interface Codes {
  readonly errcode?: unknown;
  readonly code?: unknown;
}

function codesOf(error: unknown): Codes {
  return error instanceof Error ? (error as Codes) : {};
}
