/**
 * Records into a PGlite, a PostgreSQL in this process.
 *
 * @module pglite
 */
import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Found, ServerError } from '../errors.js';
import type { Servers } from '../job.js';
import { guardFile } from './guardFile.js';
import { optionalPeer } from './peer.js';
import { fileSystemError } from './postgresql/fileSystemError.js';
import { lockFolder } from './postgresql/lockFolder.js';
import { inProcess, type PgliteDatabase } from './postgresql/inProcess.js';
import { type PostgresOptions, postgresSettings } from './postgresql/options.js';
import { seed } from './postgresql/seed.js';
import { refusal } from './refusal.js';
import type { Seeded } from './tableOptions.js';
import { course } from './writing.js';

export type { GuardOptions } from './guard.js';
export type { JobOptions, Servers } from '../job.js';
export type { PartitionUnit } from '../tables/partitions.js';
export type { PgliteDatabase, PgliteTransaction } from './postgresql/inProcess.js';
export type { PostgresOptions } from './postgresql/options.js';
export type { Seeded, TableOptions, WriteMode } from './tableOptions.js';
export type { Progress, WriteOptions, Written } from './writing.js';

/**
 * Seeds a PGlite with a table of servers and one of their records, as `seedPostgres` seeds a PostgreSQL. Needs the package
 * `@electric-sql/pglite`.
 *
 * PGlite works on the thread that calls it: an abort, a signal and timers are heard between two of its statements. While
 * rows are written, those take some tenths of a second; a new folder, and the key of a million rows, take seconds.
 *
 * @param folderOrDatabase - Its folder, which is made where there is none; or a PGlite that is open, and stays so.
 * @param servers - One server, some, or a fleet.
 * @throws {ServerError} When an option is not valid, the folder is in use, or the database cannot take the rows.
 * @example
 * import { seedPglite } from 'faker-server/pglite';
 *
 * const seedDev = () => seedPglite('.dev/pgdata', faker.server.fleet(120), { count: 365, mode: 'replace' });
 *
 * // A target that looks like production is refused.
 * await seedPglite('/srv/prod/pgdata', faker.server.fleet(120), { count: 365 });
 * // throws ServerError: seedPglite: expected a target that does not look like production
 * // (allowProduction: true lets it through), received /srv/prod/pgdata
 * @since 0.2.0
 */
export async function seedPglite(
  folderOrDatabase: string | PgliteDatabase,
  servers: Servers,
  options?: PostgresOptions,
): Promise<Seeded> {
  const path = 'seedPglite';
  const target = checkTarget(path, folderOrDatabase);
  const settings = postgresSettings(path, servers, options);
  const way = course(path, settings.job.rows, settings.options);
  const seedInto = (db: PgliteDatabase): Promise<Seeded> => seed(path, inProcess(db, way.signal), settings, way);
  try {
    if (typeof target !== 'string') return await seedInto(target);
    const place = await guardFile(path, target, settings.options);
    return await inFolder(path, place, seedInto);
  } catch (cause) {
    if (way.signal?.aborted) throw way.signal.reason;
    const place = typeof target === 'string' ? ` in ${target}` : '';
    throw refusal(path, `a PGlite that can be seeded${place}`, fileSystemError(cause));
  }
}

/** Does some work with the database of a folder; one that was made for it and failed is removed again. */
async function inFolder<T>(path: string, folder: string, work: (db: PgliteDatabase) => Promise<T>): Promise<T> {
  const { PGlite } = await optionalPeer(path, '@electric-sql/pglite', () => import('@electric-sql/pglite'));
  const isNew = !existsSync(folder);
  if (!isNew && !statSync(folder).isDirectory()) throw new ServerError(path, 'a folder', new Found('a file'));
  const unlock = lockFolder(path, folder);
  let isDone = false;
  try {
    const db = await PGlite.create(folder);
    try {
      const result = await work(db);
      isDone = true;
      return result;
    } finally {
      await db.close();
    }
  } finally {
    if (isNew && !isDone) await rm(folder, { recursive: true, force: true });
    unlock();
  }
}

function checkTarget(path: string, target: unknown): string | PgliteDatabase {
  // A URL would be a database in memory, which nobody could ask, or one of a browser.
  const isFolder = typeof target === 'string' && target !== '' && !/^[a-z]+:\/\//i.test(target);
  const isOpen = typeof target === 'object' && target !== null && 'transaction' in target && 'query' in target;
  if (isFolder || isOpen) return target as string | PgliteDatabase;
  const found = typeof target === 'string' && target !== '' ? new Found('a URL') : target;
  throw new ServerError(path, 'a folder, or a PGlite that is open', found);
}
