import { Found, ServerError } from '../../errors.js';
import { MYSQL } from '../../tables/dialect.js';
import type { Table } from '../../tables/tables.js';
import type { ExistingColumn, FittingTypes, TableStore } from '../prepareTables.js';
import type { MysqlConnection } from './connectMysql.js';

/** Types as `information_schema` writes them. */
const TYPES: FittingTypes = {
  text: { need: 'varchar(255)', fits: /^(?:var)?char\(|text$/i },
  timestamp: { need: 'datetime(3)', fits: /^(?:datetime|timestamp)\([3-6]\)/i },
  double: { need: 'double', fits: /^double/i },
  integer: { need: 'integer', fits: /^(?:mediumint|int|bigint)/i },
};

/** Ids differ by case, and rows are of an engine with transactions, whatever the server's defaults. */
const ENGINE = 'ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** What is asked of a MySQL about its tables, and done to them. */
export function mysqlTables(path: string, connection: MysqlConnection): TableStore {
  return {
    types: TYPES,
    columns: async ({ name }): Promise<readonly ExistingColumn[]> => {
      const columns = await connection.query(
        `SELECT c.column_name AS name, c.column_type AS type, c.is_nullable AS nullable, c.column_default AS preset,
            c.extra AS extra, t.engine AS engine, e.transactions AS transactions
          FROM information_schema.columns c
          JOIN information_schema.tables t USING (table_schema, table_name)
          LEFT JOIN information_schema.engines e ON e.engine = t.engine
          WHERE c.table_schema = COALESCE(?, DATABASE()) AND c.table_name = ? ORDER BY c.ordinal_position`,
        placeOf(name),
      );
      if (columns.length > 0 && columns[0]!['transactions'] !== 'YES') {
        const need = `a table ${name} of an engine with transactions, such as InnoDB`;
        throw new ServerError(path, need, new Found((columns[0]!['engine'] as string | null) ?? 'a view'));
      }
      return columns.map((column) => ({
        name: String(column['name']),
        type: String(column['type']),
        isRequired:
          column['nullable'] === 'NO' &&
          column['preset'] === null &&
          !/auto_increment|generated/i.test(String(column['extra'])),
      }));
    },
    hasRows: async ({ name }) => hasRows(connection, name),
    create: (table) => connection.write(createTable(table)),
    begin: () => connection.write('START TRANSACTION'),
    // Not TRUNCATE, which would end the transaction.
    clear: ({ name }) => connection.write(`DELETE FROM ${MYSQL.identifier(name)}`),
  };
}

/** One statement for the table and its index: another process may be using the table at once. */
export function createTable(table: Table, kind: 'TABLE' | 'TEMPORARY TABLE' = 'TABLE'): string {
  const { index } = table;
  const more = index === undefined ? '' : `, INDEX (${MYSQL.identifier(index)})`;
  const statement = MYSQL.createTable(table).replace(/^create table/, `CREATE ${kind}`);
  return `${statement.replace(/\)$/, `${more})`)} ${ENGINE}`;
}

/**
 * Drops tables that were made, unless somebody else has filled one meanwhile, or is about to: whose transaction goes on
 * may have rows in them that nobody sees yet. It has them for itself before it looks, then, or leaves them.
 */
export async function dropEmpty(connection: MysqlConnection, tables: ReadonlySet<Table>): Promise<void> {
  if (tables.size === 0) return;
  const locks = Array.from(tables, ({ name }) => `${MYSQL.identifier(name)} WRITE`);
  await connection.write('SET SESSION lock_wait_timeout = 1');
  await connection.write(`LOCK TABLES ${locks.join()}`).catch((error: unknown) => {
    // Who may make and drop tables need not be one who may lock them.
    if (!/denied/i.test(String(error))) throw error;
  });
  for (const { name } of tables) {
    if (!(await hasRows(connection, name))) await connection.write(`DROP TABLE ${MYSQL.identifier(name)}`);
  }
}

/**
 * Refuses a table without the key that tells rows of the same server and instant.
 *
 * @throws {ServerError} When it has no unique index of exactly these columns.
 */
export async function needKey(path: string, connection: MysqlConnection, table: Table): Promise<void> {
  const indexes = await connection.query(
    `SELECT GROUP_CONCAT(LOWER(column_name) ORDER BY LOWER(column_name)) AS names FROM information_schema.statistics
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND non_unique = 0 GROUP BY index_name`,
    placeOf(table.name),
  );
  const key = [...table.primaryKey].sort().join();
  if (indexes.some(({ names }) => names === key)) return;
  const need = `a primary key or a unique index of the table ${table.name} on ${table.primaryKey.join(', ')}`;
  throw new ServerError(path, need, new Found('none'));
}

async function hasRows(connection: MysqlConnection, name: string): Promise<boolean> {
  return (await connection.query(`SELECT 1 FROM ${MYSQL.identifier(name)} LIMIT 1`)).length > 0;
}

/** The schema, where the name has one, and the table. */
function placeOf(name: string): readonly [schema: string | null, table: string] {
  const point = name.lastIndexOf('.');
  return [point < 0 ? null : name.slice(0, point), name.slice(point + 1)];
}
