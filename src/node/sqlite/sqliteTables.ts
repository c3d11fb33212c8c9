import { Found, ServerError } from '../../errors.js';
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
export function sqliteTables(path: string, database: SqliteDatabase): TableStore {
  const ask = (sql: string, ...values: readonly string[]): Record<string, unknown>[] =>
    database.prepare(sql).all(...values) as Record<string, unknown>[];
  return {
    types: TYPES,
    columns: ({ name }): readonly ExistingColumn[] => {
      const columns = ask(COLUMNS, name);
      if (columns[0]?.['kind'] === 'view') throw new ServerError(path, `a table ${name}`, new Found('a view'));
      return columns.map((column) => ({
        name: String(column['name']).toLowerCase(),
        type: String(column['type']),
        isRequired: column['required'] === 1,
        isGenerated: column['generated'] === 1,
      }));
    },
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

/**
 * The columns of a table or a view. SQLite itself fills one that is generated, and one that is the number of the row: an
 * `integer primary key`, alone and of a table that has such numbers.
 */
const COLUMNS = `
  SELECT c.name, c.type, t.type AS kind, c.hidden > 1 AS generated,
    c."notnull" AND c.dflt_value IS NULL AND c.hidden = 0 AND NOT (
      lower(c.type) = 'integer' AND c.pk = 1 AND t.wr = 0 AND (SELECT max(pk) FROM pragma_table_xinfo(t.name)) = 1
    ) AS required
  FROM pragma_table_list(?) t JOIN pragma_table_xinfo(t.name) c WHERE t.schema = 'main' AND c.hidden <> 1`;
