import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, vi } from 'vitest';
import { seedDuckdb } from 'faker-server/duckdb';
import { seededServer } from '../faker.js';
import { expectedRows } from './expectedRows.js';
import { hasPrinted, killed, otherProcess } from './otherProcess.js';
import { canMount, smallDisk, temporaryFolder } from './temporaryFolder.js';
import { laws } from './tableLaws.js';

const server = seededServer();
const fleet = Array.from(server.fleet(5), (each) => each.every('1h'));

type Cell = string | number | boolean | null;

/** DuckDB itself, which wrote chunks of binary columns, reads SQL. */
async function query(file: string, ...statements: string[]): Promise<Cell[][]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  let rows: Cell[][] = [];
  for (const statement of statements) {
    const reader = await connection.runAndReadAll(statement);
    rows = reader.getRowsJson() as Cell[][];
  }
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** All records in a file, in the order of servers, instants in epoch milliseconds. */
async function recordsIn(file: string, table = 'server_metrics', columns = 'cpu, memory, disk_io, network') {
  const order = 'ORDER BY server_id COLLATE "C", timestamp';
  const rows = await query(file, `SELECT server_id, epoch_us(timestamp), ${columns} FROM ${table} ${order}`);
  return rows.map(([id, microseconds, ...values]) => [id, Number(microseconds) / 1000, ...values]);
}

describe('seedDuckdb', () => {
  let current: string;
  laws({
    path: 'seedDuckdb',
    begin: () => (current = join(temporaryFolder(), 'dev.duckdb')),
    seed: (servers, options) => seedDuckdb(current, servers, options),
    query: (sql) => query(current, sql),
    records: (columns) => recordsIn(current, 'server_metrics', columns),
  });

  it('makes columns of these types, none of which takes a null', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    await seedDuckdb(file, fleet, { count: 1 });
    expect(await query(file, 'SELECT column_name, column_type, "null" FROM (DESCRIBE server_metrics)')).toEqual([
      ['server_id', 'VARCHAR', 'NO'],
      ['timestamp', 'TIMESTAMP WITH TIME ZONE', 'NO'],
      ...['cpu', 'memory', 'disk_io', 'network'].map((name) => [name, 'DOUBLE', 'NO']),
    ]);
  });

  it('writes instants of any year, values without decimals, and ids as they are, alike in their beginnings', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    const ids = [`o'hara "x"\n`, 'Ω-東京-🎲', 'web-1', 'Web-1', 'a-long-prefix-of-an-id-1', 'a-long-prefix-of-an-id-2'];
    const odd = ids.flatMap((id, at) =>
      ['1969-12-28', '0031-05-05', '2400-01-01'].map((from) =>
        server
          .custom({ precision: at % 7 })
          .id(`${id}${from}`)
          .from(from),
      ),
    );
    await seedDuckdb(file, odd, { count: 6 });
    expect(await recordsIn(file)).toEqual(expectedRows(odd, 6));
  });

  it('takes schemas, names that need quotes, and any metrics', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    await query(file, 'CREATE SCHEMA own');
    const options = { serversTable: 'own.my "servers"', metricsTable: 'own.select' };
    const web = server.web().id('web-1');
    await seedDuckdb(file, web, { ...options, metrics: ['network', 'cpu'], count: 3 });
    expect(await recordsIn(file, 'own."select"', '* EXCLUDE (server_id, timestamp)')).toEqual(
      expectedRows([web.only('cpu', 'network')], 3),
    );
    expect(await query(file, 'SELECT server_id FROM own."my ""servers"""')).toEqual([['web-1']]);
    await expect(seedDuckdb(file, web, { count: 3, metricsTable: 'nowhere.metrics' })).rejects.toThrow(
      /^seedDuckdb: expected a DuckDB file that can be written at .*nowhere/,
    );
  });

  it('keeps the key and the order of columns that a table has', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    const web = server.web().id('web-1').every('1h').from('2025-01-01');
    await seedDuckdb(file, web, { count: 24 });
    await query(
      file,
      'CREATE TABLE own (network DOUBLE, cpu DOUBLE, "timestamp" TIMESTAMPTZ, memory DOUBLE, server_id VARCHAR, ' +
        'disk_io DOUBLE, PRIMARY KEY (server_id, "timestamp"))',
    );
    for (const mode of ['replace', 'upsert', 'replace'] as const) {
      await seedDuckdb(file, web, { count: 48, mode, metricsTable: 'own' });
      expect(await recordsIn(file, 'own')).toEqual(expectedRows([web], 48));
    }
  });

  it.each([
    ['"timestamp" TIMESTAMP', 'timestamp of type timestamp with time zone', 'timestamp'],
    ['"timestamp" TIMESTAMPTZ, cpu DECIMAL(5, 2)', 'cpu of type double', 'decimal(5,2)'],
    ['"timestamp" TIMESTAMPTZ, cpu DOUBLE', 'memory of type double', 'none'],
  ])('refuses a table (server_id VARCHAR, %s)', async (columns, need, fact) => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    await query(file, `CREATE TABLE server_metrics (server_id VARCHAR, ${columns})`);
    await expect(seedDuckdb(file, fleet, { count: 5 })).rejects.toThrow(
      `seedDuckdb: expected a column ${need} in the table server_metrics, received ${fact}`,
    );
    expect(await query(file, 'SHOW TABLES')).toEqual([['server_metrics']]);
  });

  it('refuses a table whose values are generated columns, and takes one with others of its own', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    const columns = 'server_id VARCHAR, "timestamp" TIMESTAMPTZ';
    await query(file, `CREATE TABLE generated (${columns}, "CPU" DOUBLE AS (1.5))`);
    const own = `"twice ""it""" DOUBLE AS (2 * cpu), note VARCHAR DEFAULT 'generated column'`;
    await query(file, `CREATE TABLE taken (${columns}, cpu DOUBLE DEFAULT 7, ${own})`);
    const web = fleet[0]!.only('cpu');
    await expect(seedDuckdb(file, web, { count: 3, metricsTable: 'generated' })).rejects.toThrow(
      'seedDuckdb: expected a column cpu of type double in the table generated, received a generated one',
    );
    for (const mode of ['create', 'upsert'] as const) {
      await seedDuckdb(file, web, { count: 3, metricsTable: 'taken', mode });
      const sums = 'SELECT count(*)::integer, sum("twice ""it""") = 2 * sum(cpu), max(note) FROM taken';
      expect(await query(file, sums)).toEqual([[3, true, 'generated column']]);
    }
  });

  it('refuses a view in place of a table', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    await query(file, "CREATE VIEW server_metrics AS SELECT 'web-1' AS server_id, now() AS timestamp, 1e0 AS cpu");
    await expect(seedDuckdb(file, fleet[0]!.only('cpu'), { count: 1, mode: 'replace' })).rejects.toThrow(
      'seedDuckdb: expected a table server_metrics, received a view',
    );
  });

  it('refuses two names of one table', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    const names = { serversTable: 'Fleet', metricsTable: 'fleet' };
    await expect(seedDuckdb(file, fleet, { count: 5, ...names })).rejects.toThrow(
      'seedDuckdb.metricsTable: expected another table than serversTable, Fleet, received fleet, which is the same here',
    );
    expect(existsSync(file)).toBe(false);
  });

  it('refuses what is no DuckDB file, a folder that is missing, and what looks like production', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'dev.duckdb');
    writeFileSync(file, 'some notes of mine\n'.repeat(1000));
    await expect(seedDuckdb(file, fleet, { count: 5 })).rejects.toThrow(
      new RegExp(`^seedDuckdb: expected a DuckDB file that can be written at ${file}, received .* not a valid DuckDB`),
    );
    expect(readFileSync(file, 'utf8')).toBe('some notes of mine\n'.repeat(1000));
    await expect(seedDuckdb(join(folder, 'no/dev.duckdb'), fleet, { count: 5 })).rejects.toThrow(
      `seedDuckdb: expected a folder that exists, received "${join(folder, 'no')}"`,
    );
    await expect(seedDuckdb(folder, fleet, { count: 5 })).rejects.toThrow(
      /^seedDuckdb: expected a DuckDB file .*directory/,
    );
    await expect(seedDuckdb(':memory:', fleet, { count: 5 })).rejects.toThrow(
      'seedDuckdb: expected the name of a file',
    );
    await expect(seedDuckdb(join(folder, 'prod.duckdb'), fleet, { count: 5 })).rejects.toThrow(
      'seedDuckdb: expected a target that does not look like production (allowProduction: true lets it through), ' +
        `received ${join(folder, 'prod.duckdb')}`,
    );
  });

  it('refuses a file that another process has open', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    const child = await otherProcess(`
      import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
      const instance = await DuckDBInstance.create(${JSON.stringify(file)});
      console.log('open');
      process.stdin.once('data', () => instance.closeSync());
    `);
    await hasPrinted(child);
    await expect(seedDuckdb(file, fleet, { count: 5 })).rejects.toThrow(
      /^seedDuckdb: expected a DuckDB file that can be written at .*, received .*Could not set lock on file/,
    );
  });

  it('leaves no file where there was none, and it is aborted or fails', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'dev.duckdb');
    const controller = new AbortController();
    const reason = new Error('enough');
    const { signal } = controller;
    const onProgress = (): void => controller.abort(reason);
    await expect(seedDuckdb(file, fleet, { count: 20_000, signal, onProgress })).rejects.toBe(reason);
    const twice = [server.web().id('web-1'), server.database().id('web-1')];
    await expect(seedDuckdb(file, twice, { count: 2 })).rejects.toThrow('received two of "web-1"');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the tables as they were where the appender is collected at once, which then flushes what it holds', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    await seedDuckdb(file, fleet, { count: 10 });
    setFlagsFromString('--expose-gc');
    const collect = async (): Promise<void> => {
      (runInNewContext('gc') as () => void)();
      await setTimeout(10);
    };
    let hasFailed = false;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its connection below
    const { run } = DuckDBConnection.prototype;
    const spy = vi.spyOn(DuckDBConnection.prototype, 'run').mockImplementation(async function (
      this: DuckDBConnection,
      ...given
    ) {
      const result = await run.apply(this, given);
      if (hasFailed) await collect();
      return result;
    });
    const onProgress = (): never => {
      hasFailed = true;
      throw new Error('enough');
    };
    const seeding = seedDuckdb(file, fleet, { count: 20_000, mode: 'replace', onProgress });
    await expect(seeding).rejects.toThrow('enough');
    spy.mockRestore();
    await collect();
    expect(await recordsIn(file)).toEqual(expectedRows(fleet, 10));
  });

  it('leaves the old content where the process is killed', async () => {
    const file = join(temporaryFolder(), 'dev.duckdb');
    await seedDuckdb(file, fleet, { count: 10 });
    const child = await otherProcess(`
      import { faker } from '@faker-js/faker/locale/en';
      import './src/register.ts';
      import { seedDuckdb } from './src/node/duckdb.ts';
      const onProgress = ({ rows }) => rows > 500_000 && console.log(rows);
      await seedDuckdb(${JSON.stringify(file)}, faker.server.fleet(5), { count: 1e7, every: '1m', mode: 'replace', onProgress });
    `);
    await hasPrinted(child);
    await killed(child);
    expect(await recordsIn(file)).toEqual(expectedRows(fleet, 10));
  });

  it.runIf(canMount)('leaves the old content where the disk is full', async () => {
    const file = join(smallDisk('4m'), 'dev.duckdb');
    await seedDuckdb(file, fleet, { count: 100 });
    await expect(seedDuckdb(file, fleet, { count: 100_000, every: '1m', mode: 'replace' })).rejects.toThrow(
      new RegExp(`^seedDuckdb: expected a DuckDB file that can be written at ${file}, received .*No space left`),
    );
    expect(await recordsIn(file)).toEqual(expectedRows(fleet, 100));
  });
});
