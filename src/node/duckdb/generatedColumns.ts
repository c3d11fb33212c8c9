import type { DuckDBConnection } from '@duckdb/node-api';
import { DUCKDB } from '../../tables/dialect.js';

/**
 * Those of some columns that DuckDB computes. Its catalogue lists what they are computed from as a default; so it is asked
 * whether it would take a value, and nothing is written.
 *
 * @param table - Its name.
 * @param columns - Their names.
 */
export async function generatedColumns(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const column of columns) {
    const names = `${DUCKDB.identifier(table)} (${DUCKDB.identifier(column)})`;
    try {
      await connection.run(`EXPLAIN INSERT INTO ${names} VALUES (NULL)`);
    } catch (error) {
      // What else is in the way is told where rows are written.
      if (error instanceof Error && /generated column/i.test(error.message)) found.add(column);
    }
  }
  return found;
}
