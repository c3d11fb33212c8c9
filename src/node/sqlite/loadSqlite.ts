import { setImmediate } from 'node:timers/promises';
import { Found, ServerError } from '../../errors.js';
import type { JobBlock } from '../../job.js';
import { SQLITE } from '../../tables/dialect.js';
import { metricsTable, serverRow, serversTable, type Table } from '../../tables/tables.js';
import { anotherServer, MADE_HERE } from '../anotherServer.js';
import { distinctServers } from '../distinctServers.js';
import { prepareTables } from '../prepareTables.js';
import { rowsThere } from '../rowsThere.js';
import { whenUnlocked } from './lockedSqlite.js';
import type { SqliteDatabase, SqliteStatement } from './sqliteDriver.js';
import { isOfKey } from './sqliteErrors.js';
import { sqliteTables } from './sqliteTables.js';
import type { Seeded, TableSettings, WriteMode } from '../tableOptions.js';
import type { Course } from '../writing.js';

/** Puts a job into a database whose transaction has begun, and ends it: all of it is there, or nothing. */
export async function loadSqlite(
  path: string,
  database: SqliteDatabase,
  settings: TableSettings,
  way: Course,
): Promise<Seeded> {
  const { job, mode } = settings;
  const [servers, metrics] = [serversTable(settings.serversTable), metricsTable(settings.metricsTable, job.metrics)];
  try {
    const made = await prepareTables(path, settings, [servers, metrics], sqliteTables(database));
    let count = 0;
    const insertServer = prepareInsert(path, database, servers, mode === 'append' ? 'keep' : mode);
    const others = database.prepare(
      `SELECT 1 FROM ${SQLITE.identifier(servers.name)} WHERE server_id = ? AND ${MADE_HERE} AND ip_address <> ?`,
    );
    for (const metadata of distinctServers(job)) {
      const { serverId, ipAddress } = metadata;
      if (mode === 'append' && others.all(serverId, ipAddress).length > 0)
        throw anotherServer(path, settings, serverId);
      insertServer.run(...serverRow(metadata));
      count++;
    }
    const insert = prepareInsert(path, database, metrics, mode);
    let rows = 0;
    for (const block of job.blocks) {
      insertBlock(insert, block);
      way.step((rows += block.count));
      // SQLite is synchronous: signals, timers and progress get their turn.
      await setImmediate();
    }
    // An index is made in half the time when the rows are there.
    const index = made.has(metrics) ? SQLITE.createIndex(metrics) : undefined;
    if (index !== undefined) database.exec(index);
    way.step(rows);
    await whenUnlocked(() => database.exec('COMMIT'), way);
    return { rows, servers: count };
  } catch (error) {
    rollBack(database);
    throw mode === 'append' && isOfKey(error, metrics) ? rowsThere(path, settings) : error;
  }
}

/** One statement a row: with more rows in a statement, binding costs what stepping saves. */
function insertBlock(insert: SqliteStatement, { server, metrics, columns, count }: JobBlock): void {
  const values: (string | number)[] = [server.id, 0, ...metrics.map(() => 0)];
  const arrays = metrics.map((metric) => columns[metric]);
  for (let row = 0; row < count; row++) {
    values[1] = columns.time[row]!;
    for (let at = 0; at < arrays.length; at++) values[at + 2] = arrays[at]![row]!;
    insert.run(...values);
  }
}

/** The statement that adds a row to a table; refuses a table without the key that an upsert needs. */
function prepareInsert(
  path: string,
  database: SqliteDatabase,
  table: Table,
  mode: WriteMode | 'keep',
): SqliteStatement {
  try {
    return database.prepare(insertOf(table, mode));
  } catch (cause) {
    if (!(cause instanceof Error && cause.message.startsWith('ON CONFLICT'))) throw cause;
    const need = `a primary key or a unique index of the table ${table.name} on ${table.primaryKey.join(', ')}`;
    throw new ServerError(path, need, new Found('none'), { cause });
  }
}

/** The statement that adds a row; `'keep'` leaves one of the same key as it is. */
function insertOf({ name, columns, primaryKey }: Table, mode: WriteMode | 'keep'): string {
  const quoted = columns.map((column) => SQLITE.identifier(column.name));
  const into = `INSERT INTO ${SQLITE.identifier(name)} (${quoted.join()})`;
  const key = primaryKey.map((column) => SQLITE.identifier(column));
  if (mode === 'keep') {
    // Without ON CONFLICT, since the user's table may have no key; and with each value once, since better-sqlite3 takes no
    // numbered parameters in an order.
    const values = quoted.map((column) => `? AS ${column}`).join();
    const same = key.map((column) => `there.${column} = fresh.${column}`).join(' AND ');
    const known = `SELECT 1 FROM ${SQLITE.identifier(name)} AS there WHERE ${same}`;
    return `${into} SELECT * FROM (SELECT ${values}) AS fresh WHERE NOT EXISTS (${known})`;
  }
  const insert = `${into} VALUES (${quoted.map(() => '?').join()})`;
  if (mode !== 'upsert') return insert;
  const others = quoted.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  return `${insert} ON CONFLICT (${key.join()}) DO UPDATE SET ${others.join()}`;
}

/** Takes back what was written. A full disk makes SQLite stop half-way in that, and go on at the next look. */
function rollBack(database: SqliteDatabase): void {
  for (const statement of ['ROLLBACK', 'SELECT 1 FROM sqlite_master']) {
    try {
      database.exec(statement);
    } catch {
      // What is left is in the journal, and is taken back by whoever opens the file next.
    }
  }
}
