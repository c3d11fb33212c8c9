/**
 * Records into a DuckDB file.
 *
 * @module duckdb
 */
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { ServerError } from '../errors.js';
import type { Servers } from '../job.js';
import { databaseFile } from './databaseFile.js';
import { guardFile } from './guardFile.js';
import { inTurn } from './inTurn.js';
import type { DuckdbApi, DuckdbBindings } from './duckdb/duckdbRows.js';
import { type Duckdb, loadDuckdb } from './duckdb/loadDuckdb.js';
import { optionalPeer } from './peer.js';
import { refuseSameButCase, type Seeded, type TableOptions, tableSettings } from './tableOptions.js';
import { course, sentenceOf } from './writing.js';

const PACKAGE = '@duckdb/node-api';

export type { Servers } from '../job.js';
export type { Seeded, TableOptions, WriteMode } from './tableOptions.js';
export type { Progress } from './writing.js';

/**
 * Fills a DuckDB file with a table of servers and one of their records, in one transaction: whatever fails or aborts it
 * leaves the tables as they were, and no file where there was none. Needs the package `@duckdb/node-api`, 1.4 or later.
 *
 * The table of records that it makes has neither key nor index, which would take four times the time and eight times
 * the room, and which DuckDB's scans do not need; rows of the same server and instant are refused or replaced all the same.
 * A table of the user's own keeps what it has.
 *
 * @param file - Its name; it is made where there is none. DuckDB lets one process at a time open it: shards that share
 * a file take turns, as calls within a process do by themselves. It is not to be open in this process besides.
 * @param servers - One server, some, or a fleet.
 * @throws {ServerError} When an option is not valid, when `@duckdb/node-api` is not installed, when tables of the file do
 * not fit or are not empty (see {@link TableOptions.mode}), or when the file cannot be written.
 * @example
 * import { seedDuckdb } from 'faker-server/duckdb';
 *
 * const fleet = faker.server.fleet(12);
 * await seedDuckdb('/tmp/metrics.duckdb', fleet, { count: 365, mode: 'replace' }); // { rows: 4380, servers: 12 }
 * @since 0.2.0
 */
export async function seedDuckdb(file: string, servers: Servers, options?: TableOptions): Promise<Seeded> {
  const path = 'seedDuckdb';
  const target = databaseFile(path, file);
  const settings = tableSettings(path, servers, options);
  refuseSameButCase(path, settings);
  const place = await guardFile(path, target, settings.options);
  const way = course(path, settings.job.rows, settings.options);
  const api = await optionalPeer(path, PACKAGE, () => import('@duckdb/node-api'));
  if (!existsSync(dirname(target))) throw new ServerError(path, 'a folder that exists', dirname(target));

  try {
    return await inTurn(place, way.signal, () =>
      withFile(place, api, (duckdb) => loadDuckdb(path, duckdb, settings, way)),
    );
  } catch (cause) {
    throw sentenceOf(path, `a DuckDB file that can be written at ${target}`, cause, way.signal);
  }
}

/** Does some work with the database of a file; one that was made for it and failed is removed again. */
async function withFile<T>(file: string, api: DuckdbApi, work: (duckdb: Duckdb) => Promise<T>): Promise<T> {
  const isNew = !existsSync(file);
  const instance = await api.DuckDBInstance.create(file);
  let isDone = false;
  try {
    const connection = await instance.connect();
    try {
      const result = await work({ api, bindings: bindingsOfApi(), connection, isNew });
      isDone = true;
      return result;
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
    // As long as it was open, no other process can have filled it.
    if (isNew && !isDone) for (const name of [file, `${file}.wal`]) rmSync(name, { force: true });
  }
}

/** The package on which `@duckdb/node-api` is built, from where that finds it: not every package manager shows it to us. */
function bindingsOfApi(): DuckdbBindings {
  const { resolve } = createRequire(import.meta.url);
  return createRequire(resolve(PACKAGE))('@duckdb/node-bindings') as DuckdbBindings;
}
