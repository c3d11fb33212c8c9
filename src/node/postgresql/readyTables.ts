import { Found, ServerError } from '../../errors.js';
import { POSTGRESQL } from '../../tables/dialect.js';
import { metricsTable, serversTable, type Table } from '../../tables/tables.js';
import { type ExistingColumn, prepareTables } from '../prepareTables.js';
import type { Session } from './database.js';
import { checkName } from './checkName.js';
import { type Existing, existing, hasKey } from './existing.js';
import { checkDecimals, FITTING } from './fittingTypes.js';
import type { PostgresSettings } from './options.js';
import { checkTimescale, makeHypertable, makePartitions, missingPartitions, partitioned } from './timeParts.js';

/** The tables of a job, which rows can be written to. */
export interface ReadyTables {
  readonly servers: Table;
  readonly metrics: Table;
  /** Whether the table of records was made in this transaction. */
  readonly isNew: boolean;
  /** Whether it gets its key and its index when it is loaded. */
  readonly keyLater: boolean;
  /** Whether its columns take the bytes of {@link COPY_BINARY}. */
  readonly takesBytes: boolean;
  /** Tables of the user's own that take rows of the same key twice. */
  readonly keyless: ReadonlySet<Table>;
  /** Whether records refer to their server, which must be there before. */
  readonly serversFirst: boolean;
}

/**
 * The tables, checked before anything is written; those that are missing are made, and emptied where that is asked for.
 *
 * @throws {ServerError} When one of them cannot take the rows.
 */
export async function readyTables(path: string, session: Session, settings: PostgresSettings): Promise<ReadyTables> {
  const { job, mode, isShard, partitionBy, hypertable } = settings;
  const servers = serversTable(settings.serversTable);
  const metrics = metricsTable(settings.metricsTable, job.metrics);
  const tables = [servers, metrics];

  if (hypertable) await checkTimescale(path, session);
  let found = await existingOf(session, tables);
  const isIncomplete = found.size < tables.length || missingPartitions(settings, found.get(metrics)).length > 0;
  if (mode === 'create' || mode === 'replace' || isIncomplete) {
    await lock(session, tables);
    found = await existingOf(session, tables);
  }
  const parts = missingPartitions(settings, found.get(metrics));

  const columns = (table: Table): readonly ExistingColumn[] => {
    const has = found.get(table);
    if (table === servers) checkName(`${path}.serversTable`, table, !has);
    else checkName(`${path}.metricsTable`, table, !has, parts);
    if (!has) return [];
    if (!has.isTable) {
      throw new ServerError(path, `${table.name} to be a table`, new Found('something else of that name'));
    }
    if (table === metrics && partitionBy !== undefined && !has.isPartitioned) {
      const need = `a table ${table.name} that is partitioned, or none`;
      throw new ServerError(`${path}.partitionBy`, need, new Found('one that is not'));
    }
    checkDecimals(path, table, has.columns, job);
    return has.columns;
  };
  const create = async (table: Table): Promise<void> => {
    // Shards write into the table at the same time, and into rows of the same key: it has its key from the beginning.
    const keyLater = table === metrics && !isShard;
    const statement = POSTGRESQL.createTable(keyLater ? { ...table, primaryKey: [] } : table);
    await session.query(table === metrics && partitionBy !== undefined ? partitioned(statement) : statement);
    const index = keyLater ? undefined : POSTGRESQL.createIndex(table);
    if (index !== undefined) await session.query(index);
  };
  const isKeyed = (table: Table): boolean => hasKey(table, found.get(table)!);
  const made = await prepareTables(path, settings, tables, {
    types: FITTING,
    columns,
    hasKey: isKeyed,
    hasRows: async ({ name }) => (await session.query(`select from ${POSTGRESQL.identifier(name)} limit 1`)).length > 0,
    create,
    // Both at once, which may refer to each other.
    clear: (old) => session.query(`truncate ${old.map(({ name }) => POSTGRESQL.identifier(name)).join(', ')}`),
  });
  if (hypertable) await makeHypertable(session, metrics.name);
  await makePartitions(session, metrics.name, parts);

  const isNew = made.has(metrics);
  const oid = found.get(servers)?.oid;
  return {
    servers,
    metrics,
    isNew,
    keyLater: isNew && !isShard,
    takesBytes: isNew || takesBytes(metrics, found.get(metrics)!.columns),
    keyless: new Set(tables.filter((table) => !made.has(table) && !isKeyed(table))),
    serversFirst: oid !== undefined && found.get(metrics)?.references.includes(oid) === true,
  };
}

async function existingOf(session: Session, tables: readonly Table[]): Promise<ReadonlyMap<Table, Existing>> {
  const found = new Map<Table, Existing>();
  for (const table of tables) {
    const has = await existing(session, table.name);
    if (has) found.set(table, has);
  }
  return found;
}

/** Whether none of a table's columns is of a wider type. */
function takesBytes(table: Table, found: readonly ExistingColumn[]): boolean {
  return table.columns.every(({ name }) => !/^(?:numeric|bigint)/.test(found.find((each) => each.name === name)!.type));
}

/** Waits for others that make or empty the same tables, until the end of the transaction. */
async function lock(session: Session, tables: readonly Table[]): Promise<void> {
  for (const name of tables.map((table) => table.name).sort()) {
    await session.query('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', ['faker-server', name]);
  }
}
