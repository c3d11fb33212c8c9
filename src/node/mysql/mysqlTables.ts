import { Found, ServerError } from '../../errors.js';
import { MYSQL } from '../../tables/dialect.js';
import type { Table } from '../../tables/tables.js';
import { placeOf } from '../placeOf.js';
import type { ExistingColumn, FittingTypes, TableStore } from '../prepareTables.js';
import type { WriteMode } from '../tableOptions.js';
import type { MysqlConnection } from './connectMysql.js';
import { isDenied, isIndexThere } from './mysqlErrors.js';

/** Types as `information_schema` writes them. */
const TYPES: FittingTypes = {
  text: { need: 'varchar(255)', fits: /^(?:var)?char\(|text$/i },
  timestamp: { need: 'datetime(3)', fits: /^(?:datetime|timestamp)\([3-6]\)/i },
  // One with decimals, `double(5,1)`, rounds to them.
  double: { need: 'double', fits: /^double(?!\()/i },
  integer: { need: 'integer', fits: /^(?:mediumint|int|bigint)/i },
};

/** What is asked of a MySQL about its tables, and done to them. */
export function mysqlTables(path: string, connection: MysqlConnection, mode: WriteMode): TableStore {
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
        name: String(column['name']).toLowerCase(),
        type: String(column['type']),
        isRequired:
          column['nullable'] === 'NO' &&
          column['preset'] === null &&
          !/auto_increment|generated/i.test(String(column['extra'])),
        // LOAD DATA would leave out its values without an error. A default that is computed is `DEFAULT_GENERATED`.
        isGenerated: /\bgenerated/i.test(String(column['extra'])),
      }));
    },
    hasKey: async (table) => (await keyNames(connection, table)).length > 0,
    hasRows: async ({ name }) => hasRows(connection, name),
    create: (table) => connection.write(createTable(table)),
    begin: async () => {
      // Who adds to what others add to at the same time sees what they have committed meanwhile.
      if (mode === 'append') await connection.write('SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
      await connection.write('START TRANSACTION');
    },
    // Not TRUNCATE, which would end the transaction.
    clear: async (tables) => {
      for (const { name } of tables) await connection.write(`DELETE FROM ${MYSQL.identifier(name)}`);
    },
    cascades: async ({ name }, ours) => {
      const place = '(COALESCE(?, DATABASE()), ?)';
      const keys = await connection.query(
        `SELECT table_name AS name, delete_rule AS rule FROM information_schema.referential_constraints
          WHERE (unique_constraint_schema, referenced_table_name) = ${place}
            AND (constraint_schema, table_name) NOT IN (${ours.map(() => place).join()})
            AND delete_rule IN ('CASCADE', 'SET NULL', 'SET DEFAULT') ORDER BY table_name`,
        [...placeOf(name), ...ours.flatMap((table) => placeOf(table.name))],
      );
      return keys.map((key) => ({ from: String(key['name']), rule: String(key['rule']) }));
    },
  };
}

/** The statement that makes a table of an engine with transactions, whatever the server's default. */
export function createTable(table: Table, kind?: 'temporary table'): string {
  return `${MYSQL.createTable(table, kind)} engine = InnoDB`;
}

/**
 * Makes the index of a table that holds its rows, which are committed: MySQL ends a transaction there.
 *
 * @throws {ServerError} When it cannot be made; the rows stay.
 */
export async function addIndex(path: string, connection: MysqlConnection, table: Table): Promise<void> {
  try {
    // Others that have looked at the table are waited for until their transactions end, and not for ever.
    await connection.write(`SET SESSION lock_wait_timeout = ${INDEX_WAIT_S}`);
    await connection.write(MYSQL.createIndex(table)!);
  } catch (cause) {
    // Two that filled a new table at the same time both make it.
    if (isIndexThere(cause)) return;
    const need = `a table ${table.name} that takes an index of ${table.index}, and has all rows already`;
    throw new ServerError(path, need, new Found(cause instanceof Error ? cause.message : String(cause)), { cause });
  }
}

/** Chosen by eye. */
const INDEX_WAIT_S = 60;

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
    if (!isDenied(error)) throw error;
  });
  for (const { name } of tables) {
    if (!(await hasRows(connection, name))) await connection.write(`DROP TABLE ${MYSQL.identifier(name)}`);
  }
}

/** The names of a table's unique indexes of exactly the columns of its key. */
export async function keyNames(connection: MysqlConnection, table: Table): Promise<readonly string[]> {
  const indexes = await connection.query(
    `SELECT index_name AS name, GROUP_CONCAT(LOWER(column_name) ORDER BY LOWER(column_name)) AS columns
      FROM information_schema.statistics
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND non_unique = 0 GROUP BY index_name`,
    placeOf(table.name),
  );
  const key = [...table.primaryKey].sort().join();
  return indexes.filter(({ columns }) => columns === key).map(({ name }) => String(name));
}

/**
 * Whether a table takes rows of different keys for the same by another unique index, or by the beginnings of ids.
 *
 * @param staged - The rows, whose ids may be shorter than such a beginning.
 */
export async function hasOtherKeys(connection: MysqlConnection, table: Table, staged: Table): Promise<boolean> {
  const { primaryKey } = table;
  const longest = `(SELECT MAX(CHAR_LENGTH(server_id)) FROM ${MYSQL.identifier(staged.name)})`;
  const others = await connection.query(
    `SELECT s.index_name FROM information_schema.statistics s
      JOIN information_schema.columns c USING (table_schema, table_name, column_name)
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND s.non_unique = 0 GROUP BY s.index_name
      HAVING SUM(c.extra LIKE '%auto_increment%') = 0
        AND SUM(LOWER(column_name) IN (?) AND COALESCE(s.sub_part > ${longest}, TRUE)) < ? LIMIT 1`,
    [...placeOf(table.name), primaryKey, primaryKey.length],
  );
  return others.length > 0;
}

/** Whether rows of a table refer to rows of another, which must be there before. */
export async function refersTo(connection: MysqlConnection, table: Table, other: Table): Promise<boolean> {
  const [schema, name] = placeOf(table.name);
  const [otherSchema, otherName] = placeOf(other.name);
  const references = await connection.query(
    `SELECT 1 FROM information_schema.key_column_usage
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?
        AND referenced_table_schema = COALESCE(?, DATABASE()) AND referenced_table_name = ? LIMIT 1`,
    [schema, name, otherSchema, otherName],
  );
  return references.length > 0;
}

/** Waits for others that have a table's name for themselves, and has it until the connection ends. */
export async function lockByName(connection: MysqlConnection, { name }: Table): Promise<void> {
  // A name of at most 64 characters. And so long a time is none: MariaDB knows no wait without an end.
  const lock = "GET_LOCK(CONCAT('faker-server ', MD5(CONCAT(COALESCE(?, DATABASE()), '.', ?))), 31536000)";
  const [row] = await connection.query(`SELECT ${lock} AS isOurs`, placeOf(name));
  if (Number(row?.['isOurs']) !== 1) throw new Error(`no lock of ${name}`);
}

async function hasRows(connection: MysqlConnection, name: string): Promise<boolean> {
  return (await connection.query(`SELECT 1 FROM ${MYSQL.identifier(name)} LIMIT 1`)).length > 0;
}
