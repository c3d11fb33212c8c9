/**
 * Records into a MySQL or MariaDB.
 *
 * @module mysql
 */
import { text } from '../check.js';
import { Found, ServerError } from '../errors.js';
import type { Servers } from '../job.js';
import { checkPort } from './checkPort.js';
import { guard } from './guard.js';
import { connectMysql } from './mysql/connectMysql.js';
import { loadMysql } from './mysql/loadMysql.js';
import { shownUrl } from './redact.js';
import { refusal } from './refusal.js';
import { type Seeded, type TableOptions, tableSettings } from './tableOptions.js';
import { course } from './writing.js';

export type { Servers } from '../job.js';
export type { Seeded, TableOptions, WriteMode } from './tableOptions.js';
export type { Progress } from './writing.js';

const ADDRESS = 'a URL such as mysql://user:password@localhost:3306/dev';

/**
 * Fills a MySQL or MariaDB with a table of servers and one of their records, in one transaction: a failure, an abort and
 * a lost connection leave the rows as they were. Tables are made before it, since MySQL ends a transaction there: those
 * that a failure leaves are dropped again, and only where somebody else uses them, or this process or the server is killed,
 * may they stay, empty. A new table of records gets its index of instants when the rows are committed, in a third of the
 * time that it takes row by row; a failure there leaves the rows, and says so. Tables that shards share have it from the
 * beginning.
 * Needs the package `mysql2`.
 *
 * Rows go by `LOAD DATA LOCAL`, and by `INSERT`, some times slower, where the server's `local_infile` is off. Instants
 * are in UTC, whatever the server's time zone; ids differ by case.
 *
 * The parameter `ssl-mode` of a URL is that of MySQL's own clients: `REQUIRED` encrypts, `VERIFY_CA` also wants a
 * certificate of an authority that Node knows (`NODE_EXTRA_CA_CERTS` adds one), and `VERIFY_IDENTITY` one that is for the
 * host, which is then to be a name and no address. Without it, or `mysql2`'s own `ssl`, nothing is encrypted.
 *
 * It takes the privileges to create and drop tables, to make indexes, and to select, insert and update rows; in the mode
 * `'replace'` to delete them, and in the mode `'upsert'` to create temporary tables.
 *
 * @param url - Such as `mysql://user:password@localhost:3306/dev`.
 * @param servers - One server, some, or a fleet.
 * @throws {ServerError} When an option is not valid, when `mysql2` is not installed, when tables of the database do not
 * fit or are not empty (see {@link TableOptions.mode}), or when the database cannot be reached or take the rows.
 * @example
 * import { seedMysql } from 'faker-server/mysql';
 *
 * const seedDev = () => seedMysql('mysql://dev@localhost/dev', faker.server.fleet(120), { count: 365, mode: 'replace' });
 *
 * // A target that looks like production is refused.
 * await seedMysql('mysql://shop-prod.example/shop', faker.server.fleet(120), { count: 365 });
 * // throws ServerError: seedMysql: expected a target that does not look like production
 * // (allowProduction: true lets it through), received shop-prod.example
 * @since 0.2.0
 */
export async function seedMysql(url: string, servers: Servers, options?: TableOptions): Promise<Seeded> {
  const path = 'seedMysql';
  const target = text(path, url, ADDRESS);
  checkPort(path, target);
  const { host, database } = partsOf(path, target);
  const settings = tableSettings(path, servers, options);
  guard(path, [host, database], settings.options);
  const way = course(path, settings.job.rows, settings.options);
  try {
    const connection = await connectMysql(path, target, way.signal);
    try {
      return await loadMysql(path, connection, settings, way);
    } finally {
      connection.close();
    }
  } catch (cause) {
    // However the server words that it was interrupted.
    if (way.signal?.aborted) throw way.signal.reason;
    throw refusal(path, `a MySQL or MariaDB that can be seeded at ${shownUrl(target)}`, cause, target);
  }
}

/** What names a target. */
function partsOf(path: string, url: string): { readonly host: string; readonly database: string } {
  try {
    const { protocol, hostname, pathname } = new URL(url);
    const isMysql = protocol === 'mysql:' || protocol === 'mariadb:';
    // Without a host, what stands before an `@` would be a part of the database's name.
    const isWhole = pathname.length > 1 && (hostname !== '' || !pathname.includes('@'));
    if (isMysql && isWhole) return { host: hostname, database: decodeURIComponent(pathname.slice(1)) };
  } catch {
    // Told below: the error itself would tell all of the URL.
  }
  throw new ServerError(path, ADDRESS, new Found(shownUrl(url)));
}
