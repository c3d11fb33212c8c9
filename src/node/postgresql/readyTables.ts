import { Found, ServerError } from '../../errors.js';
import { POSTGRESQL } from '../../tables/dialect.js';
import { metricsTable, serversTable, type Table } from '../../tables/tables.js';
import type { Session } from './database.js';
import { checkName } from './checkName.js';
import { decimalsOf } from './decimals.js';
import { checkKey, checkTable, type Existing, existing, hasKey } from './existing.js';
import type { PostgresSettings } from './options.js';
import { checkTimescale, makeHypertable, makePartitions, missingPartitions, partitioned } from './timeParts.js';

/** A table that rows can be written to. */
export interface Ready {
  readonly table: Table;
  /** Whether it was made in this transaction. */
  readonly isNew: boolean;
  /** Whether it gets its key and its index when it is loaded. */
  readonly keyLater: boolean;
  /** Whether it is the user's own, and takes rows of the same key twice. */
  readonly isKeyless: boolean;
  /** Whether its columns take the bytes of {@link COPY_BINARY}. */
  readonly takesBytes: boolean;
  /** Whether its rows may be written as if they were old, since nobody else sees them before the end. */
  readonly canFreeze: boolean;
}

/** The tables of a job. */
export interface ReadyTables {
  readonly servers: Ready;
  readonly metrics: Ready;
  /** Whether records refer to their server, which must be there before. */
  readonly serversFirst: boolean;
}

/**
 * The tables, checked before anything is written; those that are missing are made, and emptied where that is asked for.
 *
 * @throws {ServerError} When one of them cannot take the rows.
 */
export async function readyTables(path: string, session: Session, settings: PostgresSettings): Promise<ReadyTables> {
  const { job, mode, isShard, createTables, partitionBy, hypertable } = settings;
  const wanted = {
    servers: serversTable(settings.serversTable),
    metrics: metricsTable(settings.metricsTable, job.metrics),
  };
  const names = [wanted.servers.name, wanted.metrics.name];
  const look = async (): Promise<readonly [Existing | undefined, Existing | undefined]> => [
    await existing(session, wanted.servers.name),
    await existing(session, wanted.metrics.name),
  ];
  const isIncomplete = (found: readonly (Existing | undefined)[]): boolean =>
    found.includes(undefined) || missingPartitions(settings, found[1]).length > 0;

  if (hypertable) await checkTimescale(path, session);
  let found = await look();
  if (mode === 'create' || mode === 'replace' || isIncomplete(found)) {
    await lock(session, names);
    found = await look();
  }
  const [servers, metrics] = found;

  if (partitionBy !== undefined && metrics?.isPartitioned === false) {
    const need = `a table ${wanted.metrics.name} that is partitioned, or none`;
    throw new ServerError(`${path}.partitionBy`, need, new Found('one that is not'));
  }
  const takes = [wanted.servers, wanted.metrics].map((table, i) => {
    const has = found[i];
    if (has === undefined) {
      if (createTables) return true;
      throw new ServerError(path, `a table ${table.name}`, new Found('none'), {
        remedies: [{ option: 'createTables', values: [true], effect: 'makes it' }],
      });
    }
    if (mode === 'upsert') checkKey(path, table, has);
    return checkTable(path, table, has, () => decimalsOf(job));
  });
  checkName(`${path}.serversTable`, wanted.servers, !servers);
  const suffixes = missingPartitions(settings, metrics).map(({ suffix }) => suffix);
  checkName(`${path}.metricsTable`, wanted.metrics, !metrics, suffixes);
  const old = names.filter((_, i) => found[i] !== undefined);
  if (mode === 'create') for (const name of old) await checkEmpty(path, session, name);
  if (mode === 'replace' && old.length > 0) {
    await session.query(`truncate ${old.map(POSTGRESQL.identifier).join(', ')}`);
  }

  if (!servers) await session.query(POSTGRESQL.createTable(wanted.servers));
  const isNew = metrics === undefined;
  // Shards write into the table at the same time, and into rows of the same key: it has its key from the beginning.
  const keyLater = isNew && !isShard;
  if (isNew) {
    const create = POSTGRESQL.createTable(keyLater ? { ...wanted.metrics, primaryKey: [] } : wanted.metrics);
    await session.query(partitionBy === undefined ? create : partitioned(create));
    if (!keyLater) await session.query(POSTGRESQL.createIndex(wanted.metrics)!);
  }
  if (hypertable) await makeHypertable(session, wanted.metrics.name);
  await makePartitions(session, wanted.metrics.name, missingPartitions(settings, metrics));

  const canFreeze = isNew && !isShard && partitionBy === undefined && !hypertable;
  return {
    servers: {
      table: wanted.servers,
      isNew: !servers,
      keyLater: false,
      isKeyless: servers !== undefined && !hasKey(wanted.servers, servers),
      takesBytes: takes[0]!,
      canFreeze: false,
    },
    metrics: {
      table: wanted.metrics,
      isNew,
      keyLater,
      isKeyless: metrics !== undefined && !hasKey(wanted.metrics, metrics),
      takesBytes: takes[1]!,
      canFreeze,
    },
    serversFirst: servers !== undefined && metrics?.references.includes(servers.oid) === true,
  };
}

/** Waits for others that make or empty the same tables, until the end of the transaction. */
async function lock(session: Session, names: readonly string[]): Promise<void> {
  for (const name of [...names].sort()) {
    await session.query('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', ['faker-server', name]);
  }
}

async function checkEmpty(path: string, session: Session, name: string): Promise<void> {
  const [row] = await session.query(`select exists (select from ${POSTGRESQL.identifier(name)}) as "isFull"`);
  if (row!['isFull'] !== true) return;
  const modes =
    "'append' adds rows, 'replace' empties it first, 'upsert' puts rows in place of those with the same key";
  throw new ServerError(`${path}.mode`, `an empty table ${name} for 'create' (${modes})`, new Found('one with rows'));
}
