import { createRequire } from 'node:module';
import process from 'node:process';
import { Found, ServerError } from '../../errors.js';

/** A SQLite database, as `node:sqlite` and better-sqlite3 both have it. */
export interface SqliteDatabase {
  readonly exec: (sql: string) => unknown;
  readonly prepare: (sql: string) => SqliteStatement;
  readonly close: () => unknown;
}

/** A prepared statement. */
export interface SqliteStatement {
  readonly run: (...values: readonly (string | number)[]) => unknown;
  readonly all: (...values: readonly (string | number)[]) => unknown[];
}

/** Opens a file, which is made where there is none. */
export type OpenSqlite = (file: string) => SqliteDatabase;

type Driver = new (file: string, options?: { readonly timeout: number }) => SqliteDatabase;

/**
 * SQLite as it is here: Node's own, else better-sqlite3, which is as fast but has to be compiled for each version of
 * Node.
 *
 * @throws {ServerError} When there is neither.
 */
export function sqliteDriver(path: string): OpenSqlite {
  const own = process.getBuiltinModule('node:sqlite') as { readonly DatabaseSync: Driver } | undefined;
  if (own) return (file) => new own.DatabaseSync(file);
  try {
    // CommonJS, and a name that no bundler follows: it may well be absent.
    const Database = createRequire(import.meta.url)(PACKAGE) as Driver;
    // Without waiting for a lock itself: that would be 5 s in which nothing else has its turn.
    return (file) => new Database(file, { timeout: 0 });
  } catch (cause) {
    const need = `SQLite: Node 22.13 or later, or the package ${PACKAGE} (npm install ${PACKAGE})`;
    const { code, message } = cause as { readonly code?: unknown; readonly message: string };
    const isMissing = code === 'MODULE_NOT_FOUND' && message.includes(`'${PACKAGE}'`);
    const found = isMissing ? `Node ${process.versions.node} without it` : `one that does not load: ${message}`;
    throw new ServerError(path, need, new Found(found), { cause });
  }
}

const PACKAGE = 'better-sqlite3';
