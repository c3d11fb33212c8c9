import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import type { Metric, ServerBuilder } from '../../src/index.js';
import type { RangeOptions } from '../../src/range.js';

/** Rows column by column: instants in epoch milliseconds, under the names that files have. */
export type Table = Readonly<Record<string, readonly unknown[]>>;

export const ALL: readonly Metric[] = ['cpu', 'memory', 'diskIo', 'network'];

/** The names of the columns of a file. */
export function namesOf(metrics: readonly Metric[]): readonly string[] {
  return [
    'timestamp',
    'server_id',
    'archetype',
    ...metrics.map((metric) => (metric === 'diskIo' ? 'disk_io' : metric)),
  ];
}

/** What `columns()` says that servers' rows are. */
export function tableOf(
  servers: Iterable<ServerBuilder>,
  range: RangeOptions,
  metrics: readonly Metric[] = ALL,
): Table {
  const names = namesOf(metrics);
  const table = Object.fromEntries(names.map((name) => [name, [] as unknown[]]));
  for (const server of servers) {
    const { serverId, archetype } = server.record();
    const columns = server.columns(range);
    columns.time.forEach((ms, i) => {
      const row = [ms, serverId, archetype, ...metrics.map((metric) => columns[metric][i])];
      row.forEach((value, column) => table[names[column]!]!.push(value));
    });
  }
  return table;
}

/** What Apache Arrow reads from a file or a stream of its own. */
export function readByArrow(bytes: Uint8Array): Table {
  const table = tableFromIPC(bytes);
  const valueOf = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
  return Object.fromEntries(table.schema.fields.map(({ name }) => [name, Array.from(table.getChild(name)!, valueOf)]));
}

/** Runs SQL. */
export type Query = (sql: string) => Promise<Record<string, unknown>[]>;

/** Files of their own and a DuckDB that reads them, for as long as `act` takes. */
export async function withDuckDb<T>(
  files: Readonly<Record<string, Uint8Array>>,
  act: (query: Query, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'faker-server-columnar-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    await connection.run("set timezone = 'UTC'");
    return await act(async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(), folder);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What DuckDB reads from a Parquet file, or from several in their order. */
export async function readByDuckDb(...parts: readonly Uint8Array[]): Promise<Table> {
  const files = Object.fromEntries(parts.map((bytes, i) => [`${String(i).padStart(3, '0')}.parquet`, bytes]));
  return withDuckDb(files, async (query, folder) => {
    const source = `read_parquet('${folder}/*.parquet')`;
    const names = await query(`describe select * from ${source}`);
    const rows = await query(`select * replace (epoch_ms(timestamp)::double as timestamp) from ${source}`);
    return Object.fromEntries(
      names.map(({ column_name }) => [String(column_name), rows.map((row) => row[String(column_name)])]),
    );
  });
}
