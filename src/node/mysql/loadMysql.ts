import type { Job } from '../../job.js';
import { MYSQL } from '../../tables/dialect.js';
import { metricsTable, serversTable, type Table } from '../../tables/tables.js';
import { prepareTables } from '../prepareTables.js';
import { rowsThere } from '../rowsThere.js';
import { stagingName } from '../stagingName.js';
import type { Seeded, TableSettings } from '../tableOptions.js';
import type { Course } from '../writing.js';
import type { MysqlConnection } from './connectMysql.js';
import { errorOf, isDuplicate, isOfKey } from './mysqlErrors.js';
import { columnsOf, insertInto, onDuplicate } from './mysqlInserts.js';
import { checkServers, writeServers } from './mysqlServers.js';
import {
  addIndex,
  createTable,
  dropEmpty,
  hasOtherKeys,
  keyNames,
  lockByName,
  mysqlTables,
  refersTo,
} from './mysqlTables.js';
import { insertValues, loadDataPieces } from './mysqlText.js';

/** Puts a job into a database: all of its rows or none. */
export async function loadMysql(
  path: string,
  connection: MysqlConnection,
  settings: TableSettings,
  way: Course,
): Promise<Seeded> {
  const { job, mode, isShard } = settings;
  const [servers, metrics] = [serversTable(settings.serversTable), metricsTable(settings.metricsTable, job.metrics)];
  const store = mysqlTables(path, connection, mode);
  const made = new Set<Table>();
  let count: number;
  try {
    await prepareTables(path, settings, [servers, metrics], {
      ...store,
      create: async (table) => {
        // Shards fill it at the same time, and share its index; else the index waits for the rows.
        await store.create(isShard ? table : { ...table, index: undefined });
        made.add(table);
      },
    });
    count = await checkServers(path, connection, servers, settings);
    // Where nothing refers to them, servers come last: shards that share one then wait for each other for a moment only.
    const serversFirst = !made.has(servers) && (await refersTo(connection, metrics, servers));
    if (serversFirst) await writeServers(path, connection, servers, settings);
    try {
      await writeMetrics(path, connection, metrics, settings, way);
    } catch (error) {
      const isThere = mode === 'append' && isDuplicate(error) && isOfKey(error, await keyNames(connection, metrics));
      throw isThere ? rowsThere(path, settings) : error;
    }
    if (!serversFirst) await writeServers(path, connection, servers, settings);
    way.step(job.rows);
    await connection.commit();
  } catch (error) {
    await connection.rollBack().catch(() => undefined);
    // Other shards may use them.
    if (!isShard) await dropEmpty(connection, made).catch(() => undefined);
    throw error;
  }
  // Row by row, the index takes longer than all else together; of all rows at once, a third of that.
  if (!isShard && made.has(metrics)) await addIndex(path, connection, metrics);
  return { rows: job.rows, servers: count };
}

async function writeMetrics(
  path: string,
  connection: MysqlConnection,
  table: Table,
  settings: TableSettings,
  way: Course,
): Promise<void> {
  const { job, mode } = settings;
  // The user's own table may take rows of the same key twice.
  const mustLook = mode === 'append' && (await keyNames(connection, table)).length === 0;
  const isStaged = mode === 'upsert' || mustLook;
  const target = isStaged ? { ...table, name: stagingName() } : table;
  // A temporary table is made within a transaction, and is gone with the connection.
  if (isStaged) await connection.write(createTable({ ...target, index: undefined }, 'temporary table'));
  const [limits] = await connection.query('SELECT @@local_infile AS local, @@max_allowed_packet AS packet');
  if (Number(limits!['local']) === 1) await loadData(path, connection, target, job, way);
  else await insertRows(path, connection, target, job, way, Math.min(STATEMENT, Number(limits!['packet']) / 2));
  if (!isStaged) return;
  const from = MYSQL.identifier(target.name);
  const insert = `${insertInto(table)} SELECT ${columnsOf(table)} FROM ${from}`;
  if (mustLook) {
    await lockByName(connection, table);
    const [known] = await connection.query(
      `SELECT 1 FROM ${MYSQL.identifier(table.name)} there JOIN ${from} staged ON ${sameKey(table)} LIMIT 1`,
    );
    if (known) throw rowsThere(path, settings);
    await connection.write(insert);
    return;
  }
  await connection.write(`${insert} ${onDuplicate(table)}`);
  if (!(await hasOtherKeys(connection, table, target))) return;
  // A row that is not there was taken for another: the server says by which key in its own words.
  await connection.write(
    `${insert} staged WHERE NOT EXISTS (SELECT 1 FROM ${MYSQL.identifier(table.name)} there WHERE ${sameKey(table)})`,
  );
}

/** Whether a row of a table has the same key as one that is staged. */
function sameKey({ primaryKey }: Table): string {
  return primaryKey
    .map(MYSQL.identifier)
    .map((column) => `there.${column} = staged.${column}`)
    .join(' AND ');
}

/** One statement for all rows. `LOCAL` makes errors of them warnings: each is an error here. */
async function loadData(path: string, connection: MysqlConnection, table: Table, job: Job, way: Course): Promise<void> {
  const into = `INTO TABLE ${MYSQL.identifier(table.name)} CHARACTER SET utf8mb4 (${columnsOf(table)})`;
  const { rows, warnings } = await connection.load(
    `LOAD DATA LOCAL INFILE 'faker-server' ${into}`,
    loadDataPieces(path, job, way),
  );
  if (warnings === 0 && rows === job.rows) return;
  const [warning] = await connection.query('SHOW WARNINGS LIMIT 1');
  throw errorOf((warning?.['Message'] as string | undefined) ?? `${rows} rows of ${job.rows}`, warning?.['Code']);
}

/** Bytes of a statement: four times as many make it no faster. */
const STATEMENT = 1 << 18;

async function insertRows(
  path: string,
  connection: MysqlConnection,
  table: Table,
  job: Job,
  way: Course,
  length: number,
): Promise<void> {
  for (const { text, rows } of insertValues(path, job, connection.literal, length)) {
    await connection.write(`${insertInto(table)} VALUES ${text}`);
    way.step(rows);
  }
}
