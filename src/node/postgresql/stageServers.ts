import { ServerError } from '../../errors.js';
import type { Job } from '../../job.js';
import { POSTGRESQL } from '../../tables/dialect.js';
import { serverRow, type Table } from '../../tables/tables.js';
import { MADE_HERE } from '../anotherServer.js';
import { distinctServers } from '../distinctServers.js';
import type { Session } from './database.js';
import { columnsOf, makeStaging } from './staging.js';

/** Servers in one statement; chosen by eye. */
const BATCH = 1000;

/** The inventory records of a job's servers beside the table that they are for. */
export interface StagedServers {
  readonly table: Table;
  readonly count: number;
}

/** Writes the inventory records of a job's servers into a staging table. */
export async function stageServers(session: Session, job: Job, table: Table): Promise<StagedServers> {
  const staging = await makeStaging(session, table);
  const names = columnsOf(table);
  const typed = table.columns.map(({ name, type }) => `${POSTGRESQL.identifier(name)} ${POSTGRESQL.types[type]}`);
  const insert =
    `insert into ${POSTGRESQL.identifier(staging.name)} (${names}) ` +
    `select ${names} from json_to_recordset($1::text::json) as given (${typed.join(', ')})`;
  let count = 0;
  let batch: object[] = [];
  const flush = async (): Promise<void> => {
    count += batch.length;
    if (batch.length > 0) await session.query(insert, [JSON.stringify(batch)]);
    batch = [];
  };
  for (const metadata of distinctServers(job)) {
    batch.push(Object.fromEntries(serverRow(metadata).map((value, i) => [table.columns[i]!.name, storable(value)])));
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return { table: staging, count };
}

/** The id of a server that the table has as another than the one that is staged. */
export async function otherServer(session: Session, staging: Table, table: Table): Promise<string | undefined> {
  const [other] = await session.query(
    `select server_id as id from ${POSTGRESQL.identifier(staging.name)} staged ` +
      `join ${POSTGRESQL.identifier(table.name)} known using (server_id) ` +
      `where known.${MADE_HERE} and known.ip_address <> staged.ip_address limit 1`,
  );
  return other?.['id'] as string | undefined;
}

function storable(value: string | number): string | number {
  if (typeof value === 'string' && value.includes('\0')) {
    throw new ServerError('servers', 'names without the character U+0000, which no database holds', value);
  }
  return value;
}
