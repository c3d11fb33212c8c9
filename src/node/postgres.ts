/**
 * Records into a PostgreSQL.
 *
 * @module postgres
 */
import process from 'node:process';
import { text } from '../check.js';
import { Found, ServerError } from '../errors.js';
import type { Servers } from '../job.js';
import { checkPort } from './checkPort.js';
import { guard } from './guard.js';
import { type PostgresOptions, postgresSettings } from './postgresql/options.js';
import { overWire, type Remote } from './postgresql/overWire.js';
import { seed } from './postgresql/seed.js';
import { shownUrl } from './redact.js';
import { refusal } from './refusal.js';
import type { Seeded } from './tableOptions.js';
import { course } from './writing.js';

export type { GuardOptions } from './guard.js';
export type { JobOptions, Servers } from '../job.js';
export type { PartitionUnit } from '../tables/partitions.js';
export type { PostgresOptions } from './postgresql/options.js';
export type { Seeded, TableOptions, WriteMode } from './tableOptions.js';
export type { Progress, WriteOptions, Written } from './writing.js';

const ADDRESS = 'a URL such as postgres://user:password@localhost:5432/dev';

/**
 * Seeds a PostgreSQL with a table of servers and one of their records, through `COPY` and in one transaction: a failure,
 * an abort and a lost connection leave the database as it was. Needs the package `postgres`.
 *
 * @param url - Such as `postgres://user:password@localhost:5432/dev`.
 * @param servers - One server, some, or a fleet.
 * @throws {ServerError} When an option is not valid, or the database cannot be reached or take the rows.
 * @example
 * import { seedPostgres } from 'faker-server/postgres';
 *
 * const seedDev = () =>
 *   seedPostgres('postgres://dev@localhost/dev', faker.server.fleet(120), { count: 365, mode: 'replace' });
 *
 * // A target that looks like production is refused.
 * await seedPostgres('postgres://shop-prod.example/shop', faker.server.fleet(120), { count: 365 });
 * // throws ServerError: seedPostgres: expected a target that does not look like production
 * // (allowProduction: true lets it through), received shop-prod.example
 * @since 0.2.0
 */
export async function seedPostgres(url: string, servers: Servers, options?: PostgresOptions): Promise<Seeded> {
  const path = 'seedPostgres';
  const target = text(path, url, ADDRESS);
  checkPort(path, target, new URLSearchParams(/\?([^#]*)/.exec(target)?.[1]).get('port'));
  const settings = postgresSettings(path, servers, options);
  guard(path, namesIn(path, target), settings.options);
  const way = course(path, settings.job.rows, settings.options);
  let database: Remote | undefined;
  try {
    database = await overWire(path, target, way.signal);
    // With what the environment says.
    guard(path, database.names, settings.options);
    return await seed(path, database, settings, way);
  } catch (cause) {
    if (way.signal?.aborted) throw way.signal.reason;
    throw refusal(path, `a PostgreSQL that can be seeded at ${shownUrl(target)}`, cause, target);
  } finally {
    await database?.close();
  }
}

/** Behind another scheme, or none, the driver would look for a host where none stands, and seed the one of this machine. */
const SCHEME = /^\s*postgres(?:ql)?:\/\//i;

/**
 * The hosts and the database that a URL names, for which no driver is needed.
 *
 * @throws {ServerError} When it is none of a PostgreSQL, or neither it nor the environment names any.
 */
function namesIn(path: string, url: string): readonly string[] {
  const [address] = url.replace(/^.*(?:@|:\/\/)/s, '').split(/[?#]/);
  const names = address!.split(/[/,]/).map((name) => name.replace(/:\d*$/, ''));
  const { PGHOST = '', PGDATABASE = '' } = process.env;
  if (!SCHEME.test(url) || [...names, PGHOST, PGDATABASE].every((name) => name === '')) {
    throw new ServerError(path, ADDRESS, new Found(shownUrl(url)));
  }
  return names;
}
