import { faker } from '@faker-js/faker/locale/en';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { weekCharts } from '../demo/chart.mjs';
import { isColoured } from '../demo/colours.mjs';
import { withDatabase } from '../demo/database.mjs';
import { fleet } from '../demo/fleet.mjs';
import { progressOn } from '../demo/progress.mjs';
import { memoryReport } from '../demo/report.mjs';
import { fingerprint, seed } from '../demo/seed.mjs';
import { withServer } from '../src/index.js';

const servers = fleet(withServer(faker));
const parent = mkdtempSync(join(tmpdir(), 'faker-server-demo-'));
const folder = join(parent, 'pgdata');
let first: string | undefined;

/** Opens the database anew, as another run would. */
const inDatabase = <T>(work: (db: PGlite) => Promise<T>): Promise<T> => withDatabase(folder, work);

async function ask(db: PGlite, sql: string): Promise<unknown[][]> {
  return (await db.query<unknown[]>(sql, [], { rowMode: 'array' })).rows;
}

// PGlite takes seconds to make a folder, and on a machine that has more to do many more.
beforeAll(async () => {
  await inDatabase(async (db) => {
    await seed(db, servers);
    first = await fingerprint(db);
  });
}, 180_000);
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('the database of the demo', () => {
  test('has a row for each of 365 days of each of 120 servers', async () => {
    await inDatabase(async (db) => {
      expect(await ask(db, 'select count(*), count(distinct hostname) from servers')).toEqual([[120, 120]]);
      expect(
        await ask(
          db,
          `select count(*), count(distinct server_id), count(distinct day), min(day)::text, max(day)::text
           from (select server_id, (timestamp at time zone time_zone)::date as day
             from server_metrics join servers using (server_id)) d`,
        ),
      ).toEqual([[43_800, 120, 365, '2025-01-01', '2025-12-31']]);
    });
  });

  test('holds what the servers say, under the day of their own time zone', async () => {
    const midnights = servers.map((server) => server.record('2025-07-01').timestamp.getUTCHours());
    expect(new Set(midnights).size).toBeGreaterThan(5);
    await inDatabase(async (db) => {
      const found = await ask(
        db,
        `select server_id, cpu, memory, disk_io, network from server_metrics join servers using (server_id)
         where timestamp at time zone time_zone = '2025-07-01'`,
      );
      const said = servers.map((server) => {
        const { serverId, cpu, memory, diskIo, network } = server.record('2025-07-01');
        return [serverId, cpu, memory, diskIo, network];
      });
      expect(new Map(found.map((row) => [row[0], row]))).toEqual(new Map(said.map((row) => [row[0], row])));
    });
  });

  test('is typed, keyed and indexed', async () => {
    await inDatabase(async (db) => {
      const columns = await ask(
        db,
        `select column_name, data_type from information_schema.columns
         where table_name in ('servers', 'server_metrics') and data_type <> 'text' order by 1`,
      );
      expect(Object.fromEntries(columns)).toEqual({
        cpu: 'double precision',
        cpu_cores: 'integer',
        disk_gb: 'integer',
        disk_io: 'double precision',
        memory: 'double precision',
        memory_gb: 'integer',
        network: 'double precision',
        network_gbps: 'integer',
        timestamp: 'timestamp with time zone',
      });
      const indexes = await ask(db, `select indexdef from pg_indexes where schemaname = 'public' order by indexname`);
      expect(indexes.map(([definition]) => /\w+ \([\w", ]+\)/.exec(String(definition))?.[0]).sort()).toEqual([
        'btree ("timestamp")',
        'btree (server_id)',
        'btree (server_id, "timestamp")',
      ]);
    });
  });

  test('is the same, row for row, when it is seeded again', async () => {
    faker.seed();
    const again = fleet(withServer(faker));
    await inDatabase(async (db) => {
      await seed(db, again);
      expect(await fingerprint(db)).toBe(first);
      expect(await ask(db, 'select count(*) from server_metrics')).toEqual([[43_800]]);
    });
  });

  test('stays as it was when seeding fails in the middle', async () => {
    const fail = (): never => {
      throw new Error('enough');
    };
    await inDatabase(async (db) => {
      await expect(seed(db, servers, fail)).rejects.toThrow('enough');
    });
    expect(await inDatabase(fingerprint)).toBe(first);
  });

  test('stays as it was when the process dies in the middle', async () => {
    // The files as they are before the commit are what a killed process leaves.
    const left = join(parent, 'left');
    await inDatabase(async (db) => {
      const dying = db.transaction(async (tx) => {
        await tx.exec(
          'drop table server_metrics; drop table servers; create table servers (server_id text); checkpoint',
        );
        cpSync(folder, left, { recursive: true });
        throw new Error('killed');
      });
      await expect(dying).rejects.toThrow('killed');
    });
    expect(await withDatabase(left, fingerprint)).toBe(first);
  });

  test('is refused to a second process while it is open, and given to the next when its process died', async () => {
    await inDatabase(async () => {
      await expect(inDatabase(fingerprint)).rejects.toThrow(`is in use by process ${process.pid}`);
    });
    const { pid } = spawnSync(process.execPath, ['--version']);
    mkdirSync(`${folder}.lock`);
    writeFileSync(join(`${folder}.lock`, `${pid}-left`), '');
    expect(await inDatabase(fingerprint)).toBe(first);
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  test('says in one sentence that a folder is no database', async () => {
    const broken = join(parent, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'PG_VERSION'), '18\n');
    await expect(withDatabase(broken, fingerprint)).rejects.toThrow(
      /^\S+broken cannot be opened as a database \(.+\): remove it and run the demo again$/,
    );
  });
});

describe('what the demo prints', () => {
  test('is the ten servers nearest to 80 % memory, as the records have them', async () => {
    const distances = servers.map((server) => {
      const recent = server.series({ count: 30, until: '2026-01-01' });
      const mean = recent.reduce((sum, { memory }) => sum + memory, 0) / recent.length;
      return { id: server.toString(), distance: Math.abs(mean - 80) };
    });
    const ten = distances.sort((a, b) => a.distance - b.distance).slice(0, 10);
    const lines = await inDatabase((db) => memoryReport(db, { colour: false }));
    const table = lines.slice(5, 15).map((line) => line.split(/ {2,}/)[1]);
    expect(table.toSorted()).toEqual(ten.map(({ id }) => id).sort());
    expect(lines[15]).toBe('');
  });

  test('fits into 80 columns and has no colours but on a terminal', async () => {
    const plain = await printed(false);
    for (const line of plain) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(plain.map(stripVTControlCharacters)).toEqual(plain);
    const coloured = await printed(true);
    expect(coloured).not.toEqual(plain);
    expect(coloured.map(stripVTControlCharacters)).toEqual(plain);

    expect(isColoured({ isTTY: true }, {})).toBe(true);
    expect(isColoured({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(isColoured({}, {})).toBe(false);
  });

  test('is how far it is, on a terminal, and nothing elsewhere', () => {
    let printed = '';
    const stream = { isTTY: true, write: (text: string) => (printed += text) };
    for (const rows of [1200, 43_800]) progressOn(stream)({ rows, total: 43_800 });
    for (const rows of [1200, 43_800]) progressOn({ ...stream, isTTY: false })({ rows, total: 43_800 });
    expect(printed).toBe('\r1,200 of 43,800 rows\r\u001b[K');
  });

  test('is a chart for each server, all on one scale', () => {
    const four = servers.slice(0, 4);
    const charts = weekCharts(four, { colour: false }).join('\n').trim().split('\n\n');
    expect(charts.map((chart) => chart.split(',')[0])).toEqual(four.map(String));
    const scale = (chart: string): string[] =>
      chart
        .split('\n')
        .slice(1)
        .map((line) => line.slice(0, 6));
    for (const chart of charts) expect(scale(chart)).toEqual(scale(charts[0]!));
    expect(scale(charts[0]!)).toContain('   0 %');
  });

  const printed = async (colour: boolean): Promise<string[]> => {
    const report = await inDatabase((db) => memoryReport(db, { colour }));
    return [...report, ...weekCharts(servers.slice(0, 4), { colour })];
  };
});
