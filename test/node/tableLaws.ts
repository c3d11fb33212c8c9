import { describe, expect, it } from 'vitest';
import type { Seeded, Servers, TableOptions } from 'faker-server/sqlite';
import { seededServer } from '../faker.js';
import { anotherThere } from './anotherThere.js';
import { expectedRows } from './expectedRows.js';
import { thereAlready } from './thereAlready.js';

/** A database of whatever kind. */
export interface Place {
  /** What seeds it, and how it names itself in errors. */
  readonly path: string;
  /** Begins anew, with one that has no tables. */
  readonly begin: () => unknown;
  readonly seed: (servers: Servers, options: TableOptions) => Promise<Seeded>;
  /** What a reader that is not ours finds. */
  readonly query: (sql: string) => Promise<readonly (readonly unknown[])[]>;
  /** All records, in the order of servers and instants: id, epoch milliseconds, and some columns. */
  readonly records: (columns?: string) => Promise<readonly (readonly unknown[])[]>;
}

const server = seededServer();
const web = server.web().id('web-1').every('1h').from('2025-01-01');
const fleet = Array.from(server.fleet(5), (each) => each.every('1h'));
/** So many that pieces, such as DuckDB's of 2048 rows, end within servers. */
const COUNT = 1500;

/** The promises that every database with tables is to keep. */
export function laws({ path, begin, seed, query, records }: Place): void {
  const count = async (table: string): Promise<number> => Number((await query(`SELECT count(*) FROM ${table}`))[0]![0]);

  it('writes what columns() gives, and the inventory', async () => {
    await begin();
    expect(await seed(fleet, { count: COUNT })).toEqual({ rows: 5 * COUNT, servers: 5 });
    expect(await records()).toEqual(expectedRows(fleet, COUNT));
    const inventory = await query('SELECT server_id, ip_address, cpu_cores FROM servers ORDER BY server_id');
    const expected = fleet.map((each) => each.metadata());
    expect(inventory.map((row) => row.map(String))).toEqual(
      expected
        .map((each) => [each.serverId, each.ipAddress, String(each.cpuCores)])
        .sort(([a], [b]) => (a! < b! ? -1 : 1)),
    );
  });

  describe('with tables that have rows', () => {
    const seeded = async (): Promise<void> => {
      await begin();
      await seed(web, { count: 24 });
    };

    it('refuses to create, and says what takes them', async () => {
      await seeded();
      await expect(seed(web, { count: 48 })).rejects.toThrow(
        `${path}: expected an empty table servers (mode: 'append', 'replace' or 'upsert' takes one with rows), ` +
          'received one with rows',
      );
      expect(await count('server_metrics')).toBe(24);
    });

    it('appends rows, to servers that are there too, and never twice', async () => {
      await seeded();
      await seed(web, { from: '2025-01-02', count: 24, mode: 'append' });
      expect(await records()).toEqual(expectedRows([web], 48));
      await expect(seed(web, { from: '2025-01-02T20:00Z', count: 9, mode: 'append' })).rejects.toThrow(
        thereAlready(path),
      );
      expect(await records()).toEqual(expectedRows([web], 48));
      expect(await count('servers')).toBe(1);
    });

    it('appends to no server of another seed, but to those that the user wrote down', async () => {
      await seeded();
      const append = { from: '2025-01-02', count: 24, mode: 'append' } as const;
      await expect(seed(web.seed(5), append)).rejects.toThrow(anotherThere(path, 'web-1'));
      expect(await count('server_metrics')).toBe(24);
      await query("UPDATE servers SET hostname = 'web-1.corp'");
      await seed(web.seed(5), append);
      expect(await count('server_metrics')).toBe(48);
      expect(await query('SELECT hostname FROM servers')).toEqual([['web-1.corp']]);
    });

    it('replaces all rows', async () => {
      await seeded();
      await seed(fleet, { count: 10, mode: 'replace' });
      await seed(fleet, { count: 20, mode: 'replace' });
      expect(await records()).toEqual(expectedRows(fleet, 20));
      expect(await count('servers')).toBe(5);
    });

    it('upserts rows of the same key, and leaves others and other columns', async () => {
      await seeded();
      await query('ALTER TABLE server_metrics ADD COLUMN note VARCHAR(9)');
      await query("UPDATE server_metrics SET cpu = -1, note = 'mine'");
      await seed(web, { from: '2025-01-01T12:00Z', count: 24, mode: 'upsert' });
      expect(await records("cpu, COALESCE(note, '-') AS note")).toEqual(
        expectedRows([web], 36).map(([id, time, cpu], row) => [id, time, row < 12 ? -1 : cpu, row < 24 ? 'mine' : '-']),
      );
    });

    it.each(['replace', 'upsert'] as const)('leaves them as they were where %s is aborted, or fails', async (mode) => {
      await begin();
      await seed(fleet, { count: 10 });
      const controller = new AbortController();
      const reason = new Error('enough');
      const { signal } = controller;
      const onProgress = (): void => controller.abort(reason);
      await expect(seed(fleet, { count: 20_000, mode, signal, onProgress })).rejects.toBe(reason);
      const throwing = (): never => {
        throw reason;
      };
      await expect(seed(fleet, { count: 20_000, mode, onProgress: throwing })).rejects.toBe(reason);
      expect(await records()).toEqual(expectedRows(fleet, 10));
    });
  });

  it('puts shards together in any order, however often, and side by side', async () => {
    const inventory = (): Promise<unknown> => query('SELECT * FROM servers ORDER BY server_id');
    await begin();
    await seed(fleet, { count: COUNT });
    const whole = [await records(), await inventory()];
    await begin();
    for (const index of [3, 1, 3]) await seed(fleet, { count: COUNT, shard: { index, of: 4 } });
    await Promise.all([2, 4].map((index) => seed(fleet, { count: COUNT, shard: { index, of: 4 } })));
    expect([await records(), await inventory()]).toEqual(whole);
  });

  it('refuses two servers of one id', async () => {
    await begin();
    await expect(seed([server.web().id('web-1'), server.database().id('web-1')], { count: 2 })).rejects.toThrow(
      'servers: expected servers of different ids, received two of "web-1"',
    );
  });
}
