import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sqlInserts, type SqlDialect, type SqlOptions } from 'faker-server/formats';
import { seededServer } from '../faker.js';
import { HOSTILE_IDS, textOf } from '../formats/text.js';
import { describeWith } from '../servers/describeWith.js';
import { findBinary } from '../servers/findBinary.js';
import { mariadb } from '../servers/mariadb.js';
import { postgres } from '../servers/postgres.js';

const server = seededServer();
const ids = [...HOSTILE_IDS, `\\'; --`];
const servers = ids.map((id) => server.batch().id(id).from('2024-02-28T22:00:00Z').every('5m'));
/** A statement and a part of one. */
const ROWS = 300;

const folder = mkdtempSync(join(tmpdir(), 'faker-server-sql-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(dialect: SqlDialect, options: SqlOptions = {}): string {
  const file = join(folder, `${dialect}.sql`);
  writeFileSync(file, textOf(sqlInserts(servers, { count: ROWS, dialect, ...options })));
  return file;
}

/** The rows that a database is to have, as `order by server_id, timestamp` in the order of bytes gives them. */
function expectedRows(): readonly (readonly (string | number)[])[] {
  const order = [...servers].sort((a, b) => Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b))));
  return order.flatMap((each) => {
    const { time, cpu, memory, diskIo, network } = each.columns(ROWS);
    return Array.from(time, (ms, i) => [String(each), ms, cpu[i]!, memory[i]!, diskIo[i]!, network[i]!]);
  });
}

const inventory = () =>
  servers
    .map((each) => each.metadata())
    .map((facts) => [facts.serverId, facts.hostname, facts.ipAddress, facts.operatingSystem, facts.memoryGb]);
const INVENTORY_COLUMNS = ['server_id', 'hostname', 'ip_address', 'operating_system', 'memory_gb'];
const RECORD_COLUMNS = ['cpu', 'memory', 'disk_io', 'network'];

/** Lines of JSON arrays. */
const parsed = (output: string) => output.split('\n').map((line) => JSON.parse(line) as (string | number)[]);
const sortedById = (rows: (string | number)[][]) =>
  rows.sort(([a], [b]) => ids.indexOf(String(a)) - ids.indexOf(String(b)));

describeWith(postgres, 'PostgreSQL and a file of SQL', (running) => {
  const run = (file: string) =>
    execFileSync(findBinary('psql'), ['-Xq', '-v', 'ON_ERROR_STOP=1', '-d', running().url, '-f', file], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const rows = async () => {
    const cells = ['server_id', 'extract(epoch from timestamp) * 1000', ...RECORD_COLUMNS];
    const order = 'order by server_id collate "C", timestamp';
    return parsed(await running().query(`select json_build_array(${cells.join()}) from server_metrics ${order}`));
  };

  it('has the columns and the inventory, whatever the ids, and twice the same by upsert', async () => {
    run(fileOf('postgresql'));
    expect(await rows()).toEqual(expectedRows());
    const select = `select json_build_array(${INVENTORY_COLUMNS.join()}) from servers`;
    expect(sortedById(parsed(await running().query(select)))).toEqual(inventory());

    await running().query('update server_metrics set cpu = 0; delete from servers');
    run(fileOf('postgresql', { mode: 'upsert', transaction: true }));
    expect(await rows()).toEqual(expectedRows());
    expect(sortedById(parsed(await running().query(select)))).toEqual(inventory());

    expect(() => run(fileOf('postgresql'))).toThrow('duplicate key');
  });

  it('has the tables of a schema, and only those it is told to make', async () => {
    await running().query('create schema dev');
    const names = { serversTable: 'dev.hosts', metricsTable: 'dev.host metrics' };
    run(fileOf('postgresql', names));
    const count = () => running().query('select count(*) from dev."host metrics"');
    expect(await count()).toBe(String(ROWS * servers.length));
    await running().query('truncate dev."host metrics", dev.hosts');
    run(fileOf('postgresql', { ...names, createTables: false }));
    expect(await count()).toBe(String(ROWS * servers.length));
  });
});

describeWith(mariadb, 'MariaDB and a file of SQL', (running) => {
  const run = (file: string) => {
    const { host, port, user, password, database } = running();
    const login = [`--host=${host}`, `--port=${port}`, `--user=${user}`, `--password=${password}`];
    execFileSync(findBinary('mariadb'), ['--no-defaults', ...login, database], {
      input: readFileSync(file),
      stdio: 'pipe',
    });
  };
  // Its JSON rounds doubles to fewer digits than it has, and the client escapes.
  const rows = async () => {
    const cells = ['hex(server_id)', 'unix_timestamp(timestamp) * 1000', ...RECORD_COLUMNS];
    const order = 'order by cast(server_id as binary), timestamp';
    const output = await running().query(
      `set time_zone = '+00:00'; select ${cells.join()} from server_metrics ${order}`,
    );
    return output.split('\n').map((line) => {
      const [id, ...numbers] = line.split('\t');
      return [Buffer.from(id!, 'hex').toString(), ...numbers.map(Number)];
    });
  };

  it('has the columns and the inventory, whatever the ids, and twice the same by upsert', async () => {
    run(fileOf('mysql'));
    expect(await rows()).toEqual(expectedRows());
    await running().query('update server_metrics set cpu = 0; delete from servers');
    run(fileOf('mysql', { mode: 'upsert', transaction: true }));
    expect(await rows()).toEqual(expectedRows());
    const select = `select json_array(${INVENTORY_COLUMNS.join()}) from servers`;
    const output = await running().query(`set names utf8mb4; ${select}`);
    // The client escapes what JSON has escaped.
    expect(sortedById(parsed(output.replaceAll('\\\\', '\\')))).toEqual(inventory());
    expect(() => run(fileOf('mysql'))).toThrow('Duplicate entry');
  });
});

const sqlite = findBinary('sqlite3');
if (process.env['FAKER_SERVER_SERVERS'] === 'required') {
  it('finds the command line of SQLite', () => expect(existsSync(sqlite)).toBe(true));
}

describe.skipIf(!existsSync(sqlite))('SQLite and a file of SQL', () => {
  const database = join(folder, 'metrics.db');
  const query = (...commands: string[]) =>
    execFileSync(sqlite, ['-bail', database, ...commands], { encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 28 });
  const rows = () => {
    const cells = ['server_id', 'timestamp', ...RECORD_COLUMNS.map((name) => `'' || ${name}`)];
    const json = `json_array(${cells.join()})`;
    return parsed(query(`select ${json} from server_metrics order by server_id, timestamp`).trimEnd()).map(
      ([id, ...numbers]) => [id, ...numbers.map(Number)],
    );
  };

  it('has the columns and the inventory, whatever the ids, and twice the same by upsert', () => {
    query(`.read ${fileOf('sqlite', { transaction: true })}`);
    expect(rows()).toEqual(expectedRows());
    query('update server_metrics set cpu = 0; delete from servers');
    query(`.read ${fileOf('sqlite', { mode: 'upsert', transaction: true })}`);
    expect(rows()).toEqual(expectedRows());
    const select = `select json_array(${INVENTORY_COLUMNS.join()}) from servers`;
    expect(sortedById(parsed(query(select).trimEnd()))).toEqual(inventory());
    expect(() => query(`.read ${fileOf('sqlite', { transaction: true })}`)).toThrow('UNIQUE constraint failed');
  });
});

it('names the letters to MySQL in each part that runs by itself', () => {
  const part = (index: number, options: SqlOptions) =>
    textOf(sqlInserts(servers, { count: ROWS, dialect: 'mysql', shard: `${index}/2`, ...options }));
  expect(part(2, { transaction: true })).toMatch(/^set names utf8mb4;\nbegin;\ninsert/);
  // Else the parts are the whole, put together.
  expect(part(2, {})).toMatch(/^insert/);
  expect(part(1, {}) + part(2, {})).toBe(textOf(sqlInserts(servers, { count: ROWS, dialect: 'mysql' })));
});

it('refuses one name for both tables', () => {
  expect(() => sqlInserts(servers, { metricsTable: 'servers' })).toThrow(
    'sqlInserts.metricsTable: expected another table than serversTable, received the same',
  );
});

it.each(['dialect', 'mode', 'createTables', 'serversTable', 'metricsTable', 'transaction'])(
  'refuses null as its %s, which is no default',
  (option) => {
    expect(() => sqlInserts(servers, { [option]: null })).toThrow(
      new RegExp(`^sqlInserts.${option}: .*received null$`),
    );
  },
);
