import { SQLITE } from '../../tables/dialect.js';
import type { ExistingColumn, FittingTypes, TableStore } from '../prepareTables.js';
import type { SqliteDatabase } from './sqliteDriver.js';
import { hasKey } from './sqliteInserts.js';

/** Declared types by the affinity that SQLite gives them: the rules of "Determination Of Column Affinity". */
const TYPES: FittingTypes = {
  text: { need: 'text', fits: /char|clob|text/i },
  timestamp: { need: 'integer (epoch milliseconds)', fits: /int|^numeric|^decimal/i },
  double: { need: 'real', fits: /real|floa|doub|^numeric|^decimal/i },
  integer: { need: 'integer', fits: /int|^numeric|^decimal/i },
};

/** What is asked of a SQLite about its tables, and done to them. */
export function sqliteTables(database: SqliteDatabase): TableStore {
  const ask = (sql: string, ...values: readonly string[]): Record<string, unknown>[] =>
    database.prepare(sql).all(...values) as Record<string, unknown>[];
  return {
    types: TYPES,
    columns: ({ name }): readonly ExistingColumn[] =>
      ask('SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)', name).map((column) => ({
        name: String(column['name']).toLowerCase(),
        type: String(column['type']),
        isRequired: column['notnull'] === 1 && column['dflt_value'] === null,
      })),
    hasKey: (table) => hasKey(database, table),
    hasRows: ({ name }) => ask(`SELECT 1 FROM ${SQLITE.identifier(name)} LIMIT 1`).length > 0,
    create: (table) => database.exec(SQLITE.createTable(table)),
    clear: (tables) => database.exec(tables.map(({ name }) => `DELETE FROM ${SQLITE.identifier(name)}`).join(';')),
    cascades: ({ name }, ours) =>
      ask(
        `SELECT t.name, f.on_delete AS rule FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
          WHERE t.type = 'table' AND lower(f."table") = lower(?) AND f.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT')
            AND lower(t.name) NOT IN (${ours.map(() => 'lower(?)').join()}) ORDER BY t.name`,
        ...[name, ...ours.map((table) => table.name)],
      ).map((key) => ({ from: String(key['name']), rule: String(key['rule']) })),
  };
}
