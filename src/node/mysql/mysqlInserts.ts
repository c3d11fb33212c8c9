import { MYSQL } from '../../tables/dialect.js';
import type { Table } from '../../tables/tables.js';

/** How an INSERT of whole rows begins. */
export function insertInto(table: Table): string {
  return `INSERT INTO ${MYSQL.identifier(table.name)} (${columnsOf(table)})`;
}

/** How one ends that puts a row in place of one of the same key. */
export function onDuplicate({ columns, primaryKey }: Table): string {
  const others = columns.filter(({ name }) => !primaryKey.includes(name)).map(({ name }) => MYSQL.identifier(name));
  return `ON DUPLICATE KEY UPDATE ${others.map((name) => `${name} = VALUES(${name})`).join()}`;
}

/** The columns of a table, quoted. */
export function columnsOf({ columns }: Table): string {
  return columns.map(({ name }) => MYSQL.identifier(name)).join();
}
