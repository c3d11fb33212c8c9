import { ServerError } from '../../errors.js';
import type { ServerMetadata } from '../../facts/metadata.js';
import type { Job } from '../../job.js';
import { MYSQL } from '../../tables/dialect.js';
import { metricsTable, serverRow, serversTable, type Table } from '../../tables/tables.js';
import { anotherServer, MADE_HERE } from '../anotherServer.js';
import { distinctServers } from '../distinctServers.js';
import { prepareTables } from '../prepareTables.js';
import { rowsThere } from '../rowsThere.js';
import { stagingName } from '../stagingName.js';
import type { Seeded, TableSettings, WriteMode } from '../tableOptions.js';
import type { Course } from '../writing.js';
import type { MysqlConnection, MysqlRow } from './connectMysql.js';
import { createTable, dropEmpty, mysqlTables, needKey } from './mysqlTables.js';
import { insertValues, loadDataPieces } from './mysqlText.js';

/** Puts a job into a database: all of its rows or none. */
export async function loadMysql(
  path: string,
  connection: MysqlConnection,
  settings: TableSettings,
  way: Course,
): Promise<Seeded> {
  const { job, mode } = settings;
  const [servers, metrics] = [serversTable(settings.serversTable), metricsTable(settings.metricsTable, job.metrics)];
  const store = mysqlTables(path, connection);
  const made = new Set<Table>();
  try {
    await prepareTables(path, settings, [servers, metrics], {
      ...store,
      create: async (table) => {
        await store.create(table);
        made.add(table);
      },
    });
    if (mode === 'upsert') for (const table of [servers, metrics]) await needKey(path, connection, table);
    const count = await writeServers(path, connection, servers, settings);
    try {
      await writeMetrics(path, connection, metrics, job, mode, way);
    } catch (error) {
      throw mode === 'append' && isOfKey(error) ? rowsThere(path, settings) : error;
    }
    await connection.commit();
    return { rows: job.rows, servers: count };
  } catch (error) {
    await connection.rollBack().catch(() => undefined);
    // Other shards may use them.
    const isShard = settings.options['shard'] !== undefined;
    if (!isShard) await dropEmpty(connection, made).catch(() => undefined);
    throw error;
  }
}

/** Whether a row of the same key is in the way: `Duplicate entry 'web-1-2025-01-01' for key 'server_metrics.PRIMARY'`. */
function isOfKey(error: unknown): boolean {
  return error instanceof Error && /^Duplicate entry .*PRIMARY'$/s.test(error.message);
}

/** Rows of servers in one statement: some 200 bytes each, so that any server takes it. */
const SERVERS = 500;

async function writeServers(
  path: string,
  connection: MysqlConnection,
  table: Table,
  settings: TableSettings,
): Promise<number> {
  const { job, mode } = settings;
  const insert =
    mode === 'upsert' ? [insertInto(table), 'VALUES ?', onDuplicate(table)] : [insertInto(table), 'VALUES ?'];
  let count = 0;
  let batch: ServerMetadata[] = [];
  const write = async (): Promise<void> => {
    count += batch.length;
    const known = mode === 'append' ? await knownServers(connection, table, batch) : new Map<string, MysqlRow>();
    const other = batch.find(({ serverId, ipAddress }) => {
      const row = known.get(serverId);
      return row?.['is_ours'] === 1 && row['ip_address'] !== ipAddress;
    });
    if (other) throw anotherServer(path, settings, other.serverId);
    const rows = batch.filter(({ serverId }) => !known.has(serverId)).map(serverRow);
    if (rows.length > 0) await connection.write(insert.join(' '), [rows]);
    batch = [];
  };
  for (const metadata of distinctServers(job)) {
    const id = metadata.serverId;
    // As many as MySQL counts, which counts a letter beyond the first plane as one.
    if (Array.from(id).length > LONGEST_ID) {
      throw new ServerError('servers', `ids of at most ${LONGEST_ID} characters, which MySQL has keys for`, id);
    }
    if (id.endsWith(' ')) {
      const need = 'ids that do not end in a space, which MySQL does not tell from those without';
      throw new ServerError('servers', need, id);
    }
    if (batch.push(metadata) === SERVERS) await write();
  }
  if (batch.length > 0) await write();
  return count;
}

const LONGEST_ID = 255;

/** What the table has of servers, by their ids. */
async function knownServers(
  connection: MysqlConnection,
  { name }: Table,
  servers: readonly ServerMetadata[],
): Promise<ReadonlyMap<unknown, MysqlRow>> {
  const columns = `server_id, ip_address, ${MADE_HERE} AS is_ours`;
  const sql = `SELECT ${columns} FROM ${MYSQL.identifier(name)} WHERE server_id IN (?)`;
  const known = await connection.query(sql, [servers.map(({ serverId }) => serverId)]);
  return new Map(known.map((row) => [row['server_id'], row]));
}

async function writeMetrics(
  path: string,
  connection: MysqlConnection,
  table: Table,
  job: Job,
  mode: WriteMode,
  way: Course,
): Promise<void> {
  const isStaged = mode === 'upsert';
  const target = isStaged ? { ...table, name: stagingName() } : table;
  // A temporary table is made within a transaction, and is gone with the connection.
  if (isStaged) await connection.write(createTable({ ...target, index: undefined }, 'TEMPORARY TABLE'));
  const [settings] = await connection.query('SELECT @@local_infile AS local, @@max_allowed_packet AS packet');
  if (Number(settings!['local']) === 1) await loadData(path, connection, target, job, way);
  else await insertRows(path, connection, target, job, way, Math.min(STATEMENT, Number(settings!['packet']) / 2));
  if (isStaged) {
    const columns = columnsOf(table);
    const from = MYSQL.identifier(target.name);
    await connection.write(`${insertInto(table)} SELECT ${columns} FROM ${from} ${onDuplicate(table)}`);
  }
  way.step(job.rows);
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
  throw new Error((warning?.['Message'] as string | undefined) ?? `${rows} rows of ${job.rows}`);
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

function columnsOf({ columns }: Table): string {
  return columns.map(({ name }) => MYSQL.identifier(name)).join();
}

function insertInto(table: Table): string {
  return `INSERT INTO ${MYSQL.identifier(table.name)} (${columnsOf(table)})`;
}

/** Puts a row in place of one of the same key. */
function onDuplicate({ columns, primaryKey }: Table): string {
  const others = columns.filter(({ name }) => !primaryKey.includes(name)).map(({ name }) => MYSQL.identifier(name));
  return `ON DUPLICATE KEY UPDATE ${others.map((name) => `${name} = VALUES(${name})`).join()}`;
}
