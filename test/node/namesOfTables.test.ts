import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seedDuckdb } from 'faker-server/duckdb';
import { seedMysql } from 'faker-server/mysql';
import { seedPostgres } from 'faker-server/postgres';
import type { TableOptions } from 'faker-server/sqlite';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { mariadb } from '../servers/mariadb.js';
import { postgres } from '../servers/postgres.js';
import { countInDuckdb } from './countInDuckdb.js';
import { temporaryFolder } from './temporaryFolder.js';

const fleet = seededServer().fleet({ count: 4, seed: 7 });

/** Names that somebody may well choose: a temporary table of the same name would hide the table. */
const NAMES = [
  { serversTable: 'faker_server_servers', metricsTable: 'faker_server_metrics' },
  { serversTable: 'faker_server_metrics', metricsTable: 'faker_server_servers' },
  { serversTable: 'faker_server_records', metricsTable: 'records' },
] as const;

/** How many rows tables have after each mode has filled them in turn. */
async function law(
  seed: (options: TableOptions) => Promise<unknown>,
  count: (table: string) => Promise<number>,
  names: (typeof NAMES)[number],
): Promise<void> {
  const found: [number, number][] = [];
  for (const [mode, from] of [
    ['create', '2025-01-01'],
    ['append', '2025-01-11'],
    ['upsert', '2025-01-16'],
    ['replace', '2025-01-01'],
  ] as const) {
    await seed({ ...names, mode, from, count: 10 });
    found.push([await count(names.serversTable), await count(names.metricsTable)]);
  }
  expect(found).toEqual([
    [4, 40],
    [4, 80],
    [4, 100],
    [4, 40],
  ]);
}

it.each(NAMES)('seedDuckdb fills the tables $serversTable and $metricsTable', async (names) => {
  const file = join(temporaryFolder(), 'dev.duckdb');
  await law(
    (options) => seedDuckdb(file, fleet, options),
    (table) => countInDuckdb(file, table),
    names,
  );
});

describeWith(mariadb, 'seedMysql', (server) => {
  it.each(NAMES)('fills the tables $serversTable and $metricsTable', async (names) => {
    await server().query(`drop table if exists ${names.metricsTable}, ${names.serversTable}`);
    const count = async (table: string) => Number(await server().query(`select count(*) from ${table}`));
    await law((options) => seedMysql(server().url, fleet, options), count, names);
  });
});

describeWith(postgres, 'seedPostgres', (server) => {
  it.each(NAMES)('fills the tables $serversTable and $metricsTable', async (names) => {
    await server().query(`drop table if exists ${names.metricsTable}, ${names.serversTable}`);
    const count = async (table: string) => Number(await server().query(`select count(*) from ${table}`));
    await law((options) => seedPostgres(server().url, fleet, options), count, names);
  });
});
