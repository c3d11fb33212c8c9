import { ServerError } from '../../errors.js';
import type { Job } from '../../job.js';
import { POSTGRESQL } from '../../tables/dialect.js';
import { serverRow, type Table } from '../../tables/tables.js';
import type { WriteMode } from '../tableOptions.js';
import type { Session } from './database.js';
import { columnsOf, insertStaged, makeStaging } from './staging.js';

/** Servers in one statement; chosen by eye. */
const BATCH = 1000;

/** Writes the inventory records of a job's servers, each once, and gives how many they are. */
export async function writeServers(session: Session, table: Table, job: Job, mode: WriteMode): Promise<number> {
  const staging = await makeStaging(session, table);
  const names = columnsOf(table);
  const typed = table.columns.map(({ name, type }) => `${POSTGRESQL.identifier(name)} ${POSTGRESQL.types[type]}`);
  const insert =
    `insert into ${POSTGRESQL.identifier(staging.name)} (${names}) ` +
    `select ${names} from json_to_recordset($1::text::json) as given (${typed.join(', ')})`;
  const seen = new Set<string>();
  let batch: object[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await session.query(insert, [JSON.stringify(batch)]);
    batch = [];
  };
  for (const metadata of job.servers) {
    // One that is there with several windows is one server.
    if (seen.has(metadata.serverId)) continue;
    seen.add(metadata.serverId);
    batch.push(Object.fromEntries(serverRow(metadata).map((value, i) => [table.columns[i]!.name, storable(value)])));
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  // A server that is there already: another shard's, or that of an earlier window.
  const conflict = mode === 'upsert' ? 'replace' : mode === 'append' ? 'keep' : 'fail';
  await insertStaged(session, staging, table, conflict);
  return seen.size;
}

function storable(value: string | number): string | number {
  if (typeof value === 'string' && value.includes('\0')) {
    throw new ServerError('servers', 'names without the character U+0000, which no database holds', value);
  }
  return value;
}
