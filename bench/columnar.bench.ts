// What a row costs as a file of columns: from the model to the closed file, beside libraries that are given the same
// columns ready-made, and the size of what each writes.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { faker } from '@faker-js/faker/locale/en';
import {
  Dictionary,
  Float64,
  Int32,
  makeData,
  tableToIPC,
  Table,
  TimestampMillisecond,
  Utf8,
  Vector,
  vectorFromArray,
} from 'apache-arrow';
import { writeMetrics } from 'faker-server/files';
import 'faker-server/register';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { machine } from './machine.js';
import { type Contender, median, ratio, rounds, spread } from './rounds.js';
import { digits, table, verdict } from './table.js';

const ROUNDS = 9;
const SERVERS = 4;
/** Of each server, a year by 5 minutes. */
const ROWS = 105_120;
const MILLION = 1e6;

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');
const fleet = Array.from(faker.server.fleet({ count: SERVERS, seed: 42 }), (server) => server.every('5m'));
const records = SERVERS * ROWS;
const folder = mkdtempSync(join(tmpdir(), 'faker-server-columnar-'));
const file = (name: string): string => join(folder, name);

const ours = (name: string, options: Parameters<typeof writeMetrics>[2] = {}): Promise<unknown> =>
  writeMetrics(file(name), fleet, { count: ROWS, ...options });

/** The same rows, ready for each library. */
const METRICS = ['cpu', 'memory', 'diskIo', 'network'] as const;
const columns = fleet.map((server) => server.columns(ROWS));
const joined = (name: 'time' | (typeof METRICS)[number]): Float64Array => {
  const all = new Float64Array(records);
  columns.forEach((some, i) => all.set(some[name], i * ROWS));
  return all;
};
const ids = fleet.flatMap((server) => Array<string>(ROWS).fill(server.metadata().serverId));
const archetypes = fleet.flatMap((server) => Array<string>(ROWS).fill(server.metadata().archetype));
const times = joined('time');
const values = METRICS.map(joined);

const columnData = [
  { name: 'timestamp', data: Array.from(times, (ms) => new Date(ms)), type: 'TIMESTAMP' as const },
  { name: 'server_id', data: ids, type: 'STRING' as const },
  { name: 'archetype', data: archetypes, type: 'STRING' as const },
  ...METRICS.map((name, i) => ({ name, data: values[i]!, type: 'DOUBLE' as const })),
];

const dictionary = (texts: readonly string[]): Vector =>
  vectorFromArray(texts, new Dictionary(new Utf8(), new Int32()));
const doubles = (data: Float64Array): Vector => new Vector([makeData({ type: new Float64(), data })]);
const arrowTable = new Table({
  timestamp: new Vector([makeData({ type: new TimestampMillisecond(), data: BigInt64Array.from(times, BigInt) })]),
  server_id: dictionary(ids),
  archetype: dictionary(archetypes),
  ...Object.fromEntries(METRICS.map((name, i) => [name, doubles(values[i]!)])),
});

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const duckdb = await instance.connect();
await ours('ready.parquet');
await duckdb.run(`CREATE TABLE ready AS SELECT * FROM read_parquet('${file('ready.parquet')}')`);

const write = (name: string, bytes: Uint8Array): number => {
  writeFileSync(file(name), bytes);
  return bytes.length;
};
const copy = async (name: string, codec: string): Promise<string> => {
  await duckdb.run(`COPY ready TO '${file(name)}' (FORMAT parquet, COMPRESSION ${codec})`);
  return name;
};

interface Case extends Contender {
  /** What it writes. */
  readonly file?: string;
  /** Rows a second that are asked of it. */
  readonly target?: number;
}

const MODEL = 'the model alone: blocks';
const HYPARQUET = 'Parquet, hyparquet-writer, ready columns';
const cases: readonly Case[] = [
  { name: 'Parquet', file: 'none.parquet', target: 1.5 * MILLION, run: () => ours('none.parquet') },
  {
    name: 'Parquet, snappy',
    file: 'snappy.parquet',
    target: 1.5 * MILLION,
    run: () => ours('snappy.parquet', { compression: 'snappy' }),
  },
  { name: 'Arrow', file: 'ours.arrow', run: () => ours('ours.arrow') },
  { name: 'CSV', file: 'ours.csv', run: () => ours('ours.csv') },
  {
    name: MODEL,
    run: () => {
      let rows = 0;
      for (const server of fleet) for (const { count } of server.blocks(ROWS)) rows += count;
      return rows;
    },
  },
  {
    name: HYPARQUET,
    file: 'hyparquet.parquet',
    run: () => write('hyparquet.parquet', new Uint8Array(parquetWriteBuffer({ columnData }))),
  },
  {
    name: 'Parquet, DuckDB, ready table, none',
    file: 'duckdb.parquet',
    run: () => copy('duckdb.parquet', 'uncompressed'),
  },
  { name: 'Parquet, DuckDB, ready table, zstd', file: 'zstd.parquet', run: () => copy('zstd.parquet', 'zstd') },
  {
    name: 'Arrow, apache-arrow, ready columns',
    file: 'ready.arrow',
    run: () => write('ready.arrow', tableToIPC(arrowTable, 'file')),
  },
].map((one) => ({ ...one, records }));

const { timed, onCpu } = await rounds(cases, { count: ROUNDS, warmUp: 3 });
const named = (name: string) => timed.find((one) => one.name === name)!;
table(
  `Files of ${records.toLocaleString('en')} rows, from the model on, medians of ${ROUNDS} rounds. ${machine(onCpu)}`,
  ['', 'M rows/s', '±%', 'ns/row', 'above the model', '× hyparquet-writer', 'bytes/row', 'target', ''],
  cases.map(({ name, file: written, target }, at) => {
    const one = timed[at]!;
    const rate = median(one.rates);
    return [
      name,
      digits(rate / MILLION),
      spread(one).toFixed(0),
      digits(1e9 / rate),
      name.includes('ready') ? '' : digits(1e9 / rate - 1e9 / median(named(MODEL).rates)),
      digits(ratio(one, named(HYPARQUET))),
      written === undefined ? '' : digits(statSync(file(written)).size / records),
      ...verdict(rate, target),
    ];
  }),
);
duckdb.closeSync();
instance.closeSync();
rmSync(folder, { recursive: true });
