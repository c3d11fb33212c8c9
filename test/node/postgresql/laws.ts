import { expect, it } from 'vitest';
import type { Fleet, ServerBuilder } from 'faker-server';
import type { PostgresOptions, Seeded, Servers } from 'faker-server/postgres';
import { serverRow, serversTable } from '../../../src/tables/tables.js';
import { seededServer } from '../../faker.js';
import { anotherThere } from '../anotherThere.js';
import { thereAlready } from '../thereAlready.js';

/** A PostgreSQL of whatever kind. */
export interface Place {
  /** What seeds it, and how it names itself in errors. */
  readonly path: string;
  readonly seed: (servers: Servers, options?: PostgresOptions) => Promise<Seeded>;
  /** What a reader that is not ours finds: each value as PostgreSQL writes it. */
  readonly ask: (sql: string) => Promise<readonly (readonly string[])[]>;
  /** Runs some statements. */
  readonly run: (sql: string) => Promise<unknown>;
}

/** The promises that every PostgreSQL is to keep. */
export function laws({ path, seed, ask, run }: Place): void {
  const server = seededServer();
  /** Members of one fleet. */
  const fleetOf = (count: number): Fleet => server.fleet({ count, seed: 7 });
  const clean = (): Promise<unknown> =>
    run(
      'drop table if exists server_metrics, servers, readings, hosts, "Server Metrics"; drop schema if exists dev cascade',
    );
  const count = async (table = 'server_metrics'): Promise<number> =>
    Number((await ask(`select count(*) from ${table}`))[0]![0]);
  const tables = async (): Promise<unknown> =>
    (
      await ask("select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace")
    ).flat();

  const awkward = ["it's", 'a\tb\\N\n"c"', 'Größe-𝛌', '%s ${x} $1', ' '].map((id) => server.web().id(id).every('1h'));
  const cases: readonly (readonly [title: string, servers: readonly ServerBuilder[], options: PostgresOptions])[] = [
    ['a fleet by the day', [...fleetOf(12)], { count: 365 }],
    ['more rows than a block has', [server.batch().every('5m')], { count: 10_000 }],
    ['some metrics', [...fleetOf(3)], { count: 30, metrics: ['memory', 'network'] }],
    ['ids that need care', awkward, { count: 24 }],
    ['the first years of the calendar', [server.web()], { from: '0001-01-01', count: 1000 }],
    ['the last', [server.web()], { until: '9999-12-31', count: 1000 }],
    ['those before 1970', [server.web().every('1m')], { from: '1969-12-31T20:00:00Z', count: 1000 }],
    ['those before 2000', [server.web().every('1s')], { from: '1999-12-31T23:50:00Z', count: 1000 }],
    ['days of a zone', [server.web().timeZone('America/New_York')], { from: '1883-11-01', count: 300 }],
    ['values with six decimals', [server.web().profile({ precision: 6 })], { count: 100 }],
  ];
  it.each(cases)('holds %s, value for value as columns() has them', async (_, servers, options) => {
    await clean();
    const { metrics = ['cpu', 'memory', 'diskIo', 'network'], ...range } = options;
    const rows = servers.flatMap((each) => {
      const columns = each.columns(range);
      return Array.from(columns.time, (ms, i) =>
        [each.toString(), ms, ...metrics.map((metric) => columns[metric][i]!)].map(String),
      );
    });
    expect(await seed(servers, options)).toEqual({ rows: rows.length, servers: servers.length });

    const names = metrics.map((metric) => (metric === 'diskIo' ? 'disk_io' : metric)).join(', ');
    const found = await ask(
      `select server_id, (extract(epoch from timestamp) * 1000)::int8, ${names} from server_metrics`,
    );
    expect(found.length).toBe(rows.length);
    // As numbers: a value is written in more than one way. And a few rows say what is wrong as well as all do.
    const line = ([id, ...numbers]: readonly string[]): string => [id, ...numbers.map(Number)].join(' | ');
    const said = new Set(rows.map(line));
    expect(
      found
        .map(line)
        .filter((each) => !said.has(each))
        .slice(0, 3),
    ).toEqual([]);
    expect(said.size).toBe(rows.length);
  });

  it('holds the inventory record of each server', async () => {
    await clean();
    const fleet = fleetOf(50);
    await seed(fleet, { count: 1 });
    const columns = serversTable('servers').columns.map(({ name }) => name);
    const found = await ask(`select ${columns.join(', ')} from servers order by server_id`);
    const said = Array.from(fleet, (each) => serverRow(each.metadata()).map(String));
    expect(found).toEqual(said.sort(([a], [b]) => (a! < b! ? -1 : 1)));
  });

  it('has types, keys, an index and statistics', async () => {
    await clean();
    await seed(fleetOf(12), { count: 365 });
    const columns = await ask(`
      select column_name, data_type || case is_nullable when 'NO' then ' not null' else '' end
      from information_schema.columns where table_name = 'server_metrics' order by ordinal_position`);
    expect(Object.fromEntries(columns)).toEqual({
      server_id: 'text not null',
      timestamp: 'timestamp with time zone not null',
      cpu: 'double precision not null',
      memory: 'double precision not null',
      disk_io: 'double precision not null',
      network: 'double precision not null',
    });
    const indexes = await ask("select indexdef from pg_indexes where schemaname = 'public' order by indexname");
    expect(indexes.flat().map((definition) => definition.replace(/ INDEX \w+ ON public\.| USING btree/g, ' '))).toEqual(
      [
        'CREATE UNIQUE server_metrics  (server_id, "timestamp")',
        'CREATE server_metrics  ("timestamp")',
        'CREATE UNIQUE servers  (server_id)',
      ],
    );
    expect(await ask("select reltuples from pg_class where relname = 'server_metrics'")).toEqual([['4380']]);
  });

  it("refuses, in mode 'create', tables with rows, and takes empty ones", async () => {
    await clean();
    await seed(fleetOf(2), { count: 3 });
    await expect(seed(fleetOf(2), { count: 3 })).rejects.toThrow(
      `${path}: expected an empty table servers (mode: 'append', 'replace' or 'upsert' takes one with rows), ` +
        'received one with rows',
    );
    await run('truncate servers');
    await expect(seed(fleetOf(2), { count: 3 })).rejects.toThrow('expected an empty table server_metrics (mode:');
    await run('truncate server_metrics');
    await seed(fleetOf(2), { count: 3 });
    expect(await count()).toBe(6);
  });

  it("adds rows in mode 'append', and none where one of them is there already", async () => {
    await clean();
    await seed(fleetOf(3), { from: '2025-01-01', count: 10, mode: 'append' });
    expect(await seed(fleetOf(4), { from: '2025-02-01', count: 10, mode: 'append' })).toEqual({ rows: 40, servers: 4 });
    expect([await count(), await count('servers')]).toEqual([70, 4]);
    await expect(seed(fleetOf(4), { from: '2025-01-10', count: 10, mode: 'append' })).rejects.toThrow(
      thereAlready(path),
    );
    expect([await count(), await count('servers')]).toEqual([70, 4]);
  });

  it("adds rows in mode 'append' to no server of another seed, but to those that the user wrote down", async () => {
    await clean();
    const web = server.web().id('web-1');
    await seed(web, { from: '2025-01-01', count: 10 });
    const append = { from: '2025-02-01', count: 10, mode: 'append' } as const;
    await expect(seed(web.seed(5), append)).rejects.toThrow(anotherThere(path, 'web-1'));
    expect(await count()).toBe(10);
    await run("update servers set hostname = 'web-1.corp'");
    await seed(web.seed(5), append);
    expect([await count(), await ask('select hostname from servers')]).toEqual([20, [['web-1.corp']]]);
  });

  it("adds no rows in mode 'append' for a server in whose way another is by a key of the user", async () => {
    await clean();
    const web = server.web().id('web-1');
    await seed(web, { count: 1 });
    await run("alter table servers add unique (hostname); update servers set server_id = 'mine'");
    const append = { count: 5, from: '2020-01-01', mode: 'append' } as const;
    await expect(seed(web, append)).rejects.toThrow('violates unique constraint "servers_hostname_key"');
    await run('alter table servers drop constraint servers_pkey');
    await expect(seed(web, append)).rejects.toThrow('violates unique constraint "servers_hostname_key"');
    expect([await count(), await ask('select server_id from servers')]).toEqual([1, [['mine']]]);
  });

  it('has no two servers of one id', async () => {
    await clean();
    await expect(seed([server.web().id('web-1'), server.web().id('web-1')], { count: 1 })).rejects.toThrow(
      'servers: expected servers of different ids, received two of "web-1"',
    );
    expect(await tables()).toEqual([]);
  });

  it("has nothing but the new rows after mode 'replace'", async () => {
    await clean();
    await seed(fleetOf(5), { count: 10 });
    await seed(fleetOf(2), { count: 3, mode: 'replace' });
    expect([await count(), await count('servers')]).toEqual([6, 2]);
  });

  it("puts rows in place of those with the same key in mode 'upsert', and leaves the others", async () => {
    await clean();
    await seed(fleetOf(3), { count: 10, mode: 'upsert' });
    const before = await checksum();
    await run(
      "update server_metrics set cpu = 0, network = -1; update servers set region = ''; insert into server_metrics values ('other', '2000-01-01', 1, 2, 3, 4)",
    );
    await seed(fleetOf(3), { count: 10, mode: 'upsert' });
    expect([await count(), await count('servers')]).toEqual([31, 3]);
    await run("delete from server_metrics where server_id = 'other'");
    expect(await checksum()).toBe(before);
  });

  it('is the same from shards as from the whole, in any order, repeated, and in any mode', async () => {
    const servers = [...fleetOf(5), server.web().id('one-more')].map((each) => each.every('1h'));
    await clean();
    await seed(servers, { count: 1000 });
    const whole = await checksum();
    await clean();
    for (const shard of ['3/4', '1/4', '3/4', '2/4', '4/4', '1/4']) await seed(servers, { count: 1000, shard });
    expect(await checksum()).toBe(whole);
    await clean();
    for (const shard of ['2/3', '3/3', '1/3']) await seed(servers, { count: 1000, shard, mode: 'append' });
    expect(await checksum()).toBe(whole);
  });

  it('is the same from shards that append side by side, whose server is one and new', async () => {
    const web = server.web().id('web-1').every('1h');
    const side = async (): Promise<void> => {
      const shards = ['1/4', '2/4', '3/4', '4/4'];
      await Promise.all(shards.map((shard) => seed(web, { count: 4000, shard, mode: 'append' })));
    };
    await clean();
    await seed(web, { count: 4000 });
    const whole = await checksum();
    await clean();
    await side();
    expect([await checksum(), await count('servers')]).toEqual([whole, 1]);
    // The user's own table, which may have no key; and all look at it before the first of them ends.
    await run('truncate server_metrics, servers; alter table servers drop constraint servers_pkey');
    const slow =
      "create or replace function slow() returns trigger language plpgsql as 'begin perform pg_sleep(0.3); return null; end'";
    await run(`${slow}; create trigger slow after insert on servers execute function slow()`);
    await side();
    await run('drop function slow cascade');
    expect([await checksum(), await count('servers')]).toEqual([whole, 1]);
  });

  it('takes other names, also of a schema', async () => {
    await clean();
    await run('create schema dev');
    const names = { serversTable: 'dev.hosts', metricsTable: 'Server Metrics' };
    await seed(fleetOf(2), { count: 3, ...names });
    await seed(fleetOf(2), { count: 3, ...names, mode: 'upsert' });
    expect([await count('"Server Metrics"'), await count('dev.hosts')]).toEqual([6, 2]);
    expect(await tables()).toEqual(['Server Metrics']);
    await expect(seed(fleetOf(2), { count: 3, serversTable: 'nowhere.hosts' })).rejects.toThrow(
      'schema "nowhere" does not exist',
    );
    expect(await tables()).toEqual(['Server Metrics']);
  });

  it('refuses names of which PostgreSQL would cut those of tables, keys, indexes and partitions', async () => {
    await clean();
    const most = (bytes: number, suffix: string): string =>
      `expected a name of at most ${bytes} bytes for the table (PostgreSQL keeps 63, and ${suffix} is added), received one of `;
    const long = 'é'.repeat(25);
    await expect(seed(fleetOf(2), { count: 3, metricsTable: long })).rejects.toThrow(
      `${path}.metricsTable: ${most(49, '_timestamp_idx')}50`,
    );
    await expect(seed(fleetOf(2), { count: 3, serversTable: `public.${'s'.repeat(59)}` })).rejects.toThrow(
      `${path}.serversTable: ${most(58, '_pkey')}59`,
    );
    expect(await tables()).toEqual([]);
    // Those of the user's own.
    await seed(fleetOf(2), { count: 3, metricsTable: 'readings' });
    const own = 'r'.repeat(63);
    await run(`alter table readings rename to ${own}`);
    await seed(fleetOf(2), { count: 3, metricsTable: own, mode: 'replace' });
    await expect(seed(fleetOf(2), { count: 3, metricsTable: `${own}r`, mode: 'replace' })).rejects.toThrow(
      `${path}.metricsTable: expected a name of at most 63 bytes for the table, received one of 64`,
    );
    const parts = 'p'.repeat(54);
    await run(`drop table ${own}; create table ${parts} (server_id text, "timestamp" timestamptz, cpu float8)
      partition by range ("timestamp")`);
    const byMonth = { count: 3, metrics: ['cpu'], mode: 'append', metricsTable: parts, from: '2025-01-01' } as const;
    await expect(seed(fleetOf(2), { ...byMonth, partitionBy: 'day' })).rejects.toThrow(most(52, '_2025_01_01'));
    await seed(fleetOf(2), { ...byMonth, partitionBy: 'month' });
    await run(`drop table ${parts}`);
  });

  it('makes no tables where that is not wanted', async () => {
    await clean();
    const seeding = seed(fleetOf(2), { count: 3, createTables: false });
    await expect(seeding).rejects.toThrow(
      `${path}: expected a table servers (createTables: true makes it), received none`,
    );
    expect(await tables()).toEqual([]);
  });

  it('takes tables with wider types, more columns and a foreign key', async () => {
    await clean();
    await seed(fleetOf(3), { count: 10 });
    const values =
      'select server_id, extract(epoch from timestamp), cpu::float8, disk_io::float8 from server_metrics order by 1, 2';
    const before = [await ask(values), await ask('select server_id, cpu_cores from servers order by 1')];
    await run(`
      alter table servers alter cpu_cores type numeric, alter disk_gb type bigint, alter region type varchar(40),
        add note text, add made timestamptz not null default now();
      alter table server_metrics alter cpu type numeric(5, 2), alter disk_io type numeric, add id serial,
        alter "timestamp" type timestamp using "timestamp" at time zone 'UTC',
        add foreign key (server_id) references servers`);
    for (const mode of ['replace', 'upsert'] as const) {
      await seed(fleetOf(3), { count: 10, mode });
      expect([await ask(values), await ask('select server_id, cpu_cores from servers order by 1')]).toEqual(before);
    }
    await run('truncate servers, server_metrics');
    await seed(fleetOf(3), { count: 10, mode: 'append' });
    expect([await ask(values), await ask('select server_id, cpu_cores from servers order by 1')]).toEqual(before);
  });

  it.each([
    [
      'alter table server_metrics alter cpu type text',
      'a column cpu of type double precision or numeric in the table server_metrics, received text',
    ],
    [
      'alter table server_metrics alter cpu type real',
      'a column cpu of type double precision or numeric in the table server_metrics, received real',
    ],
    [
      'alter table server_metrics alter cpu type numeric(4, 0)',
      'a column cpu of type double precision, or numeric with 2 decimals, in the table server_metrics, received numeric(4,0)',
    ],
    [
      'alter table servers alter cpu_cores type numeric(4, -2)',
      'a column cpu_cores of type integer, or numeric with 0 decimals, in the table servers, received numeric(4,-2)',
    ],
    [
      'alter table server_metrics alter timestamp type timestamptz(0)',
      'a column timestamp of type timestamptz in the table server_metrics, received timestamp(0) with time zone',
    ],
    [
      'alter table server_metrics drop cpu, add cpu float8 generated always as (memory) stored',
      'a column cpu of type double precision or numeric in the table server_metrics, received a generated one',
    ],
    [
      'alter table servers alter region type text[] using array[region]',
      'a column region of type text in the table servers, received text[]',
    ],
    [
      'alter table server_metrics alter timestamp type date',
      'a column timestamp of type timestamptz in the table server_metrics, received date',
    ],
    [
      'alter table server_metrics drop memory',
      'a column memory of type double precision or numeric in the table server_metrics, received none',
    ],
    [
      'alter table servers alter memory_gb type text',
      'a column memory_gb of type integer in the table servers, received text',
    ],
    [
      'alter table servers add tenant varchar(9) not null',
      'a table servers whose other columns may be null or have a default, received tenant not null without a default',
    ],
    [
      'drop table servers; create view servers as select 1',
      'servers to be a table, received something else of that name',
    ],
  ])('says, after "%s", what is wrong before anything is written', async (change, words) => {
    await clean();
    await seed(fleetOf(2), { count: 3 });
    await run(`delete from servers; ${change}`);
    const before = await checksum();
    await expect(seed(fleetOf(2), { count: 3, mode: 'append' })).rejects.toThrow(`${path}: expected ${words}`);
    await expect(seed(fleetOf(2), { count: 3, mode: 'replace' })).rejects.toThrow(`${path}: expected ${words}`);
    expect(await checksum()).toBe(before);
    await run('drop view if exists servers').catch(() => undefined);
  });

  it('takes a numeric that keeps the decimals of each server, and no other', async () => {
    await clean();
    await seed(fleetOf(2), { count: 3 });
    await run('alter table server_metrics alter cpu type numeric(8, 4)');
    const servers = (precision: number) => [...fleetOf(2), server.web().id('fine').profile({ precision })];
    await expect(seed(servers(5), { count: 3, mode: 'replace' })).rejects.toThrow(
      `${path}: expected a column cpu of type double precision, or numeric with 5 decimals, in the table ` +
        'server_metrics, received numeric(8,4)',
    );
    expect(await count()).toBe(6);
    await seed(servers(4), { count: 3, mode: 'replace' });
    expect(await count()).toBe(9);
  });

  it("says that a table has no key, where 'upsert' needs one", async () => {
    await clean();
    await seed(fleetOf(2), { count: 3 });
    await run(
      'alter table server_metrics drop constraint server_metrics_pkey; create unique index on server_metrics (server_id, timestamp) where cpu > 0',
    );
    await expect(seed(fleetOf(2), { count: 3, mode: 'upsert' })).rejects.toThrow(
      `${path}: expected a primary key or a unique index of the table server_metrics on server_id, timestamp, received none`,
    );
    await run('create unique index on server_metrics (timestamp, server_id) include (cpu)');
    await seed(fleetOf(2), { count: 3, mode: 'upsert' });
    expect(await count()).toBe(6);
  });

  it('says that an id cannot be stored, and writes nothing', async () => {
    await clean();
    await expect(seed([...fleetOf(2), server.web().id('a\0b')], { count: 3 })).rejects.toThrow(
      'servers: expected names without the character U+0000, which no database holds, received "a\\u0000b"',
    );
    expect(await tables()).toEqual([]);
  });

  it('is as it was when it is aborted, at any row', async () => {
    await clean();
    const options = { count: 20_000, every: '5m' } as const;
    for (const at of [0, 0.5, 1]) {
      const controller = new AbortController();
      const seeding = seed(fleetOf(3), {
        ...options,
        signal: controller.signal,
        onProgress: ({ rows, total }) => {
          if (rows >= at * total) controller.abort(new Error('enough'));
        },
      });
      await expect(seeding).rejects.toThrow('enough');
      expect(await tables()).toEqual([]);
    }
    await seed(fleetOf(3), { count: 10 });
    const before = await checksum();
    for (const mode of ['replace', 'append', 'upsert'] as const) {
      const controller = new AbortController();
      const onProgress = (): void => controller.abort();
      const seeding = seed(fleetOf(3), { ...options, mode, signal: controller.signal, onProgress });
      await expect(seeding).rejects.toThrow('aborted');
      expect(await checksum()).toBe(before);
    }
    await expect(seed(fleetOf(3), { ...options, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });

  it('tells of its progress, up to the last row', async () => {
    await clean();
    const told: number[] = [];
    const { rows } = await seed(fleetOf(3), {
      count: 20_000,
      every: '5m',
      onProgress: (progress) => {
        expect(progress.total).toBe(60_000);
        told.push(progress.rows);
      },
    });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(rows);
  });

  it('has the partitions that its window needs, and makes those that are missing later', async () => {
    await clean();
    const parts = async (): Promise<unknown> =>
      (
        await ask("select inhrelid::regclass from pg_inherits where inhparent = 'server_metrics'::regclass order by 1")
      ).flat();
    const fleet = fleetOf(3);
    await seed(fleet, { from: '2024-11-15', until: '2025-01-02', partitionBy: 'month' });
    expect(await parts()).toEqual(['server_metrics_2024_11', 'server_metrics_2024_12', 'server_metrics_2025_01']);
    expect(await ask('select count(*), min(timestamp)::text from server_metrics_2025_01')).toEqual([
      ['3', '2025-01-01 00:00:00+00'],
    ]);
    await seed(fleet, { from: '2025-01-02', until: '2025-02-02', partitionBy: 'month', mode: 'append' });
    await seed(fleet, { from: '2025-01-02', until: '2025-02-02', partitionBy: 'month', mode: 'upsert' });
    expect(await parts()).toHaveLength(4);
    expect(await count()).toBe(3 * 79);
    const whole = await checksum();
    await clean();
    for (const shard of ['2/2', '1/2']) {
      await seed(fleet, { from: '2024-11-15', until: '2025-02-02', partitionBy: 'week', shard });
      expect((await parts()) as string[]).toHaveLength(12);
    }
    expect(await parts()).toContain('server_metrics_2024_12_30');
    expect(await checksum()).toBe(whole);
    await clean();
    await seed(server.web(), { from: '0001-01-01', count: 2, partitionBy: 'day' });
    expect(await parts()).toEqual(['server_metrics_0001_01_01', 'server_metrics_0001_01_02']);
    await clean();
    await seed(server.web().timeZone('Asia/Tokyo'), { from: '0001-01-01', count: 1, partitionBy: 'year' });
    expect(await parts()).toEqual(['server_metrics_0000']);
  });

  it('says that partitions are missing which partitionBy makes', async () => {
    await clean();
    await seed(fleetOf(2), { from: '2025-01-01', count: 3, partitionBy: 'month' });
    for (const mode of ['append', 'upsert'] as const) {
      await expect(seed(fleetOf(2), { from: '2025-01-31', count: 3, mode })).rejects.toThrow(
        `${path}.partitionBy: expected a unit of partitions, such as 'month', that makes those which the table ` +
          'server_metrics does not have, received none, and rows beyond its partitions',
      );
    }
    expect(await count()).toBe(6);
    // Partitions of something else are not ours to make.
    await run(`drop table server_metrics; create table server_metrics (server_id text, "timestamp" timestamptz, cpu float8)
      partition by list (server_id)`);
    await expect(seed(fleetOf(2), { metrics: ['cpu'], count: 3, mode: 'append' })).rejects.toThrow(
      'no partition of relation "server_metrics" found for row',
    );
  });

  it('says what does not go with partitions', async () => {
    await clean();
    await seed(fleetOf(2), { count: 3 });
    await expect(seed(fleetOf(2), { count: 3, mode: 'append', partitionBy: 'year' })).rejects.toThrow(
      `${path}.partitionBy: expected a table server_metrics that is partitioned, or none, received one that is not`,
    );
    await expect(seed(fleetOf(2), { count: 3, partitionBy: 'hour' as never })).rejects.toThrow(
      `${path}.partitionBy: expected one of 'day', 'week', 'month', 'year', received "hour"`,
    );
    await expect(seed(fleetOf(2), { count: 3, partitionBy: 'year', hypertable: true })).rejects.toThrow(
      `${path}.partitionBy: expected none for a hypertable, which has chunks of its own, received year`,
    );
  });

  it('says that there is no TimescaleDB for a hypertable', async () => {
    await clean();
    await expect(seed(fleetOf(2), { count: 3, hypertable: true })).rejects.toThrow(
      `${path}.hypertable: expected a database with the extension timescaledb (create extension timescaledb), received none`,
    );
    expect(await tables()).toEqual([]);
  });

  /** One text for all that is in the tables. */
  async function checksum(): Promise<string> {
    const [row] = await ask(`
      select (select md5(string_agg(m::text, ',' order by m::text)) from server_metrics m),
        (select md5(string_agg(s::text, ',' order by s::text)) from servers s)`);
    return row!.join();
  }
}
