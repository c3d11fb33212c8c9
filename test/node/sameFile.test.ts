import { existsSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { seedDuckdb } from 'faker-server/duckdb';
import { seedSqlite } from 'faker-server/sqlite';
import { sqliteDriver } from '../../src/node/sqlite/sqliteDriver.js';
import { seededServer } from '../faker.js';
import { countInDuckdb } from './countInDuckdb.js';
import { hasSqlite } from './hasSqlite.js';
import { temporaryFolder } from './temporaryFolder.js';

const server = seededServer();
const fleet = Array.from(server.fleet(4), (each) => each.every('1h'));
/** Enough rows to be in the middle of for a while. */
const LONG = 25_000;
const reason = new Error('enough');
const tables = { serversTable: 'others', metricsTable: 'other_metrics' };

/** How many rows a table of a file has. */
type Count = (file: string, table: string) => Promise<number>;

const inSqlite: Count = (file, table) => {
  const database = sqliteDriver('test')(file);
  const [row] = database.prepare(`SELECT count(*) AS n FROM ${table}`).all() as { readonly n: number }[];
  database.close();
  return Promise.resolve(row!.n);
};

describe.each([
  ['seedDuckdb', seedDuckdb, countInDuckdb, true],
  ['seedSqlite', seedSqlite, inSqlite, hasSqlite],
] as const)('several calls of %s for one file', (_, seed, count, isHere) => {
  describe.runIf(isHere)('at the same time', () => {
    it('take turns, by whatever name the file goes', async () => {
      const folder = temporaryFolder();
      const [file, link] = [join(folder, 'dev.file'), join(folder, 'link.file')];
      await seed(file, fleet, { count: 1 });
      symlinkSync('dev.file', link);
      const both = [
        seed(file, fleet, { count: LONG, mode: 'replace' }),
        seed(link, fleet, { count: 7, mode: 'upsert', ...tables }),
        seed(file, fleet, { count: 5, mode: 'upsert', ...tables }),
      ];
      expect((await Promise.all(both)).map(({ rows }) => rows)).toEqual([4 * LONG, 4 * 7, 4 * 5]);
      expect([await count(file, 'server_metrics'), await count(file, 'other_metrics')]).toEqual([4 * LONG, 4 * 7]);
    });

    it('wait for each other, however long one takes', async () => {
      const file = join(temporaryFolder(), 'dev.file');
      const now = performance.now.bind(performance);
      let passedMs = 0;
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + passedMs);
      onTestFinished(() => clock.mockRestore());
      // A minute for each block.
      const onProgress = (): void => void (passedMs += 60_000);
      const both = [
        seed(file, fleet, { count: LONG, onProgress }),
        seed(file, fleet, { count: 7, mode: 'upsert', ...tables }),
      ];
      expect((await Promise.all(both)).map(({ rows }) => rows)).toEqual([4 * LONG, 28]);
    });

    it('stay whole where the first, which has made the file, fails', async () => {
      const file = join(temporaryFolder(), 'dev.file');
      const controller = new AbortController();
      let others: Promise<unknown> | undefined;
      // In the midst of the first, of whose turn nothing else would be sure.
      const onProgress = (): void => {
        others ??= Promise.all([1, 2, 3].map((n) => seed(file, fleet, { count: 7, shard: `${n}/3` })));
        setImmediate(() => controller.abort(reason));
      };
      const first = seed(file, fleet, { count: LONG, signal: controller.signal, onProgress });
      await expect(first).rejects.toBe(reason);
      await others;
      expect(await count(file, 'server_metrics')).toBe(28);
    });

    it('leave no file where all of them fail', async () => {
      const folder = temporaryFolder();
      const onProgress = (): never => {
        throw reason;
      };
      const failing = [1, 2, 3].map(() => seed(join(folder, 'dev.file'), fleet, { count: LONG, onProgress }));
      const ends = await Promise.allSettled(failing);
      expect(ends).toEqual(ends.map(() => ({ status: 'rejected', reason })));
      expect(readdirSync(folder)).toEqual([]);
    });

    it('that fail leave the links that led there', async () => {
      const folder = temporaryFolder();
      symlinkSync('dev.file', join(folder, 'link.file'));
      const onProgress = (): never => {
        throw reason;
      };
      await expect(seed(join(folder, 'link.file'), fleet, { count: 7, onProgress })).rejects.toBe(reason);
      expect([readdirSync(folder), readlinkSync(join(folder, 'link.file'))]).toEqual([['link.file'], 'dev.file']);
    });

    it('are aborted while they wait, which blocks nobody', async () => {
      const file = join(temporaryFolder(), 'dev.file');
      const controller = new AbortController();
      let isDone = false;
      let begin: () => void;
      const hasBegun = new Promise<void>((resolve) => (begin = resolve));
      const first = seed(file, fleet, { count: LONG, onProgress: () => begin() }).finally(() => (isDone = true));
      await hasBegun;
      const second = seed(file, fleet, { count: 7, ...tables, signal: controller.signal });
      const third = seed(file, fleet, { count: 7, ...tables });
      setImmediate(() => controller.abort(reason));
      await expect(second).rejects.toBe(reason);
      expect(isDone).toBe(false);
      expect([(await first).rows, (await third).rows]).toEqual([4 * LONG, 28]);
      expect(existsSync(file)).toBe(true);
      expect([await count(file, 'server_metrics'), await count(file, 'other_metrics')]).toEqual([4 * LONG, 28]);
    });
  });
});
