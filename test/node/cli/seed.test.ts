import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { seededServer } from '../../faker.js';
import { describeWith } from '../../servers/describeWith.js';
import { postgres } from '../../servers/postgres.js';
import { expectedRows } from '../expectedRows.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { typed } from './typed.js';

const FLAGS = ['--servers', '5', '--count', '30', '--until', '2026-01-01', '--seed', '42'];
const fleet = seededServer(7, '2026-01-01').fleet({ count: 5, seed: 42 });

async function rowsOf(file: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `select server_id, epoch_ms(timestamp)::double, cpu, memory, disk_io, network from server_metrics order by 1, 2`,
    );
    return reader.getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('seed', () => {
  it('fills a DuckDB with what the library says, and says how to do it again', async () => {
    const file = join(temporaryFolder(), 'metrics.duckdb');
    const { code, stdout, stderr } = await typed('seed', file, ...FLAGS.slice(0, -2));
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(
      /^150 rows of 5 servers, every 1d: [\d.]+ s\nThe same again: faker-server seed \S+ .* --seed 42\n$/,
    );
    const expected = expectedRows(fleet, 30);
    expect(await rowsOf(file)).toEqual(expected);
  });

  it('refuses tables that have rows, unless it is told what becomes of them', async () => {
    const file = join(temporaryFolder(), 'metrics.duckdb');
    await typed('seed', `duckdb:${file}`, ...FLAGS);
    const again = await typed('seed', file, ...FLAGS);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(
      /^faker-server: expected an empty table servers \(--mode append, replace or upsert takes [^\n]+\n$/,
    );
    expect((await typed('seed', file, ...FLAGS, '--mode', 'replace')).code).toBe(0);
    expect(await rowsOf(file)).toHaveLength(150);
  });

  it('refuses to add rows that are there already, and says which flags take them', async () => {
    const file = join(temporaryFolder(), 'metrics.duckdb');
    await typed('seed', file, ...FLAGS);
    expect(await typed('seed', file, ...FLAGS, '--mode', 'append')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'faker-server: expected rows of servers and times that the table server_metrics does not have (--mode upsert ' +
        'puts them in place of its own, --mode replace empties the table first), received some that are there already\n',
    });
    const shard = await typed('seed', file, ...FLAGS, '--mode', 'append', '--shard', '1/2');
    expect(shard.stderr).toContain('(--mode upsert puts them in place of its own), received');
  });

  it('says which flag keeps it from making tables', async () => {
    const { code, stderr } = await typed('seed', join(temporaryFolder(), 'a.duckdb'), ...FLAGS, '--no-create-tables');
    expect(code).toBe(2);
    expect(stderr).toMatch(/expected a table servers \(without --no-create-tables it is made\), received none\n$/);
  });

  it('refuses a folder of PGlite that is a file', async () => {
    const file = join(temporaryFolder(), 'a.txt');
    writeFileSync(file, '');
    const { code, stderr } = await typed('seed', `pglite:${file}`, ...FLAGS);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^faker-server: expected a folder, received a file\n$/);
  });

  it('reads the address from the environment, and lets production through where it is told to', async () => {
    const file = join(temporaryFolder(), 'prod.duckdb');
    process.env['TARGET_OF_TEST'] = file;
    const refused = await typed('seed', 'env:TARGET_OF_TEST', ...FLAGS);
    expect(refused.code).toBe(2);
    expect(existsSync(file)).toBe(false);
    expect((await typed('seed', 'env:TARGET_OF_TEST', ...FLAGS, '--allow-production')).code).toBe(0);
    expect(await rowsOf(file)).toHaveLength(150);
  });
});

describe('a seed whose server goes away', () => {
  it.each([
    'postgres://me@HOST/dev',
    'mysql://me@HOST/dev',
    'influx+http://HOST/write?db=dev',
    'prometheus+http://HOST',
    'victoriametrics+http://HOST',
  ])('has failed, other than data whose reader had enough: %s', async (target) => {
    const gone = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()).resume());
    // MySQL speaks first.
    if (target.startsWith('mysql')) gone.on('connection', (socket: Socket) => socket.resetAndDestroy());
    gone.listen(0, '127.0.0.1');
    onTestFinished(() => void gone.close());
    await once(gone, 'listening');
    const host = `127.0.0.1:${(gone.address() as AddressInfo).port}`;
    const { code, stderr } = await typed('seed', target.replace('HOST', host), ...FLAGS);
    expect(stderr).toMatch(/^faker-server: expected [^\n]+ at \S+, received [^\n]+\n$/);
    expect(code).toBe(1);
  });
});

describeWith(
  postgres,
  'seed, into a PostgreSQL',
  (server) => {
    it('fills it, with the names that flags give', async () => {
      const tables = ['--metrics-table', 'dev.metrics', '--servers-table', 'dev.hosts'];
      await server().query('create schema dev');
      const { code, stderr } = await typed('seed', server().url, ...FLAGS, ...tables, '--partition-by', 'month');
      expect(stderr).toMatch(/^150 rows of 5 servers, every 1d: [\d.]+ s\n$/);
      expect(code).toBe(0);
      const found = await server().query('select count(*), round(sum(cpu)::numeric, 2) from dev.metrics');
      const cpu = expectedRows(fleet, 30).reduce((sum, row) => sum + Number(row[2]), 0);
      expect(found).toBe(`150|${cpu.toFixed(2)}`);
    });

    it('has failed where the server is killed half-way', async () => {
      const rows = ['--servers', '50', '--days', '365', '--every', '5m', '--until', '2026-01-01', '--seed', '1'];
      const seeding = typed('seed', server().url, ...rows, '--mode', 'replace');
      const copying = "select count(*) from pg_stat_activity where state = 'active' and query ilike 'copy%'";
      await vi.waitFor(async () => expect(await server().query(copying)).toBe('1'), 30_000);
      await server().kill();
      const { code, stderr } = await seeding;
      await server().restart();
      expect(stderr).toMatch(/^faker-server: expected a PostgreSQL that can be seeded at \S+, received [^\n]+\n$/);
      expect(code).toBe(1);
    });

    it('never shows the password, right or wrong', async () => {
      const wrong = server().url.replace('right-secret', 'wrong-secret');
      const { code, stderr } = await typed('seed', wrong, ...FLAGS, '--verbose');
      expect(code).toBe(1);
      expect(stderr).toContain('password authentication failed');
      expect(stderr).not.toMatch(/-secret/);
      const right = await typed('seed', server().url, ...FLAGS.slice(0, -2), '--mode', 'replace', '--verbose');
      expect(right.stderr).toContain('The same again: faker-server seed');
      expect(right.stderr).not.toMatch(/-secret/);
    });
  },
  { password: 'right-secret' },
);
