/**
 * Records into a SQLite file.
 *
 * @module sqlite
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ServerError } from '../errors.js';
import type { Servers } from '../job.js';
import { databaseFile } from './databaseFile.js';
import { guardFile } from './guardFile.js';
import { inTurn } from './inTurn.js';
import { loadSqlite } from './sqlite/loadSqlite.js';
import { lockedSqlite } from './sqlite/lockedSqlite.js';
import { sqliteDriver } from './sqlite/sqliteDriver.js';
import { refuseSameButCase, type Seeded, type TableOptions, tableSettings } from './tableOptions.js';
import { course, sentenceOf } from './writing.js';

export type { Servers } from '../job.js';
export type { Seeded, TableOptions, WriteMode } from './tableOptions.js';
export type { Progress } from './writing.js';

/**
 * Fills a SQLite file with a table of servers and one of their records, in one transaction: whatever fails or aborts it
 * leaves the file as it was, and none where there was none. Instants are epoch milliseconds, as SQLite has no type for
 * them.
 *
 * Runs on `node:sqlite`, which Node has from 22.13 on, and on the package better-sqlite3 where Node has none.
 *
 * @param file - Its name; it is made where there is none.
 * @param servers - One server, some, or a fleet.
 * @throws {ServerError} When an option is not valid, when there is no SQLite here, when tables of the file do not fit or
 * are not empty (see {@link TableOptions.mode}), or when the file cannot be written.
 * @example
 * ```text
 * import { seedSqlite } from 'faker-server/sqlite';
 *
 * await seedSqlite('dev.db', faker.server.fleet(12), { count: 365 }); // { rows: 4380, servers: 12 }
 * ```
 * @since 0.2.0
 */
export async function seedSqlite(file: string, servers: Servers, options?: TableOptions): Promise<Seeded> {
  const path = 'seedSqlite';
  const target = databaseFile(path, file);
  const settings = tableSettings(path, servers, options);
  for (const name of ['serversTable', 'metricsTable'] as const) {
    const need = 'a name without a point, as SQLite has no schemas';
    if (settings[name].includes('.')) throw new ServerError(`${path}.${name}`, need, settings[name]);
  }
  refuseSameButCase(path, settings);
  const place = await guardFile(path, target, settings.options);
  const way = course(path, settings.job.rows, settings.options);
  const open = sqliteDriver(path);
  if (!existsSync(dirname(target))) throw new ServerError(path, 'a folder that exists', dirname(target));

  try {
    return await inTurn(place, way.signal, () =>
      lockedSqlite(place, open, way, (database) => loadSqlite(path, database, settings, way)),
    );
  } catch (cause) {
    throw sentenceOf(path, `a SQLite file that can be written at ${target}`, cause, way.signal);
  }
}
