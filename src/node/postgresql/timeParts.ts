import { Found, ServerError } from '../../errors.js';
import { COLUMN_NAMES } from '../../formats/columnNames.js';
import { POSTGRESQL } from '../../tables/dialect.js';
import { type Partition, partitions } from '../../tables/partitions.js';
import type { Session } from './database.js';
import type { Existing } from './existing.js';
import type { PostgresSettings } from './options.js';

/** The statement that makes a table, partitioned by time. */
export function partitioned(createTable: string): string {
  return `${createTable} partition by range (${POSTGRESQL.identifier(COLUMN_NAMES.timestamp)})`;
}

/** The partitions that the whole job needs, whatever the shard, and that are not there. */
export function missingPartitions({ job, partitionBy }: PostgresSettings, found: Existing | undefined): Partition[] {
  const span = partitionBy === undefined ? undefined : job.span();
  if (partitionBy === undefined || span === undefined) return [];
  const has = found?.partitions ?? [];
  return Array.from(partitions(partitionBy, ...span)).filter(
    ({ fromMs, untilMs }) => !has.some(([from, until]) => from <= fromMs && until >= untilMs),
  );
}

/** Makes partitions of a table. */
export async function makePartitions(session: Session, name: string, missing: readonly Partition[]): Promise<void> {
  const table = POSTGRESQL.identifier(name);
  for (const { suffix, fromMs, untilMs } of missing) {
    const partition = POSTGRESQL.identifier(name + suffix);
    // One that is made and then attached does not wait for those who write into the table.
    await session.query(`create table ${partition} (like ${table} including defaults including constraints)`);
    const range = `from ('${bound(fromMs)}') to ('${bound(untilMs)}')`;
    await session.query(`alter table ${table} attach partition ${partition} for values ${range}`);
  }
}

/** Whether PostgreSQL says of a row that no partition of a table takes its instant, in whatever language. */
export function isWithoutPartition(error: unknown): boolean {
  const { routine, detail = '' } = error as { readonly routine?: unknown; readonly detail?: string };
  return routine === 'ExecFindPartition' && detail.includes(`(${POSTGRESQL.identifier(COLUMN_NAMES.timestamp)})`);
}

/** The refusal of rows that no partition takes, which the user has made for others. */
export function partitionMissing(path: string, { metricsTable }: PostgresSettings): ServerError {
  const need = `a unit of partitions, such as 'month', that makes those which the table ${metricsTable} does not have`;
  return new ServerError(`${path}.partitionBy`, need, new Found('none, and rows beyond its partitions'));
}

/** A midnight in UTC, as PostgreSQL reads it. */
function bound(ms: number): string {
  const [, sign, year, rest] = /^([+-]?)0*(\d+)(-\d\d-\d\d)/.exec(new Date(ms).toISOString())!;
  // The year before 1 is 1 BC.
  const isBefore = sign === '-' || year === '0';
  return `${(isBefore ? `${Number(year) + 1}` : year!).padStart(4, '0')}${rest!} 00:00:00+00${isBefore ? ' BC' : ''}`;
}

/** @throws {ServerError} When the database has no TimescaleDB. */
export async function checkTimescale(path: string, session: Session): Promise<void> {
  const [row] = await session.query("select extversion from pg_extension where extname = 'timescaledb'");
  if (row) return;
  const need = 'a database with the extension timescaledb (create extension timescaledb)';
  throw new ServerError(`${path}.hypertable`, need, new Found('none'));
}

/** Makes a table a hypertable, unless it is one. */
export async function makeHypertable(session: Session, name: string): Promise<void> {
  await session.query(
    'select create_hypertable($1::regclass, $2::name, if_not_exists => true, create_default_indexes => false)',
    [POSTGRESQL.identifier(name), COLUMN_NAMES.timestamp],
  );
}
