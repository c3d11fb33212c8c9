// @ts-check
// Asks the demo's database:   node demo/query.mjs "select count(*) from server_metrics"
import { types } from '@electric-sql/pglite';
import process from 'node:process';
import { FOLDER, isDatabase, withDatabase } from './database.mjs';
import { sentence, shown } from './shown.mjs';
import { table } from './table.mjs';
/** @import { Results } from '@electric-sql/pglite' */

/** Every value as PostgreSQL writes it. */
const parsers = Object.fromEntries(Object.values(types).map((type) => [type, (/** @type {string} */ text) => text]));

try {
  const sql = process.argv[2];
  if (!sql) throw new Error('expected a statement, such as node demo/query.mjs "select count(*) from server_metrics"');
  if (!isDatabase(FOLDER)) throw new Error(`there is no database in ${shown(FOLDER)} yet: npm run demo makes it`);
  const results = await withDatabase(FOLDER, (db) => db.exec(sql, { rowMode: 'array', parsers }));
  // Whoever reads may stop early, as head does.
  process.stdout.on('error', () => process.exit());
  for (const result of results) console.log(answer(result));
} catch (error) {
  console.error(`query: ${sentence(error)}`);
  process.exitCode = 1;
}

/** @param {Results} result */
function answer({ fields, rows, command, rowCount }) {
  // What a statement without rows did, such as UPDATE 12.
  if (fields.length === 0) return [command, rowCount].join(' ').trim();
  const headings = fields.map(({ name }) => name);
  const cells = rows.map((row) => Object.values(row).map((value) => (value === null ? '' : String(value))));
  return table(headings, cells).join('\n');
}
