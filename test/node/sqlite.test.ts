import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, vi } from 'vitest';
import { seedSqlite, type TableOptions } from 'faker-server/sqlite';
import { seededServer } from '../faker.js';
import { findBinary } from '../servers/findBinary.js';
import { typed } from './cli/typed.js';
import { hasSqlite } from './hasSqlite.js';
import { expectedRows } from './expectedRows.js';
import { hasPrinted, killed, otherProcess } from './otherProcess.js';
import { canMount, smallDisk, temporaryFolder } from './temporaryFolder.js';
import { laws } from './tableLaws.js';

const isRequired = process.env['FAKER_SERVER_SERVERS'] === 'required';
const hasOwn = process.getBuiltinModule('node:sqlite') !== undefined;
/** Debian's `sqlite3` reads what was written; where servers are required, so is it. */
const hasReader = isRequired || existsSync(findBinary('sqlite3'));
const server = seededServer();
const fleet = Array.from(server.fleet(5), (each) => each.every('1h'));

/** Debian's `sqlite3`: a reader that shares nothing with what wrote. */
function query(file: string, sql: string): (string | number | null)[][] {
  const output = execFileSync('sqlite3', ['-json', file, sql], { maxBuffer: 1e9 }).toString();
  const rows = (output === '' ? [] : JSON.parse(output)) as Record<string, string | number | null>[];
  return rows.map((row) => Object.values(row));
}

/** All records in a file, in the order of servers. */
function recordsIn(
  file: string,
  table = 'server_metrics',
  columns = 'cpu, memory, disk_io, network',
): (string | number | null)[][] {
  return query(file, `SELECT server_id, timestamp, ${columns} FROM ${table} ORDER BY server_id, timestamp`);
}

describe.runIf(hasSqlite && hasReader)('seedSqlite', () => {
  let current: string;
  laws({
    path: 'seedSqlite',
    begin: () => (current = join(temporaryFolder(), 'dev.db')),
    seed: (servers, options) => seedSqlite(current, servers, options),
    query: (sql) => Promise.resolve(query(current, sql)),
    records: (columns) => Promise.resolve(recordsIn(current, 'server_metrics', columns)),
  });

  it('is what faker-server seed fills', async () => {
    const file = join(temporaryFolder(), 'dev.sqlite');
    const { code, stderr } = await typed(
      'seed',
      file,
      '-n',
      '5',
      '--count',
      '30',
      '--until',
      '2026-01-01',
      '--seed',
      '42',
    );
    expect(stderr).toMatch(/^150 rows of 5 servers, every 1d: [\d.]+ s\n$/);
    expect(code).toBe(0);
    const expected = seededServer(7, '2026-01-01').fleet({ count: 5, seed: 42 });
    expect(recordsIn(file)).toEqual(expectedRows(expected, 30));
  });

  it('keeps each value in the class of its column, and makes key and index', async () => {
    const file = join(temporaryFolder(), 'dev.db');
    await seedSqlite(file, fleet, { count: 10 });
    const classes = 'typeof(server_id), typeof(timestamp), typeof(cpu), typeof(network)';
    expect(query(file, `SELECT DISTINCT ${classes} FROM server_metrics`)).toEqual([
      ['text', 'integer', 'real', 'real'],
    ]);
    expect(query(file, "SELECT name FROM pragma_index_list('server_metrics') ORDER BY seq")).toEqual([
      ['server_metrics_timestamp_idx'],
      ['sqlite_autoindex_server_metrics_1'],
    ]);
    expect(query(file, 'PRAGMA integrity_check')).toEqual([['ok']]);
  });

  it('writes instants before 1970, values without decimals, and ids as they are', async () => {
    const file = join(temporaryFolder(), 'dev.db');
    const odd = [`o'hara "x"\n`, 'Ω-東京-🎲', 'web-1', 'Web-1'].map((id) =>
      server.custom({ precision: 0 }).id(id).from('1969-12-28'),
    );
    await seedSqlite(file, odd, { count: 6 });
    expect(recordsIn(file)).toEqual(expectedRows(odd, 6));
  });

  it('takes names of tables that need quotes, and any metrics', async () => {
    const file = join(temporaryFolder(), 'dev.db');
    const options: TableOptions = { serversTable: 'my "servers"', metricsTable: 'select', metrics: ['network', 'cpu'] };
    const web = server.web().id('web-1');
    await seedSqlite(file, web, { ...options, count: 3 });
    expect(recordsIn(file, '"select"', 'cpu, network')).toEqual(expectedRows([web.only('cpu', 'network')], 3));
    expect(query(file, 'SELECT server_id FROM "my ""servers"""')).toEqual([['web-1']]);
  });

  it.each([
    ['timestamp text', 'timestamp of type integer (epoch milliseconds)', 'text'],
    ['timestamp integer, cpu', 'cpu of type real', 'one without a type'],
    ['timestamp integer, cpu real', 'memory of type real', 'none'],
  ])('refuses a table (server_id text, %s)', async (columns, need, fact) => {
    const file = join(temporaryFolder(), 'dev.db');
    query(file, `CREATE TABLE server_metrics (server_id text, ${columns})`);
    await expect(seedSqlite(file, fleet, { count: 5 })).rejects.toThrow(
      `seedSqlite: expected a column ${need} in the table server_metrics, received ${fact}`,
    );
    expect(query(file, 'SELECT name FROM sqlite_master')).toEqual([['server_metrics']]);
  });

  it('refuses a table with columns that it cannot give, and without a key for upserts', async () => {
    const file = join(temporaryFolder(), 'dev.db');
    query(file, 'CREATE TABLE servers (server_id text)');
    await expect(seedSqlite(file, fleet, { count: 5, createTables: false })).rejects.toThrow(
      'seedSqlite: expected a column hostname of type text in the table servers, received none',
    );
    query(file, 'DROP TABLE servers');
    await expect(seedSqlite(file, fleet, { count: 5, createTables: false })).rejects.toThrow(
      'seedSqlite: expected a table servers (createTables: true makes it), received none',
    );
    const columns = 'server_id text, timestamp integer, cpu real, memory real, disk_io real, network real';
    query(file, `CREATE TABLE server_metrics (${columns}, tenant text NOT NULL)`);
    await expect(seedSqlite(file, fleet, { count: 5 })).rejects.toThrow(
      'seedSqlite: expected a table server_metrics whose other columns may be null or have a default, ' +
        'received tenant not null without a default',
    );
    query(file, `DROP TABLE server_metrics; CREATE TABLE server_metrics (${columns})`);
    await expect(seedSqlite(file, fleet, { count: 5, mode: 'upsert' })).rejects.toThrow(
      'seedSqlite: expected a primary key or a unique index of the table server_metrics on server_id, timestamp',
    );
    expect(query(file, 'SELECT name FROM sqlite_master')).toEqual([['server_metrics']]);
  });

  it('refuses a view, a number that is not given, and two names of one table', async () => {
    const file = join(temporaryFolder(), 'dev.db');
    query(file, 'CREATE VIEW Servers AS SELECT 1 AS server_id');
    await expect(seedSqlite(file, fleet, { count: 5 })).rejects.toThrow(
      'seedSqlite: expected a table servers, received a view',
    );
    query(file, 'DROP VIEW Servers');
    const columns = 'server_id text, timestamp integer, cpu real, memory real, disk_io real, network real';
    query(file, `CREATE TABLE server_metrics (id integer NOT NULL, ${columns}, PRIMARY KEY (id, server_id))`);
    await expect(seedSqlite(file, fleet, { count: 5 })).rejects.toThrow(/received id not null without a default$/);
    query(file, 'DROP TABLE server_metrics');
    query(file, `CREATE TABLE server_metrics (id integer NOT NULL PRIMARY KEY, ${columns}) WITHOUT ROWID`);
    await expect(seedSqlite(file, fleet, { count: 5 })).rejects.toThrow(/received id not null without a default$/);
    await expect(seedSqlite(file, fleet, { count: 5, serversTable: 'Fleet', metricsTable: 'fleet' })).rejects.toThrow(
      'seedSqlite.metricsTable: expected another table than serversTable, Fleet, received fleet, which is the same here',
    );
  });

  describe('with foreign keys that would break', () => {
    const web = server.web().id('web-1');
    const refusal = (rule: string): string =>
      "seedSqlite.mode: expected a table servers for 'replace' whose rows can be deleted without those of other tables, " +
      `received open tickets, which refers to it on delete ${rule}`;

    it.each([
      ['no action', 'no action'],
      ['no action deferrable initially deferred', 'no action'],
    ])("refuses 'replace' by a sentence that names who refers: on delete %s", async (rule, told) => {
      const file = join(temporaryFolder(), 'dev.db');
      await seedSqlite(file, web, { count: 3 });
      // A table without rows is in nobody's way.
      query(file, 'CREATE TABLE alerts (server text REFERENCES SERVERS)');
      query(file, `CREATE TABLE "open tickets" ("the ""server""" text REFERENCES Servers ON DELETE ${rule})`);
      query(file, `INSERT INTO "open tickets" VALUES ('web-1')`);
      const others = web.id('web-2');
      await expect(seedSqlite(file, others, { count: 5, mode: 'replace' })).rejects.toThrow(
        refusal(told).replace('servers for', 'Servers for'),
      );
      expect(recordsIn(file)).toHaveLength(3);
    });

    it('says which table lacks rows that ours refer to', async () => {
      const file = join(temporaryFolder(), 'dev.db');
      const columns = 'timestamp integer, cpu real, memory real, disk_io real, network real';
      query(file, 'CREATE TABLE hosts (id text PRIMARY KEY)');
      query(file, `CREATE TABLE server_metrics (server_id text REFERENCES hosts, ${columns})`);
      await expect(seedSqlite(file, web, { count: 5 })).rejects.toThrow(
        'seedSqlite: expected a table hosts with all rows that server_metrics refers to, received one without',
      );
      query(file, "INSERT INTO hosts VALUES ('web-1')");
      await seedSqlite(file, web, { count: 5 });
      expect(recordsIn(file)).toHaveLength(5);
    });
  });

  it('refuses what is no SQLite file, and a folder that is missing', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'dev.db');
    writeFileSync(file, 'some notes of mine\n'.repeat(100));
    await expect(seedSqlite(file, fleet, { count: 5 })).rejects.toThrow(
      `seedSqlite: expected a SQLite file that can be written at ${file}, received file is not a database`,
    );
    expect(readFileSync(file, 'utf8')).toBe('some notes of mine\n'.repeat(100));
    await expect(seedSqlite(join(folder, 'no/dev.db'), fleet, { count: 5 })).rejects.toThrow(
      `seedSqlite: expected a folder that exists, received "${join(folder, 'no')}"`,
    );
    await expect(seedSqlite(folder, fleet, { count: 5 })).rejects.toThrow(/received unable to open database file$/);
    await expect(seedSqlite(':memory:', fleet, { count: 5 })).rejects.toThrow(
      'seedSqlite: expected the name of a file',
    );
    await expect(seedSqlite(join(folder, 'shop-prod.db'), fleet, { count: 5 })).rejects.toThrow(
      'seedSqlite: expected a target that',
    );
    await expect(seedSqlite(file, fleet, { count: 5, metricsTable: 'main.metrics' })).rejects.toThrow(
      /as SQLite has no schemas/,
    );
  });

  it('leaves the file as it was where it is aborted or fails, and none where there was none', async () => {
    const folder = temporaryFolder();
    const [old, fresh] = [join(folder, 'old.db'), join(folder, 'fresh.db')];
    await seedSqlite(old, fleet, { count: 10 });
    const before = readFileSync(old);
    for (const [file, mode] of [
      [old, 'replace'],
      [fresh, 'create'],
    ] as const) {
      const controller = new AbortController();
      const reason = new Error('enough');
      const { signal } = controller;
      const onProgress = (): void => controller.abort(reason);
      await expect(seedSqlite(file, fleet, { count: 20_000, mode, signal, onProgress })).rejects.toBe(reason);
      const twice = [server.web().id('web-1'), server.database().id('web-1')];
      await expect(seedSqlite(file, twice, { count: 2, mode })).rejects.toThrow('received two of "web-1"');
    }
    expect(readFileSync(old).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['old.db']);
  });

  it('leaves the old content where the process is killed', async () => {
    const file = join(temporaryFolder(), 'dev.db');
    await seedSqlite(file, fleet, { count: 10 });
    const child = await otherProcess(`
      import { faker } from '@faker-js/faker/locale/en';
      import './src/register.ts';
      import { seedSqlite } from './src/node/sqlite.ts';
      const onProgress = ({ rows }) => rows > 200_000 && console.log(rows);
      await seedSqlite(${JSON.stringify(file)}, faker.server.fleet(5), { count: 1e7, every: '1m', mode: 'replace', onProgress });
    `);
    await hasPrinted(child);
    await killed(child);
    // It was in the midst of it: its journal is there, and whoever opens the file rolls it back.
    expect(existsSync(`${file}-journal`)).toBe(true);
    expect(recordsIn(file)).toEqual(expectedRows(fleet, 10));
  });

  it('waits for somebody else who writes', async () => {
    const file = join(temporaryFolder(), 'dev.db');
    await seedSqlite(file, server.web().id('web-1'), { count: 3 });
    const child = await otherProcess(`
      import { sqliteDriver } from './src/node/sqlite/sqliteDriver.ts';
      const database = sqliteDriver('test')(${JSON.stringify(file)});
      database.exec("PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE; DELETE FROM server_metrics");
      console.log('locked');
      process.stdin.once('data', () => { database.exec('COMMIT'); database.close(); process.exit(); });
    `);
    await hasPrinted(child);
    const seeding = seedSqlite(file, server.web().id('web-2'), { count: 5, mode: 'append' });
    child.stdin!.write('go on\n');
    expect(await seeding).toEqual({ rows: 5, servers: 1 });
    expect(recordsIn(file)).toHaveLength(5);
  });

  it.runIf(canMount)('leaves the old content where the disk is full', async () => {
    const file = join(smallDisk('2m'), 'dev.db');
    await seedSqlite(file, fleet, { count: 100 });
    const before = readFileSync(file);
    await expect(seedSqlite(file, fleet, { count: 100_000, mode: 'replace' })).rejects.toThrow(
      `seedSqlite: expected a SQLite file that can be written at ${file}, received database or disk is full`,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe.skipIf(hasOwn)('seedSqlite without SQLite', () => {
  it('says what to do', async () => {
    const file = join(temporaryFolder(), 'dev.db');
    vi.stubEnv('NODE_PATH', '');
    const child = await otherProcess(`
      import { faker } from '@faker-js/faker/locale/en';
      import './src/register.ts';
      import { seedSqlite } from './src/node/sqlite.ts';
      await seedSqlite(${JSON.stringify(file)}, faker.server.fleet(5), { count: 5 }).catch((error) => console.log(error.message));
    `);
    vi.unstubAllEnvs();
    expect(await hasPrinted(child)).toBe(
      'seedSqlite: expected SQLite: Node 22.13 or later, or the package better-sqlite3 (npm install better-sqlite3), ' +
        `received Node ${process.versions.node} without it\n`,
    );
    expect(existsSync(file)).toBe(false);
  });
});
