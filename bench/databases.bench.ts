// What seeding SQLite, DuckDB and MariaDB costs, beside what each takes of rows that are ready, and what one would use
// instead. `npm run bench -- databases`; SQLite's part needs a Node that has it:
//   node scripts/withNode.mjs 24 scripts/bench.mjs databases
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBTimestampTZValue,
  TIMESTAMPTZ,
  VARCHAR,
} from '@duckdb/node-api';
import { faker } from '@faker-js/faker/locale/en';
import { drizzle } from 'drizzle-orm/mysql2';
import { datetime, double, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { withServer } from 'faker-server';
import { seedDuckdb } from 'faker-server/duckdb';
import { writeMetrics } from 'faker-server/files';
import { seedMysql } from 'faker-server/mysql';
import { seedSqlite } from 'faker-server/sqlite';
import mysql from 'mysql2/promise';
import { encode } from '../src/formats/encode.js';
import { rowFormat } from '../src/formats/rowFormat.js';
import { job } from '../src/job.js';
import { findBinary } from '../test/servers/findBinary.js';
import { mariadb } from '../test/servers/mariadb.js';
import { machine } from './machine.js';
import { type Contender, median, ratio, type RoundsOptions, rounds, spread } from './rounds.js';
import { digits, table } from './table.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 9);
const SERVERS = 20;
/** Of each server, every five minutes. */
const ROWS = Number(process.env['ROWS'] ?? 10_240);

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');
const servers = withServer(faker).server.fleet({ count: SERVERS, seed: 42 });
const window = { every: '5m', count: ROWS } as const;
const records = SERVERS * ROWS;

const folder = mkdtempSync(join(tmpdir(), 'faker-server-bench-'));
const fresh = (name: string): string => {
  for (const end of ['', '.wal', '-journal']) rmSync(join(folder, `${name}${end}`), { force: true });
  return join(folder, name);
};

/** The rows, made before: as arrays, and as text. */
const ready = Array.from(servers, (server) => ({
  id: server.metadata().serverId,
  ...server.every('5m').columns(ROWS),
}));
const csvFile = join(folder, 'rows.csv');
const separated = (separator: string, quote: string) =>
  rowFormat({
    name: 'text',
    row: ({ id }, metrics) => [
      ...[id, separator, quote, { time: 'sql' } as const, quote],
      ...metrics.flatMap((value) => [separator, { value }]),
      '\n',
    ],
  });
writeFileSync(csvFile, textOf(separated(',', '')));
const parquetFile = join(folder, 'rows.parquet');
await writeMetrics(parquetFile, servers, window);

function textOf(format: ReturnType<typeof rowFormat>): Buffer {
  return Buffer.concat(Array.from(encode(job('bench', servers, window), format), ({ bytes }) => Buffer.from(bytes)));
}

async function compare(
  title: string,
  base: string,
  contenders: readonly Contender[],
  options: Partial<RoundsOptions> = {},
): Promise<void> {
  const { timed, onCpu } = await rounds(contenders, { count: ROUNDS, warmUp: 2, ...options });
  const to = timed.find(({ name }) => name === base)!;
  table(
    `${title}, medians of ${ROUNDS} rounds of ${records.toLocaleString('en')} rows. ${machine(onCpu)}`,
    ['', 'M rows/s', '±%', `of ${base}`],
    timed.map((one) => [
      one.name,
      digits(median(one.rates) / 1e6),
      spread(one).toFixed(0),
      `${digits(100 * ratio(one, to))} %`,
    ]),
  );
}

const COLUMNS = (text: string, instant: string, number: string): string =>
  `server_id ${text} NOT NULL, timestamp ${instant} NOT NULL, cpu ${number} NOT NULL, memory ${number} NOT NULL,
  disk_io ${number} NOT NULL, network ${number} NOT NULL`;

interface Sqlite {
  exec(sql: string): void;
  prepare(sql: string): { run(...values: (string | number)[]): unknown };
  close(): void;
}
const sqlite = process.getBuiltinModule('node:sqlite') as
  { readonly DatabaseSync: new (file: string) => Sqlite } | undefined;

/** What one would write by hand: a prepared insert for each row, and one transaction. */
function preparedInserts(create: string, index: string): string {
  const database = new sqlite!.DatabaseSync(fresh('plain.db'));
  database.exec(`BEGIN; CREATE TABLE server_metrics (${create})`);
  const insert = database.prepare('INSERT INTO server_metrics VALUES (?, ?, ?, ?, ?, ?)');
  for (const { id, time, cpu, memory, diskIo, network } of ready) {
    for (let row = 0; row < ROWS; row++) {
      insert.run(id, time[row]!, cpu[row]!, memory[row]!, diskIo[row]!, network[row]!);
    }
  }
  database.exec(`${index}; COMMIT`);
  database.close();
  return 'plain.db';
}

if (sqlite) {
  const columns = COLUMNS('text', 'integer', 'real');
  const keyed = `${columns}, PRIMARY KEY (server_id, timestamp)`;
  const base = 'ready rows, the same key and index';
  await compare('SQLite', base, [
    { name: 'seedSqlite', records, run: () => seedSqlite(fresh('ours.db'), servers, window) },
    { name: base, records, run: () => preparedInserts(keyed, 'CREATE INDEX i ON server_metrics (timestamp)') },
    { name: 'ready rows, neither key nor index', records, run: () => preparedInserts(columns, '') },
  ]);
} else console.log('\nThis Node has no SQLite.');

async function inDuckdb(load: (connection: Awaited<ReturnType<DuckDBInstance['connect']>>) => Promise<void>) {
  const instance = await DuckDBInstance.create(fresh('plain.duckdb'));
  const connection = await instance.connect();
  await connection.run(`BEGIN; CREATE TABLE server_metrics (${COLUMNS('varchar', 'timestamptz', 'double')})`);
  await load(connection);
  await connection.run('COMMIT');
  connection.closeSync();
  instance.closeSync();
  return 'plain.duckdb';
}

const CHUNK = 2048;
const chunks = ready.flatMap(({ id, time, cpu, memory, diskIo, network }) =>
  Array.from({ length: Math.floor(ROWS / CHUNK) }, (_, at) => {
    const chunk = DuckDBDataChunk.create([VARCHAR, TIMESTAMPTZ, DOUBLE, DOUBLE, DOUBLE, DOUBLE], CHUNK);
    const part = (column: Float64Array): number[] => Array.from(column.subarray(at * CHUNK, (at + 1) * CHUNK));
    const instants = part(time).map((ms) => new DuckDBTimestampTZValue(BigInt(ms) * 1000n));
    chunk.setColumns([Array<string>(CHUNK).fill(id), instants, ...[cpu, memory, diskIo, network].map(part)]);
    return chunk;
  }),
);

await compare('DuckDB', 'its appender, ready columns', [
  { name: 'seedDuckdb', records, run: () => seedDuckdb(fresh('ours.duckdb'), servers, window) },
  {
    name: 'its appender, ready columns',
    records: CHUNK * chunks.length,
    run: () =>
      inDuckdb(async (connection) => {
        const appender = await connection.createAppender('server_metrics');
        for (const chunk of chunks) appender.appendDataChunk(chunk);
        appender.closeSync();
      }),
  },
  {
    name: 'its INSERT from a ready Parquet file',
    records,
    run: () =>
      inDuckdb(async (connection) => {
        const columns = 'server_id, timestamp, cpu, memory, disk_io, network';
        await connection.run(`INSERT INTO server_metrics SELECT ${columns} FROM '${parquetFile}'`);
      }),
  },
  {
    name: 'its COPY FROM a CSV file',
    records,
    run: () =>
      inDuckdb(async (connection) => {
        await connection.run(`SET TimeZone = 'UTC'; COPY server_metrics FROM '${csvFile}' (FORMAT csv, HEADER false)`);
      }),
  },
  {
    name: 'its appender, row by row',
    records,
    run: () =>
      inDuckdb(async (connection) => {
        const appender = await connection.createAppender('server_metrics');
        for (const { id, time, cpu, memory, diskIo, network } of ready) {
          for (let row = 0; row < ROWS; row++) {
            appender.appendVarchar(id);
            appender.appendTimestampTZ(new DuckDBTimestampTZValue(BigInt(time[row]!) * 1000n));
            for (const column of [cpu, memory, diskIo, network]) appender.appendDouble(column[row]!);
            appender.endRow();
          }
        }
        appender.closeSync();
      }),
  },
]);

if (mariadb.binaries.every((binary) => existsSync(findBinary(binary)))) {
  await using server = await mariadb.start();
  const file = join(server.folder, 'rows.tsv');
  writeFileSync(file, textOf(separated('\t', '')));
  chmodSync(file, 0o644);
  const connection = await mysql.createConnection({ uri: server.url, timezone: 'Z', multipleStatements: true });
  const create = `CREATE TABLE server_metrics (${COLUMNS('varchar(255) COLLATE utf8mb4_bin', 'datetime(3)', 'double')},
    PRIMARY KEY (server_id, timestamp), INDEX (timestamp))`;
  const prepare = () => connection.query(`DROP TABLE IF EXISTS server_metrics, servers; ${create}`);
  const query = async (sql: string): Promise<string> => {
    await server.query(sql);
    return sql;
  };
  const base = "the server's LOAD DATA of a ready file";
  const metrics = mysqlTable('server_metrics', {
    serverId: varchar('server_id', { length: 255 }).notNull(),
    timestamp: datetime('timestamp', { fsp: 3 }).notNull(),
    cpu: double('cpu').notNull(),
    memory: double('memory').notNull(),
    diskIo: double('disk_io').notNull(),
    network: double('network').notNull(),
  });
  const orm = drizzle(connection as never);
  const INSERTED = 20_000;
  await compare(
    'MariaDB, by the clock',
    base,
    [
      { name: 'seedMysql', records, run: () => seedMysql(server.url, servers, window) },
      { name: base, records, run: () => query(`LOAD DATA LOCAL INFILE '${file}' INTO TABLE server_metrics`) },
      {
        name: 'drizzle-orm, 1,000 rows a statement',
        records: INSERTED,
        run: () =>
          orm.transaction(async (transaction) => {
            for (let at = 0; at < INSERTED; at += 1000) {
              const { id: serverId, ...columns } = ready[Math.floor(at / ROWS)]!;
              const rows = Array.from({ length: Math.min(1000, INSERTED - at) }, (_, i) => {
                const row = (at + i) % ROWS;
                const { cpu, memory, diskIo, network } = columns;
                const values = { cpu: cpu[row]!, memory: memory[row]!, diskIo: diskIo[row]!, network: network[row]! };
                return { serverId: `${serverId}-${at}`, timestamp: new Date(columns.time[row]!), ...values };
              });
              await transaction.insert(metrics).values(rows);
            }
            return INSERTED;
          }),
      },
    ],
    { by: 'clock', prepare },
  );
  await connection.end();
} else console.log('\nMariaDB is not installed.');
rmSync(folder, { recursive: true, force: true });
