// @ts-check
import { readFileSync } from 'node:fs';
/** @import { PGliteInterface, Transaction } from '@electric-sql/pglite' */

/** @typedef {Readonly<Record<string, readonly object[]>>} Tables Rows by table; columns are the keys in snake_case. */

const schema = readFileSync(new URL('schema.sql', import.meta.url), 'utf8');

/**
 * Puts the tables, in their order, in place of those that are there: all of them or, where anything fails, none.
 *
 * @param {PGliteInterface} db
 * @param {Tables} tables
 */
export async function seed(db, tables) {
  await db.transaction(async (tx) => {
    await tx.exec(schema);
    for (const [table, rows] of Object.entries(tables)) await copy(tx, table, rows);
    await tx.exec(`analyze ${Object.keys(tables).join(', ')}`);
  });
}

/**
 * One text for all that is in the tables: the same rows, the same text.
 *
 * @param {PGliteInterface} db
 */
export async function fingerprint(db) {
  const { rows } = await db.query(`
    select md5(concat(
      (select string_agg(s::text, chr(10) order by server_id) from servers s),
      (select string_agg(m::text, chr(10) order by server_id, day) from server_metrics m)
    )) as md5`);
  return /** @type {{ md5: string }[]} */ (rows)[0]?.md5;
}

/**
 * @param {Transaction} tx
 * @param {string} table
 * @param {readonly object[]} rows
 */
async function copy(tx, table, rows) {
  const columns = Object.keys(rows[0] ?? {}).map((key) =>
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  // PGlite's name for what a PostgreSQL elsewhere reads from stdin.
  const sql = `copy ${table} (${columns.join(', ')}) from '/dev/blob' with (format csv)`;
  await tx.query(sql, [], { blob: new Blob(rows.map(csv)) });
}

/** @param {object} row */
function csv(row) {
  const cells = Object.values(row).map((value) =>
    typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value),
  );
  return `${cells.join()}\n`;
}
