import { ServerError } from '../../errors.js';
import type { ServerMetadata } from '../../facts/metadata.js';
import type { Job } from '../../job.js';
import { MYSQL } from '../../tables/dialect.js';
import { serverRow, type Table } from '../../tables/tables.js';
import { anotherServer, MADE_HERE } from '../anotherServer.js';
import { distinctServers } from '../distinctServers.js';
import type { TableSettings } from '../tableOptions.js';
import type { MysqlConnection, MysqlRow } from './connectMysql.js';
import { insertInto, onDuplicate } from './mysqlInserts.js';
import { keyNames, lockByName } from './mysqlTables.js';

/**
 * Looks at a job's servers before anything is written.
 *
 * @returns How many there are.
 * @throws {ServerError} When MySQL has no place for one, or rows are to be added to one of another seed.
 */
export async function checkServers(
  path: string,
  connection: MysqlConnection,
  table: Table,
  settings: TableSettings,
): Promise<number> {
  let count = 0;
  for (const batch of batches(settings.job)) {
    count += batch.length;
    for (const { serverId } of batch) checkId(serverId);
    if (settings.mode === 'append') {
      refuseOthers(path, settings, batch, await serversThere(connection, table, batch));
    }
  }
  return count;
}

/**
 * Writes the inventory records of a job's servers; those that are there stay as they are where rows are appended, and are
 * replaced where they are upserted.
 */
export async function writeServers(
  path: string,
  connection: MysqlConnection,
  table: Table,
  settings: TableSettings,
): Promise<void> {
  const { job, mode } = settings;
  if (mode === 'append') return addServers(path, connection, table, settings);
  const insert = [insertInto(table), 'VALUES ?', ...(mode === 'upsert' ? [onDuplicate(table)] : [])].join(' ');
  for (const batch of batches(job)) {
    await connection.write(insert, [batch.map(serverRow)]);
    // A lock, since others may have written the same meanwhile, and what is as it was is not of this transaction.
    if (mode === 'upsert')
      await writeKept(connection, table, batch, await serversThere(connection, table, batch, LOCK));
  }
}

const LOCK = 'LOCK IN SHARE MODE';

/**
 * Writes the servers that are not there though they were written: by a key of something else, MySQL takes another row for
 * the same. It says so in its own words then.
 */
async function writeKept(
  connection: MysqlConnection,
  table: Table,
  servers: readonly ServerMetadata[],
  there: ReadonlyMap<unknown, MysqlRow>,
): Promise<void> {
  const kept = servers.filter(({ serverId }) => !there.has(serverId));
  if (kept.length > 0) await connection.write(`${insertInto(table)} VALUES ?`, [kept.map(serverRow)]);
}

/**
 * Adds the servers that the table does not have. Others may add the same at the same time: what they have committed is
 * seen from statement to statement, and a row of theirs that is not committed is waited for by the key.
 */
async function addServers(
  path: string,
  connection: MysqlConnection,
  table: Table,
  settings: TableSettings,
): Promise<void> {
  // The user's own table may have no key, and then nothing but this keeps two who look from adding the same.
  if ((await keyNames(connection, table)).length === 0) await lockByName(connection, table);
  const id = MYSQL.identifier(table.primaryKey[0]!);
  const insert = `${insertInto(table)} VALUES ? ON DUPLICATE KEY UPDATE ${id} = ${id}`;
  for (const batch of batches(settings.job)) {
    const known = await serversThere(connection, table, batch);
    const fresh = batch.filter(({ serverId }) => !known.has(serverId));
    if (fresh.length > 0) await connection.write(insert, [fresh.map(serverRow)]);
    const there = await serversThere(connection, table, batch);
    refuseOthers(path, settings, batch, there);
    await writeKept(connection, table, batch, there);
  }
}

/** Rows of servers in one statement: some 200 bytes each, so that any server takes it. */
const SERVERS = 500;

function* batches(job: Job): Generator<readonly ServerMetadata[], void, undefined> {
  let batch: ServerMetadata[] = [];
  for (const metadata of distinctServers(job)) {
    if (batch.push(metadata) < SERVERS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const LONGEST_ID = 255;

function checkId(id: string): void {
  // As many as MySQL counts, which counts a letter beyond the first plane as one.
  if (Array.from(id).length > LONGEST_ID) {
    throw new ServerError('servers', `ids of at most ${LONGEST_ID} characters, which MySQL has keys for`, id);
  }
  if (id.endsWith(' ')) {
    const need = 'ids that do not end in a space, which MySQL does not tell from those without';
    throw new ServerError('servers', need, id);
  }
}

/** What the table has of servers, by their ids. */
async function serversThere(
  connection: MysqlConnection,
  { name }: Table,
  servers: readonly ServerMetadata[],
  lock = '',
): Promise<ReadonlyMap<unknown, MysqlRow>> {
  const columns = `server_id, ip_address, ${MADE_HERE} AS is_ours`;
  const sql = `SELECT ${columns} FROM ${MYSQL.identifier(name)} WHERE server_id IN (?) ${lock}`;
  const there = await connection.query(sql, [servers.map(({ serverId }) => serverId)]);
  return new Map(there.map((row) => [row['server_id'], row]));
}

/** Refuses servers that the table has with another seed. */
function refuseOthers(
  path: string,
  settings: TableSettings,
  servers: readonly ServerMetadata[],
  there: ReadonlyMap<unknown, MysqlRow>,
): void {
  const other = servers.find(({ serverId, ipAddress }) => {
    const row = there.get(serverId);
    return row?.['is_ours'] === 1 && row['ip_address'] !== ipAddress;
  });
  if (other) throw anotherServer(path, settings, other.serverId);
}
