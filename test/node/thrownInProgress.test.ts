import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { seedDuckdb } from 'faker-server/duckdb';
import { writeMetrics } from 'faker-server/files';
import { seedInflux } from 'faker-server/influx';
import { seedMysql } from 'faker-server/mysql';
import { seedPostgres } from 'faker-server/postgres';
import { seedSqlite } from 'faker-server/sqlite';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { mariadb } from '../servers/mariadb.js';
import { postgres } from '../servers/postgres.js';
import { hasSqlite } from './hasSqlite.js';
import { temporaryFolder } from './temporaryFolder.js';

const fleet = seededServer().fleet({ count: 2, seed: 7 });

/** Whatever onProgress throws ends the job, and comes out as it is. */
async function law(write: (options: { count: number; onProgress: () => void }) => Promise<unknown>): Promise<void> {
  for (const value of [new TypeError('mine'), 'x', '', 0, undefined, null, { code: '23505' }, Symbol('mine')]) {
    const onProgress = (): void => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- as users may
      throw value;
    };
    const outcome = await write({ count: 3, onProgress }).then(
      () => 'nothing was thrown',
      (reason: unknown) => ({ reason }),
    );
    expect(outcome).toEqual({ reason: value });
  }
}

it('comes out of writeMetrics', async () => {
  const folder = temporaryFolder();
  await law((options) => writeMetrics(join(folder, 'metrics.csv'), fleet, options));
  await law((options) => writeMetrics(new PassThrough().resume(), fleet, { ...options, format: 'csv' }));
});

it('comes out of seedSqlite and seedDuckdb', async () => {
  const folder = temporaryFolder();
  await law((options) => seedDuckdb(join(folder, 'dev.duckdb'), fleet, options));
  if (hasSqlite) await law((options) => seedSqlite(join(folder, 'dev.db'), fleet, options));
});

it('comes out of seedInflux', async () => {
  const listener = createServer((request, response) => void request.resume().on('end', () => response.end()));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  onTestFinished(() => void listener.close());
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/write?db=dev`;
  await law((options) => seedInflux(url, fleet, { ...options, mode: 'append' }));
});

describeWith(postgres, 'a PostgreSQL', (server) => {
  it('comes out of seedPostgres', () => law((options) => seedPostgres(server().url, fleet, options)));
});

describeWith(mariadb, 'a MariaDB', (server) => {
  it('comes out of seedMysql', () => law((options) => seedMysql(server().url, fleet, options)));
});
