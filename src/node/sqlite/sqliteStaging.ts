import { SQLITE } from '../../tables/dialect.js';
import type { Table } from '../../tables/tables.js';
import { stagingName } from '../stagingName.js';
import type { SqliteDatabase } from './sqliteDriver.js';

/** Makes a temporary table with the columns and the key of another, which is gone with the connection. */
export function makeStaging(database: SqliteDatabase, table: Table): Table {
  const staging = { ...table, name: stagingName(), index: undefined };
  database.exec(SQLITE.createTable(staging, 'temporary table'));
  return staging;
}

/** Whether a table has rows of the same key as some that are staged: one look at each of its rows. */
export function hasStaged(database: SqliteDatabase, staging: Table, { name, primaryKey }: Table): boolean {
  // What is staged stands first, and decides on how texts are compared.
  const same = primaryKey.map(SQLITE.identifier).map((column) => `staged.${column} = there.${column}`);
  const [from, there] = [staging.name, name].map(SQLITE.identifier);
  const known = `SELECT 1 FROM ${there} AS there CROSS JOIN ${from} AS staged ON ${same.join(' AND ')} LIMIT 1`;
  return database.prepare(known).all().length > 0;
}

/** Adds rows that are staged. */
export function insertStaged(database: SqliteDatabase, staging: Table, { name, columns }: Table): void {
  const names = columns.map((column) => SQLITE.identifier(column.name)).join();
  const from = SQLITE.identifier(staging.name);
  database.exec(`INSERT INTO ${SQLITE.identifier(name)} (${names}) SELECT ${names} FROM ${from}`);
}
