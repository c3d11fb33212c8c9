import { boolean, oneOf, text } from '../check.js';
import { Found, ServerError } from '../errors.js';
import { type Job, job, JOB_KEYS, jobOptionsOf } from '../job.js';
import { GUARD_KEYS, type GuardOptions } from './guard.js';
import { WRITE_KEYS, writeFields, type WriteOptions, type Written } from './writing.js';

/**
 * What happens to a table that exists: `'create'` wants it to be empty, `'append'` adds rows, but to no server of another
 * seed, `'replace'` empties it first, unless rows of other tables would go with its own, `'upsert'` puts rows in place of
 * those with the same key. Its triggers do what they do with anybody's rows.
 */
export type WriteMode = 'create' | 'append' | 'replace' | 'upsert';

/** All of {@link WriteMode}. */
export const MODES: readonly WriteMode[] = ['create', 'append', 'replace', 'upsert'];

/** What every call takes that seeds a database's tables. */
export interface TableOptions extends WriteOptions, GuardOptions {
  /**
   * What happens to tables that exist. Defaults to `'create'`: a table that is not empty is refused; for a shard, which
   * shares its tables and may be repeated, to `'upsert'`.
   */
  readonly mode?: WriteMode | undefined;
  /** Name of the table of servers; `schema.table` where the database has schemas. Defaults to `'servers'`. */
  readonly serversTable?: string | undefined;
  /** Name of the table of records. Defaults to `'server_metrics'`. */
  readonly metricsTable?: string | undefined;
  /** Whether tables that do not exist are made. Defaults to `true`. */
  readonly createTables?: boolean | undefined;
}

/** What was put into a database. */
export interface Seeded extends Written {
  /** Servers whose inventory records were written. */
  readonly servers: number;
}

/** Names of {@link TableOptions}. */
const TABLE_KEYS: readonly string[] = [
  ...JOB_KEYS,
  ...WRITE_KEYS,
  ...GUARD_KEYS,
  'mode',
  'serversTable',
  'metricsTable',
  'createTables',
];

/** {@link TableOptions}, checked. */
export interface TableSettings {
  readonly job: Job;
  /** Whether it is a part, which shares its tables with others. */
  readonly isShard: boolean;
  readonly mode: WriteMode;
  readonly serversTable: string;
  readonly metricsTable: string;
  readonly createTables: boolean;
  /** All options, for {@link guard} and {@link course}. */
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * What a user's options ask for.
 *
 * @param path - Where the user wrote them.
 * @param more - Options of this database alone; their values are the caller's to check.
 * @throws {ServerError} When one of them is not valid.
 */
export function tableSettings(
  path: string,
  servers: unknown,
  asked: unknown,
  more: readonly string[] = [],
): TableSettings {
  const options = writeFields(path, asked, [...TABLE_KEYS, ...more]);
  const { mode, serversTable, metricsTable, createTables } = options;
  const isShard = options['shard'] !== undefined;
  const chosen = mode === undefined ? (isShard ? 'upsert' : 'create') : oneOf(`${path}.mode`, mode, MODES);
  if (isShard && (chosen === 'create' || chosen === 'replace')) {
    const need = "a mode in which shards share a table, 'append' or 'upsert'";
    throw new ServerError(`${path}.mode`, need, chosen);
  }
  const names = {
    serversTable: serversTable === undefined ? 'servers' : text(`${path}.serversTable`, serversTable),
    metricsTable: metricsTable === undefined ? 'server_metrics' : text(`${path}.metricsTable`, metricsTable),
  };
  if (names.serversTable === names.metricsTable) {
    throw new ServerError(`${path}.metricsTable`, 'another table than serversTable', new Found('the same'));
  }
  return {
    ...names,
    job: job(path, servers, jobOptionsOf(options)),
    isShard,
    mode: chosen,
    createTables: createTables === undefined || boolean(`${path}.createTables`, createTables),
    options,
  };
}

/**
 * Refuses names of tables that differ by the case of letters alone, in a database that takes them for the same.
 *
 * @param path - Where the user wrote them.
 */
export function refuseSameButCase(path: string, { serversTable, metricsTable }: TableSettings): void {
  if (serversTable.toLowerCase() !== metricsTable.toLowerCase()) return;
  const found = new Found(`${metricsTable}, which is the same here`);
  throw new ServerError(`${path}.metricsTable`, `another table than serversTable, ${serversTable}`, found);
}
