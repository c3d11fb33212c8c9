import { setImmediate } from 'node:timers/promises';
import type { JobBlock } from '../../job.js';
import { SQLITE } from '../../tables/dialect.js';
import { metricsTable, serverRow, serversTable } from '../../tables/tables.js';
import { anotherServer, MADE_HERE } from '../anotherServer.js';
import { distinctServers } from '../distinctServers.js';
import { prepareTables } from '../prepareTables.js';
import { rowsThere } from '../rowsThere.js';
import { whenUnlocked } from './lockedSqlite.js';
import type { SqliteDatabase, SqliteStatement } from './sqliteDriver.js';
import { brokenReference } from './brokenReference.js';
import { isForeignKey, isOfKey } from './sqliteErrors.js';
import { hasKey, prepareInsert } from './sqliteInserts.js';
import { hasStaged, insertStaged, makeStaging } from './sqliteStaging.js';
import { sqliteTables } from './sqliteTables.js';
import type { Seeded, TableSettings } from '../tableOptions.js';
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
    const made = await prepareTables(path, settings, [servers, metrics], sqliteTables(path, database));
    let count = 0;
    const insertServer = prepareInsert(database, servers, mode === 'append' ? 'keep' : mode);
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
    // The user's own table may take rows of the same key twice.
    const mustLook = mode === 'append' && !hasKey(database, metrics);
    const target = mustLook ? makeStaging(database, metrics) : metrics;
    const insert = prepareInsert(database, target, mode);
    let rows = 0;
    for (const block of job.blocks) {
      insertBlock(insert, block);
      way.step((rows += block.count));
      // SQLite is synchronous: signals, timers and progress get their turn.
      await setImmediate();
    }
    if (mustLook) {
      if (hasStaged(database, target, metrics)) throw rowsThere(path, settings);
      insertStaged(database, target, metrics);
    }
    // An index is made in half the time when the rows are there.
    const index = made.has(metrics) ? SQLITE.createIndex(metrics) : undefined;
    if (index !== undefined) database.exec(index);
    way.step(rows);
    await whenUnlocked(() => database.exec('COMMIT'), way);
    return { rows, servers: count };
  } catch (error) {
    const broken = isForeignKey(error) ? brokenReference(path, database, [servers, metrics], mode) : undefined;
    rollBack(database);
    throw broken ?? (mode === 'append' && isOfKey(error, metrics) ? rowsThere(path, settings) : error);
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
