import { setImmediate } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Job } from '../../job.js';
import { Found, ServerError } from '../../errors.js';
import { DUCKDB } from '../../tables/dialect.js';
import { metricsTable, serverRow, serversTable, type Table } from '../../tables/tables.js';
import { anotherServer, MADE_HERE } from '../anotherServer.js';
import { distinctServers } from '../distinctServers.js';
import { type DuckdbApi, type DuckdbBindings, duckdbRows } from './duckdbRows.js';
import { generatedColumns } from './generatedColumns.js';
import { placeOf } from '../placeOf.js';
import { type ExistingColumn, type FittingTypes, prepareTables, type TableStore } from '../prepareTables.js';
import { rowsThere } from '../rowsThere.js';
import { stagingName } from '../stagingName.js';
import type { Seeded, TableSettings } from '../tableOptions.js';
import type { Course } from '../writing.js';

/** Names of types as DuckDB lists them. */
const TYPES: FittingTypes = {
  text: { need: 'varchar', fits: /^varchar$/i },
  timestamp: { need: 'timestamp with time zone', fits: /^timestamp with time zone$/i },
  double: { need: 'double', fits: /^double$/i },
  integer: { need: 'integer', fits: /^(?:integer|bigint|hugeint)$/i },
};

/** What speaks to a database: the packages, and a connection that they have made. */
export interface Duckdb {
  readonly api: DuckdbApi;
  readonly bindings: DuckdbBindings;
  readonly connection: DuckDBConnection;
  /** Whether the database has just been made, and so has no tables. */
  readonly isNew: boolean;
}

/**
 * Puts a job into a database, all of it or nothing: where it fails, the connection is to be closed before anything else,
 * which ends the transaction. An appender that is collected after a mere ROLLBACK writes what it still holds.
 */
export async function loadDuckdb(path: string, duckdb: Duckdb, settings: TableSettings, way: Course): Promise<Seeded> {
  const { connection } = duckdb;
  const { job, mode } = settings;
  const [servers, metrics] = [serversTable(settings.serversTable), metricsTable(settings.metricsTable, job.metrics)];
  await setForLoading(connection);
  await connection.run('BEGIN TRANSACTION');
  const store = storeOf(path, duckdb);
  const made = await prepareTables(path, settings, [servers, metrics], store);
  /** The table itself, where it is empty and has these columns and no others; else one beside it. */
  const targetFor = async (table: Table): Promise<Table> => {
    if (made.has(table)) return table;
    const isAsIs = !(await store.hasRows(table)) && isAsMade(table, await store.columns(table));
    return isAsIs ? table : staging(connection, table);
  };

  const someServers = await targetFor(servers);
  const count = await appendServers(connection, someServers, job);
  if (someServers !== servers) {
    const other = mode === 'append' ? await otherServer(connection, servers, someServers) : undefined;
    if (other !== undefined) throw anotherServer(path, settings, other);
    await connection.run(mode === 'upsert' ? merge(servers, someServers) : insertMissing(servers, someServers));
  }

  const target = await targetFor(metrics);
  const rows = await appendMetrics(duckdb, target, job, way);
  if (target !== metrics) {
    // A table without a key would take them twice.
    if (mode === 'append' && (await hasSome(connection, metrics, target))) throw rowsThere(path, settings);
    await connection.run(mode === 'upsert' ? merge(metrics, target) : insertMissing(metrics, target));
    way.step(rows);
  }
  await connection.run('COMMIT');
  return { rows, servers: count };
}

/**
 * What takes a fifth off the CPU time of a job, of those settings that this version has: a row group is written when it
 * is full, and compressions are not tried that these columns do not get in the end. They last as long as the instance.
 */
const FOR_LOADING: Readonly<Record<string, string>> = {
  write_buffer_row_group_count: '1',
  disabled_compression_methods: 'fsst,rle,alprd',
};

async function setForLoading(connection: DuckDBConnection): Promise<void> {
  const known = (await connection.runAndReadAll('SELECT name FROM duckdb_settings()')).getRows().flat();
  for (const [name, value] of Object.entries(FOR_LOADING)) {
    if (known.includes(name)) await connection.run(`SET ${name} = '${value}'`);
  }
}

function storeOf(path: string, { connection, isNew }: Duckdb): TableStore {
  return {
    types: TYPES,
    columns: async ({ name }): Promise<readonly ExistingColumn[]> => {
      const [schema, table] = placeOf(name);
      // In a new file every look at the catalogue would first make all of DuckDB's own views.
      if (isNew) return [];
      const reader = await connection.runAndReadAll(
        `SELECT column_name, data_type, is_nullable, column_default,
            (database_oid, table_oid) IN (SELECT (database_oid, view_oid) FROM duckdb_views())
          FROM duckdb_columns()
          WHERE database_name = current_database() AND lower(table_name) = lower($1)
            AND lower(schema_name) = lower(coalesce($2, current_schema())) ORDER BY column_index`,
        [table, schema],
      );
      const rows = reader.getRows();
      if (rows[0]?.[4] === true) throw new ServerError(path, `a table ${name}`, new Found('a view'));
      const filled = rows.filter(([, , , byDefault]) => byDefault !== null).map(([column]) => String(column));
      const generated = await generatedColumns(connection, name, filled);
      return rows.map(([column, type, isNullable, byDefault]) => ({
        name: String(column).toLowerCase(),
        type: String(type),
        isRequired: isNullable === false && byDefault === null,
        isGenerated: generated.has(String(column)),
      }));
    },
    hasRows: async ({ name }) => {
      const reader = await connection.runAndReadAll(`SELECT 1 FROM ${DUCKDB.identifier(name)} LIMIT 1`);
      return reader.currentRowCount > 0;
    },
    create: (table) =>
      connection.run(DUCKDB.createTable(table.index === undefined ? table : { ...table, primaryKey: [] })),
    clear: async (tables) => {
      for (const { name } of tables) await connection.run(`DELETE FROM ${DUCKDB.identifier(name)}`);
    },
  };
}

function isAsMade({ columns }: Table, found: readonly ExistingColumn[]): boolean {
  return columns.length === found.length && columns.every(({ name }, at) => found[at]!.name === name);
}

/** A table beside another, with the columns that are written, which is gone with the connection. */
async function staging(connection: DuckDBConnection, table: Table): Promise<Table> {
  const staged = { ...table, name: stagingName() };
  const columns = table.columns.map((column) => `${DUCKDB.identifier(column.name)} ${DUCKDB.types[column.type]}`);
  await connection.run(`CREATE TEMPORARY TABLE ${DUCKDB.identifier(staged.name)} (${columns.join()})`);
  return staged;
}

async function appendServers(connection: DuckDBConnection, { name }: Table, job: Job): Promise<number> {
  const [schema, table] = placeOf(name);
  const appender = await connection.createAppender(table, schema);
  let count = 0;
  for (const metadata of distinctServers(job)) {
    for (const value of serverRow(metadata)) {
      if (typeof value === 'string') appender.appendVarchar(value);
      else appender.appendInteger(value);
    }
    appender.endRow();
    count++;
  }
  appender.closeSync();
  return count;
}

async function appendMetrics(duckdb: Duckdb, { name }: Table, job: Job, way: Course): Promise<number> {
  const { api, bindings, connection } = duckdb;
  const [schema, table] = placeOf(name);
  const appender = await connection.createAppender(table, schema);
  const add = duckdbRows(api, bindings, appender, job.metrics);
  let rows = 0;
  for (const block of job.blocks) {
    add(block);
    way.step((rows += block.count));
    // Appending is synchronous: signals, timers and progress get their turn.
    await setImmediate();
  }
  add(undefined);
  appender.closeSync();
  way.step(rows);
  return rows;
}

/** The id of a server that the table has under the id of one that is staged. */
async function otherServer(connection: DuckDBConnection, table: Table, staged: Table): Promise<string | undefined> {
  const known = `SELECT s.server_id FROM ${DUCKDB.identifier(staged.name)} s
    JOIN ${DUCKDB.identifier(table.name)} t ON (${sameKey(table)})
    WHERE t.${MADE_HERE} AND t.ip_address <> s.ip_address LIMIT 1`;
  return (await connection.runAndReadAll(known)).getRows()[0]?.[0] as string | undefined;
}

/** Whether a table has rows of the same key as some that are staged. */
async function hasSome(connection: DuckDBConnection, table: Table, staged: Table): Promise<boolean> {
  const known = `SELECT 1 FROM ${DUCKDB.identifier(staged.name)} s
    JOIN ${DUCKDB.identifier(table.name)} t ON (${sameKey(table)}) LIMIT 1`;
  return (await connection.runAndReadAll(known)).currentRowCount > 0;
}

function sameKey({ primaryKey }: Table): string {
  return primaryKey.map((column) => `t.${DUCKDB.identifier(column)} = s.${DUCKDB.identifier(column)}`).join(' AND ');
}

/** Adds rows that are staged, without those whose key is there. */
function insertMissing(table: Table, staged: Table): string {
  const columns = table.columns.map(({ name }) => DUCKDB.identifier(name)).join();
  const [into, from] = [DUCKDB.identifier(table.name), DUCKDB.identifier(staged.name)];
  return `INSERT INTO ${into} (${columns}) SELECT ${columns} FROM ${from} s
    WHERE NOT EXISTS (SELECT 1 FROM ${into} t WHERE ${sameKey(table)})`;
}

/** Puts rows that are staged in place of those of the same key. */
function merge(table: Table, staged: Table): string {
  const columns = table.columns.map(({ name }) => DUCKDB.identifier(name));
  const others = table.columns.filter(({ name }) => !table.primaryKey.includes(name));
  const set = others.map(({ name }) => `${DUCKDB.identifier(name)} = s.${DUCKDB.identifier(name)}`);
  return `MERGE INTO ${DUCKDB.identifier(table.name)} t USING ${DUCKDB.identifier(staged.name)} s ON (${sameKey(table)})
    WHEN MATCHED THEN UPDATE SET ${set.join()}
    WHEN NOT MATCHED THEN INSERT (${columns.join()}) VALUES (${columns.map((column) => `s.${column}`).join()})`;
}
