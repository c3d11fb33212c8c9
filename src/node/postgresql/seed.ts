import { encode } from '../../formats/encode.js';
import { COPY_BINARY } from '../../tables/copyBinary.js';
import { POSTGRESQL } from '../../tables/dialect.js';
import type { Table } from '../../tables/tables.js';
import { anotherServer } from '../anotherServer.js';
import { pour } from '../pour.js';
import { rowsThere } from '../rowsThere.js';
import type { Seeded } from '../tableOptions.js';
import type { Course } from '../writing.js';
import type { Database, Session } from './database.js';
import type { PostgresSettings } from './options.js';
import { columnsOf, hasStaged, insertStaged, makeStaging } from './staging.js';
import { type ReadyTables, readyTables } from './readyTables.js';
import { isWithoutPartition, partitionMissing } from './timeParts.js';
import { otherServer, stageServers } from './stageServers.js';

/**
 * Seeds a database: in one transaction, so that all of it is there or nothing. A shard makes the tables that are missing
 * in a transaction before, since those that run beside it use them too.
 */
export async function seed(
  path: string,
  database: Database,
  settings: PostgresSettings,
  course: Course,
): Promise<Seeded> {
  const { job, mode, isShard } = settings;
  const transaction = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    database.transaction(async (session) => {
      // As pg_restore has it: what takes long here is meant to. And what has no zone is UTC.
      await session.query('set local statement_timeout = 0');
      await session.query("set local time zone 'UTC'");
      return work(session);
    });
  if (isShard) await transaction((session) => readyTables(path, session, settings));
  return transaction(async (session) => {
    const tables = await readyTables(path, session, settings);
    const { servers, metrics, keyless, serversFirst } = tables;
    const staged = await stageServers(session, job, servers);
    const refuseOthers = async (): Promise<void> => {
      const other = mode === 'append' ? await otherServer(session, staged.table, servers) : undefined;
      if (other !== undefined) throw anotherServer(path, settings, other);
    };
    await refuseOthers();
    // A server that is there already: another shard's, or that of an earlier window.
    const conflict = mode === 'upsert' ? 'replace' : mode === 'append' ? 'keep' : 'fail';
    const writeServers = async () => {
      if (conflict === 'keep' && keyless.has(servers)) await lockKeyless(session, servers);
      await insertStaged(session, staged.table, servers, conflict, !keyless.has(servers));
      // Another may have come meanwhile.
      await refuseOthers();
    };
    if (serversFirst) await writeServers();
    await writeRows(path, session, tables, settings, course);
    // Where nothing refers to them, servers come last: shards that share one then wait for each other for a moment only.
    if (!serversFirst) await writeServers();
    const names = [servers, metrics].map(({ name }) => POSTGRESQL.identifier(name));
    // Shards that end at the same time need not wait for each other.
    await session.query(`analyze (skip_locked) ${names.join(', ')}`);
    return { rows: job.rows, servers: staged.count };
  });
}

/**
 * Waits for others that add rows to a table without a key, which would keep two from adding the same; until the end of
 * the transaction.
 */
async function lockKeyless(session: Session, { name }: Table): Promise<void> {
  await session.query('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', ['faker-server rows', name]);
}

/** Whether a row of the same key is in the way: `Key (server_id, "timestamp")=(web-1, …) already exists.` */
function isOfKey(error: unknown, { primaryKey }: Table): boolean {
  const { code, detail = '' } = error as { readonly code?: unknown; readonly detail?: string };
  return code === UNIQUE_VIOLATION && primaryKey.every((name) => detail.includes(name));
}

/** As PostgreSQL's manual has it. */
const UNIQUE_VIOLATION = '23505';

/** Writes the records: straight into the table where that takes them as they are, else by way of another. */
async function writeRows(
  path: string,
  session: Session,
  { metrics: table, isNew, keyLater, keyless, takesBytes }: ReadyTables,
  settings: PostgresSettings,
  course: Course,
): Promise<void> {
  const { job, mode, partitionBy, hypertable } = settings;
  const mustLook = mode === 'append' && keyless.has(table);
  const isDirect = isNew || (takesBytes && mode !== 'upsert' && !mustLook);
  const target = isDirect ? table : await makeStaging(session, table);
  // Nobody else sees the rows before the end, and a frozen one needs no second visit: the first query and the next vacuum
  // do not write it again.
  const options = keyLater && partitionBy === undefined && !hypertable ? ['freeze'] : [];
  const into = `${POSTGRESQL.identifier(target.name)} (${columnsOf(target)})`;
  try {
    await pour(encode(job, COPY_BINARY), await session.copyIn(into, options), course);
    if (mustLook) {
      await lockKeyless(session, table);
      if (await hasStaged(session, target, table)) throw rowsThere(path, settings);
    }
    if (!isDirect) await insertStaged(session, target, table, mode === 'upsert' ? 'replace' : 'fail');
  } catch (error) {
    if (mode === 'append' && isOfKey(error, table)) throw rowsThere(path, settings);
    throw partitionBy === undefined && isWithoutPartition(error) ? partitionMissing(path, settings) : error;
  }
  if (!keyLater) return;
  // A key that is made of all rows at once takes half the time of one that each row is put into.
  await session.query(POSTGRESQL.addPrimaryKey(table));
  await session.query(POSTGRESQL.createIndex(table)!);
}
