// What seeding a PostgreSQL costs, beside the server's own COPY from a ready-made file and what one would use instead: by
// the clock, since most of the work is the server's, and the CPU time of either side, which a busy machine leaves alone.
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { faker } from '@faker-js/faker/locale/en';
import { withServer } from 'faker-server';
import { seedPostgres } from 'faker-server/postgres';
import { drizzle } from 'drizzle-orm/postgres-js';
import { doublePrecision, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import postgresJs from 'postgres';
import { encode } from '../src/formats/encode.js';
import { rowFormat } from '../src/formats/rowFormat.js';
import { job } from '../src/job.js';
import { COPY_BINARY, COPY_HEADER, COPY_TRAILER } from '../src/tables/copyBinary.js';
import { postgres } from '../test/servers/postgres.js';
import { machine } from './machine.js';
import { type Contender, median, ratio, rounds, spread } from './rounds.js';
import { digits, table } from './table.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 9);
const SERVERS = 20;
/** Of each server, every five minutes. */
const ROWS = Number(process.env['ROWS'] ?? 25_000);
const INSERTED = 20_000;

faker.seed(42);
faker.setDefaultRefDate('2026-01-01');
const servers = withServer(faker).server.fleet({ count: SERVERS, seed: 42 });
const window = { every: '5m', count: ROWS } as const;
const records = SERVERS * ROWS;

await using server = await postgres.start();
const sql = postgresJs(server.url, { max: 1, onnotice: () => undefined, fetch_types: false });

const CREATE = `create table server_metrics (server_id text not null, timestamp timestamptz not null,
  cpu float8 not null, memory float8 not null, disk_io float8 not null, network float8 not null)`;
const KEYS = `alter table server_metrics add primary key (server_id, timestamp);
  create index on server_metrics (timestamp)`;

/** The same rows, made before. */
const binary = Buffer.concat([COPY_HEADER, ...pieces(COPY_BINARY), COPY_TRAILER]);
const asText = Buffer.concat(
  pieces(
    rowFormat({
      name: 'text COPY',
      row: ({ id }, metrics) => [id, '\t', { time: 'iso' }, ...metrics.flatMap((value) => ['\t', { value }]), '\n'],
    }),
  ),
);
const file = `${server.folder}/rows.copy`;
writeFileSync(file, binary);
chmodSync(file, 0o644);

function pieces(format: typeof COPY_BINARY): Buffer[] {
  return Array.from(encode(job('bench', servers, window), format), ({ bytes }) => Buffer.from(bytes));
}

/** Bytes over the connection, as they are written elsewhere. */
async function stream(bytes: Buffer, options: string): Promise<void> {
  const into = await sql.unsafe(`copy server_metrics from stdin with (format ${options})`).writable();
  for (let at = 0; at < bytes.length; at += 1 << 18) {
    await new Promise((resolve) => into.write(bytes.subarray(at, at + (1 << 18)), resolve));
  }
  await new Promise((resolve) => into.end(resolve));
}

/** CPU time of the server, with those of its processes that have ended. */
function serverMs(): number {
  const [postmaster] = readFileSync(`${server.folder}/data/postmaster.pid`, 'utf8').split('\n');
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
        .map(Number);
      if (pid === postmaster) ticks += fields[11]! + fields[12]! + fields[13]! + fields[14]!;
      else if (fields[1] === Number(postmaster)) ticks += fields[11]! + fields[12]!;
    } catch {
      // It has ended meanwhile.
    }
  }
  // Linux counts hundredths of a second for programs, whatever it counts itself.
  return ticks * 10;
}

/** CPU time of each run, here and in the server, in ms. */
const spent = new Map<string, { readonly here: number[]; readonly there: number[] }>();

const fresh = (): Promise<unknown> => sql.unsafe(`drop table if exists server_metrics, servers; ${CREATE}`);
const contender = (name: string, run: () => Promise<unknown>, count = records): Contender => ({
  name,
  records: count,
  run: async () => {
    const here = process.cpuUsage();
    const there = serverMs();
    await run();
    const { user, system } = process.cpuUsage(here);
    if (!spent.has(name)) spent.set(name, { here: [], there: [] });
    spent.get(name)!.here.push((user + system) / 1000);
    spent.get(name)!.there.push(serverMs() - there);
    return name;
  },
});
const inOne = async (...steps: readonly (() => Promise<unknown>)[]): Promise<void> => {
  await sql.unsafe('begin');
  for (const step of steps) await step();
  await sql.unsafe('analyze server_metrics; commit');
};
const ask = (statement: string) => (): Promise<unknown> => sql.unsafe(statement);

await compare('Rows into a table without keys', 'the server: COPY from a file', fresh, [
  contender('seedPostgres', () => seedPostgres(server.url, servers, window)),
  contender('the server: COPY from a file', () =>
    inOne(ask(`copy server_metrics from '${file}' with (format binary)`)),
  ),
  contender('ready bytes over a connection, binary', () => inOne(() => stream(binary, 'binary'))),
  contender('ready bytes over a connection, text', () => inOne(() => stream(asText, 'text'))),
]);

const drop = (): Promise<unknown> => sql.unsafe('drop table if exists server_metrics, servers');
const copyFile = (more = ''): (() => Promise<unknown>) =>
  ask(`copy server_metrics from '${file}' with (format binary${more})`);
await compare('Tables, rows, a key and an index', 'the server: COPY from a file, then keys', drop, [
  contender('seedPostgres', () => seedPostgres(server.url, servers, window)),
  contender('the server: COPY from a file, then keys', () => inOne(ask(CREATE), copyFile(), ask(KEYS))),
  contender('    the same with FREEZE', () => inOne(ask(CREATE), copyFile(', freeze'), ask(KEYS))),
  contender('    the same with keys before', () => inOne(ask(CREATE), ask(KEYS), copyFile())),
  contender('ready bytes over a connection, then keys', () =>
    inOne(ask(CREATE), () => stream(binary, 'binary'), ask(KEYS)),
  ),
  contender('seedPostgres, upsert into tables with keys', async () => {
    await inOne(ask(CREATE), ask(KEYS));
    await seedPostgres(server.url, servers, { ...window, mode: 'upsert' });
  }),
]);

const rows = servers
  .at(0)
  .every('1m')
  .series(INSERTED)
  .map(({ serverId, timestamp: at, cpu, memory, diskIo, network }) => {
    return { server_id: serverId, timestamp: at, cpu, memory, disk_io: diskIo, network };
  });
const metrics = pgTable('server_metrics', {
  server_id: text().notNull(),
  timestamp: timestamp({ withTimezone: true }).notNull(),
  cpu: doublePrecision().notNull(),
  memory: doublePrecision().notNull(),
  disk_io: doublePrecision().notNull(),
  network: doublePrecision().notNull(),
});
const db = drizzle(postgresJs(server.url, { max: 1 }));
/** Rows in a statement of 65,534 parameters at most. */
const CHUNK = 5000;
const chunks = Array.from({ length: INSERTED / CHUNK }, (_, i) => rows.slice(CHUNK * i, CHUNK * (i + 1)));
await compare(`${digits(INSERTED)} records that are there, by INSERT`, 'seedPostgres', fresh, [
  contender('seedPostgres', () => seedPostgres(server.url, servers.at(0), { ...window, count: INSERTED }), INSERTED),
  contender(
    'postgres.js: insert with many rows',
    () => inOne(...chunks.map((chunk) => () => sql`insert into server_metrics ${sql(chunk)}`)),
    INSERTED,
  ),
  contender(
    'drizzle-orm: insert with many rows',
    async () => {
      for (const chunk of chunks) await db.insert(metrics).values(chunk);
    },
    INSERTED,
  ),
]);

await sql.end();
await (db as unknown as { readonly $client: typeof sql }).$client.end();

async function compare(
  title: string,
  reference: string,
  prepare: () => Promise<unknown>,
  contenders: readonly Contender[],
): Promise<void> {
  spent.clear();
  const { timed } = await rounds(contenders, { count: ROUNDS, warmUp: 1, by: 'clock', prepare });
  const other = timed.find(({ name }) => name === reference)!;
  table(
    `${title}: medians of ${ROUNDS} rounds. ${machine()}`,
    ['', 'M rows/s', '±%', 'ratio', 'here µs/row', 'server µs/row'],
    timed.map((one, i) => {
      const cpu = [spent.get(one.name)!.here, spent.get(one.name)!.there].map((times) =>
        digits((1000 * median(times.slice(1))) / contenders[i]!.records),
      );
      return [one.name, digits(median(one.rates) / 1e6), spread(one).toFixed(0), ratio(one, other).toFixed(2), ...cpu];
    }),
  );
}
