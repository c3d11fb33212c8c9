import { SQLITE } from '../../tables/dialect.js';
import type { Table } from '../../tables/tables.js';
import type { WriteMode } from '../tableOptions.js';
import type { SqliteDatabase, SqliteStatement } from './sqliteDriver.js';

/** The statement that adds a row to a table; `'keep'` leaves one of the same key as it is. */
export function prepareInsert(database: SqliteDatabase, table: Table, mode: WriteMode | 'keep'): SqliteStatement {
  return database.prepare(insertOf(table, mode));
}

/** Whether a table has a unique key of a row's key, as an upsert needs it. */
export function hasKey(database: SqliteDatabase, table: Table): boolean {
  try {
    database.prepare(insertOf(table, 'upsert'));
    return true;
  } catch (cause) {
    if (!(cause instanceof Error && cause.message.startsWith('ON CONFLICT'))) throw cause;
    return false;
  }
}

function insertOf({ name, columns, primaryKey }: Table, mode: WriteMode | 'keep'): string {
  const quoted = columns.map((column) => SQLITE.identifier(column.name));
  const into = `INSERT INTO ${SQLITE.identifier(name)} (${quoted.join()})`;
  const key = primaryKey.map((column) => SQLITE.identifier(column));
  if (mode === 'keep') {
    // Without ON CONFLICT, since the user's table may have no key; and with each value once, since better-sqlite3 takes no
    // numbered parameters in an order.
    const values = quoted.map((column) => `? AS ${column}`).join();
    const same = key.map((column) => `there.${column} = fresh.${column}`).join(' AND ');
    const known = `SELECT 1 FROM ${SQLITE.identifier(name)} AS there WHERE ${same}`;
    return `${into} SELECT * FROM (SELECT ${values}) AS fresh WHERE NOT EXISTS (${known})`;
  }
  const insert = `${into} VALUES (${quoted.map(() => '?').join()})`;
  if (mode !== 'upsert') return insert;
  const others = quoted.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  return `${insert} ON CONFLICT (${key.join()}) DO UPDATE SET ${others.join()}`;
}
