import { parquet, type ParquetOptions } from 'faker-server/formats';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { readParquet } from 'parquet-wasm';
import { describe, expect, it } from 'vitest';
import type { ServerBuilder } from '../../src/index.js';
import { bytesOf, digestOf } from '../bytes.js';
import { seededServer } from '../faker.js';
import { ALL, namesOf, readByArrow, readByDuckDb, type Table, tableOf, withDuckDb } from './columnar.js';

async function readByHyparquet(bytes: Uint8Array): Promise<Table> {
  const file = bytes.slice().buffer;
  const rows = await parquetReadObjects({ file });
  const valueOf = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);
  const [, ...columns] = parquetMetadata(file).schema;
  return Object.fromEntries(columns.map(({ name }) => [name, rows.map((row) => valueOf(row[name]))]));
}

/** Apache Arrow's implementation in Rust, which reads into Arrow. */
function readByParquetRs(bytes: Uint8Array): Table {
  return readByArrow(readParquet(bytes).intoIPCStream());
}

const READERS: readonly (readonly [string, (bytes: Uint8Array) => Table | Promise<Table>])[] = [
  ['DuckDB', readByDuckDb],
  ['hyparquet', readByHyparquet],
  ['parquet-rs', readByParquetRs],
];

interface Case {
  readonly servers: readonly ServerBuilder[];
  readonly options: ParquetOptions;
}

const server = seededServer();
const fleet = (): readonly ServerBuilder[] => Array.from(seededServer().fleet(5), (one) => one.every('5m'));
const precise = (precision: number): ServerBuilder => server.web().profile({ precision }).every('5m');

/** All that makes a file of another shape. */
const CASES: Readonly<Record<string, Case>> = {
  'a fleet, in row groups that end within servers': { servers: fleet(), options: { count: 3000, rowGroupRows: 4999 } },
  'blocks of more rows than a row group': {
    servers: [server.database().every('1m')],
    options: { count: 9000, rowGroupRows: 1000 },
  },
  'many servers of few rows': { servers: Array.from(server.fleet(300)), options: { count: 3 } },
  'one row': { servers: [server.batch()], options: { count: 1 } },
  'row groups of one row': { servers: [server.batch().every('1h')], options: { count: 9, rowGroupRows: 1 } },
  'several precisions in one row group': { servers: [0, 1, 2, 3, 4, 5, 6].map(precise), options: { count: 700 } },
  'six decimals, which have more places than rows': { servers: [precise(6)], options: { count: 5000 } },
  'values beyond the table': {
    servers: [
      server
        .database()
        .profile({ diskIo: { base: 900_000, ceiling: 1_000_000_000 } })
        .every('5m'),
    ],
    options: { count: 2000 },
  },
  'a constant column': {
    servers: [
      server
        .web()
        .profile({ precision: 0, cpu: { growth: -0.9 } })
        .asOf('2000-01-01')
        .every('5m'),
    ],
    options: { count: 500 },
  },
  'one metric': { servers: [server.web().every('5m')], options: { count: 300, metrics: ['diskIo'] } },
  'days of a zone, which are not all as long': {
    servers: Array.from(server.fleet(3), (one) => one.timeZone('Europe/Berlin')),
    options: { from: '2024-01-01', count: 800 },
  },
  'instants before 1970 and far apart': {
    servers: [server.web().every('1s').from('1912-06-23'), server.web().every('1s').from('2200-01-01')],
    options: { count: 200 },
  },
  'names beyond ASCII': { servers: [server.web().id('wéb-𝟙-☃'), server.web().id('wéb-ﬀ')], options: { count: 20 } },
  'pages in snappy': { servers: fleet(), options: { count: 3000, compression: 'snappy' } },
};

describe.each(Object.entries(CASES))('a Parquet file of %s', (_, { servers, options }) => {
  const { count, from, metrics = ALL } = options;
  const expected = tableOf(servers, { count, from }, metrics);
  const bytes = bytesOf(parquet(servers, options));

  it.each(READERS)('says to %s what columns() says', async (_name, read) => {
    const table = await read(bytes);
    expect(Object.keys(table)).toEqual(namesOf(metrics));
    expect(table).toEqual(expected);
  });

  it('has the statistics of each row group', async () => {
    const groups = await withDuckDb({ 'a.parquet': bytes }, (query, folder) =>
      query(
        `select path_in_schema as name, row_group_num_rows as rows, stats_min_value as least, stats_max_value as most,
         stats_null_count as nulls from parquet_metadata('${folder}/a.parquet') order by row_group_id, column_id`,
      ),
    );
    const seen = Object.fromEntries(namesOf(metrics).map((name) => [name, 0]));
    for (const { name, rows, least, most, nulls } of groups) {
      const first = seen[String(name)]!;
      const last = (seen[String(name)] = first + Number(rows));
      const sorted = expected[String(name)]!.slice(first, last).sort(inOrder);
      expect([name, least, most, nulls]).toEqual([name, shown(name, sorted[0]), shown(name, sorted.at(-1)), 0n]);
    }
    expect(new Set(Object.values(seen))).toEqual(new Set([expected['timestamp']!.length]));
  });
});

/** Numbers by size, texts by their bytes. */
function inOrder(one: unknown, other: unknown): number {
  if (typeof one === 'number') return one - (other as number);
  return Buffer.compare(Buffer.from(one as string), Buffer.from(other as string));
}

/** A value as DuckDB shows it in statistics. */
function shown(name: unknown, value: unknown): string {
  if (name === 'timestamp') return new Date(value as number).toISOString().replace('T', ' ').replace('.000Z', '+00');
  return typeof value === 'number' && Number.isInteger(value) ? `${value}.0` : String(value);
}

describe('Parquet', () => {
  it('has the types that readers expect, in UTC and without nulls', async () => {
    await withDuckDb({ 'a.parquet': bytesOf(parquet(fleet(), { count: 10 })) }, async (query, folder) => {
      const columns = await query(`describe select * from '${folder}/a.parquet'`);
      const [double, text] = ['DOUBLE', 'VARCHAR'];
      const types = ['TIMESTAMP WITH TIME ZONE', text, text, double, double, double, double];
      expect(columns.map(({ column_type }) => column_type)).toEqual(types);
      const schema = await query(
        `select repetition_type from parquet_schema('${folder}/a.parquet') where type is not null`,
      );
      expect(schema.map(({ repetition_type }) => repetition_type)).toEqual(types.map(() => 'REQUIRED'));
    });
  });

  it('lets readers skip row groups and find the same rows', async () => {
    const options = { count: 2000 };
    const table = tableOf(fleet(), options);
    const ids = table['server_id']!;
    const bytes = bytesOf(parquet(fleet(), { ...options, rowGroupRows: 500 }));
    await withDuckDb({ 'a.parquet': bytes }, async (query, folder) => {
      const [cpu, ms] = [table['cpu']![4321] as number, table['timestamp']![4321] as number];
      const conditions: readonly (readonly [string, (row: number) => boolean])[] = [
        [`cpu > ${cpu}`, (row) => (table['cpu']![row] as number) > cpu],
        [`cpu = ${cpu}`, (row) => table['cpu']![row] === cpu],
        ['cpu > 1000', () => false],
        [`server_id = '${String(ids[7000])}'`, (row) => ids[row] === ids[7000]],
        [`timestamp >= to_timestamp(${ms / 1000})`, (row) => (table['timestamp']![row] as number) >= ms],
      ];
      for (const [condition, holds] of conditions) {
        const [answer] = await query(`select count(*) as rows from '${folder}/a.parquet' where ${condition}`);
        expect([condition, Number(answer!['rows'])]).toEqual([condition, ids.filter((_, row) => holds(row)).length]);
      }
    });
  });

  it.each(READERS)('has its columns where it has no rows, for %s', async (_, read) => {
    const table = await read(bytesOf(parquet([], { count: 10 })));
    expect(table).toEqual(Object.fromEntries(namesOf(ALL).map((name) => [name, []])));
  });

  it('is in its parts what it is as a whole', async () => {
    const parts = [1, 2, 3, 4, 5, 6, 7].map((index) =>
      bytesOf(parquet(fleet(), { count: 1500, shard: { index, of: 7 } })),
    );
    expect(await readByDuckDb(...parts)).toEqual(tableOf(fleet(), { count: 1500 }));
  });

  it('is the same bytes each time', () => {
    const once = digestOf(bytesOf(parquet(fleet(), { count: 5000 })));
    expect(digestOf(bytesOf(parquet(fleet(), { count: 5000 })))).toBe(once);
  });

  it('takes fewer than eight bytes a row', () => {
    expect(bytesOf(parquet(seededServer().web().every('5m'), { count: 105_120 })).length / 105_120).toBeLessThan(8);
  });

  it.each([
    [
      { rowGroupRows: 0 },
      'parquet.rowGroupRows: expected a whole number of at least 1 and at most 1048576, received 0',
    ],
    [{ compression: 'lz4' }, `parquet.compression: expected one of 'none', 'snappy', received "lz4"`],
  ])('refuses %j', (options, message) => {
    expect(() => parquet(fleet(), { count: 1, ...options } as ParquetOptions)).toThrow(message);
  });
});
