import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeMetrics } from 'faker-server/files';
import { seedPostgres } from 'faker-server/postgres';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { postgres } from '../servers/postgres.js';
import { slurm } from '../servers/slurm.js';
import { bundle } from './bundle.js';

const SHARDS = 16;
const parts = Array.from({ length: SHARDS }, (_, i) => `part-${String(i).padStart(2, '0')}`);

/** A checksum that DuckDB computes over all rows of some files. */
async function checksum(glob: string): Promise<{ readonly rows: number; readonly sum: string }> {
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  try {
    // Row for row in the order of the files, and of the rows in them.
    const rows = `select row_number() over () as n, * from read_parquet('${glob}')`;
    const found = await connection.runAndReadAll(
      `select count(*)::int as rows, md5(string_agg(r::text, '\n' order by n)) as sum from (${rows}) r`,
    );
    const [[count, sum]] = found.getRowsJS() as [[number, string]];
    return { rows: count, sum };
  } finally {
    connection.closeSync();
    database.closeSync();
  }
}

describeWith(slurm, 'an array of sixteen tasks of Slurm', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'faker-server-slurm-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes parts of a fleet with docs/scale/slurm.sh, which are the fleet', async () => {
    const cli = await bundle('cli', 'src/node/cli/main.ts');
    const script = readFileSync(join(import.meta.dirname, '../../docs/scale/slurm.sh'), 'utf8');
    const settings = { FAKER_SERVER: `${process.execPath} ${cli}`, SERVERS: '40' };
    const window = { FROM: '2025-03-01', UNTIL: '2025-03-05' };
    const exported = Object.entries({ ...settings, ...window }).map(([name, value]) => `${name}=${value}`);
    const tasks = await engine().run(script, `--export=ALL,${exported.join()}`);
    expect(tasks.map(({ state }) => state)).toEqual(parts.map(() => 'COMPLETED'));

    const written = readdirSync(engine().jobs).filter((name) => name.endsWith('.parquet'));
    expect(written.sort()).toEqual(parts.map((part) => `${part}.parquet`));
    const whole = join(folder, 'whole.parquet');
    const fleet = Array.from(seededServer(42, window.UNTIL).fleet({ count: 40, seed: 42 }), (one) => one.every('5m'));
    expect(await writeMetrics(whole, fleet, { from: window.FROM, until: window.UNTIL })).toEqual({ rows: 46_080 });
    expect(await checksum(join(engine().jobs, 'part-*.parquet'))).toEqual(await checksum(whole));
  }, 300_000);
});

/** What each task runs: its part into a file, and into the one table; one of them is killed half-way in each. */
const TASK = `
import { faker } from '@faker-js/faker/locale/en';
import { withServer } from './src/index.js';
import { writeMetrics } from './src/node/files.js';
import { seedPostgres } from './src/node/postgres.js';
import { mkdirSync, readdirSync } from 'node:fs';
import process from 'node:process';

const [url, folder] = process.argv.slice(2);
// Whatever the day on which a task runs, and runs again.
faker.setDefaultRefDate('2026-01-01');
const task = Number(process.env.SLURM_ARRAY_TASK_ID);
const attempt = Number(process.env.SLURM_RESTART_COUNT ?? 0);
const fleet = withServer(faker).server.fleet({ count: 30, seed: 'slurm' });
const options = { from: '2025-01-01', count: 4000, every: '1m', shard: 'auto' };
const dies = (inAttempt) => task === 5 && attempt === inAttempt;
const die = () => process.kill(process.pid, 'SIGKILL');
const own = folder + '/' + String(task).padStart(2, '0');
mkdirSync(own, { recursive: true });
// Dies as soon as there is a file that does not have its name yet.
let isWatching = dies(0);
const watch = () => {
  if (!isWatching) return;
  if (readdirSync(own).some((name) => name.startsWith('.'))) die();
  setImmediate(watch);
};
setImmediate(watch);
await writeMetrics(own + '/part.parquet', fleet, options);
isWatching = false;
await seedPostgres(url, fleet, { ...options, onProgress: ({ rows, total }) => dies(1) && rows < total && die() });
`;

describeWith(postgres, 'a database at which sixteen tasks write', (database) => {
  describeWith(
    slurm,
    'and Slurm, which runs a task again that was killed',
    (engine) => {
      const folder = mkdtempSync(join(tmpdir(), 'faker-server-parts-'));
      afterAll(() => rmSync(folder, { recursive: true, force: true }));
      let states: Record<number, { readonly state: string; readonly restarts: number }>;

      beforeAll(async () => {
        const task = await bundle('task', { code: TASK });
        const script = `'${process.execPath}' '${task}' '${database().url}' '${folder}' || exit $?`;
        const tasks = await engine().run(script, `--array=0-${SHARDS - 1}`, '--requeue', '--output=%a.out');
        states = Object.fromEntries(tasks.map(({ task: number, state, restarts }) => [number!, { state, restarts }]));
      }, 300_000);

      it('ends with all tasks done, one of them in its third attempt', () => {
        const once = { state: 'COMPLETED', restarts: 0 };
        const expected = Object.fromEntries(parts.map((_, i) => [i, i === 5 ? { ...once, restarts: 2 } : once]));
        expect(states).toEqual(expected);
      });

      it('leaves files that are those of one run, and of the one that was killed no more than a hidden file', async () => {
        const whole = join(folder, 'whole.parquet');
        const fleet = seededServer().fleet({ count: 30, seed: 'slurm' });
        await writeMetrics(whole, fleet, { from: '2025-01-01', count: 4000, every: '1m' });
        const left = parts.map((_, i) => readdirSync(join(folder, String(i).padStart(2, '0'))));
        expect(left.map((names) => names.filter((name) => !name.startsWith('.')))).toEqual(
          parts.map(() => ['part.parquet']),
        );
        expect(left.map((names) => names.length)).toEqual(parts.map((_, i) => (i === 5 ? 2 : 1)));
        expect(await checksum(join(folder, '*/part.parquet'))).toEqual(await checksum(whole));
      });

      it('leaves a table that is that of one run, by a checksum that the database computes', async () => {
        const fleet = seededServer().fleet({ count: 30, seed: 'slurm' });
        const names = { metricsTable: 'whole_metrics', serversTable: 'whole_servers' };
        await seedPostgres(database().url, fleet, { from: '2025-01-01', count: 4000, every: '1m', ...names });
        const sum = (table: string, key: string) =>
          database().query(`select count(*), md5(string_agg(t::text, ',' order by ${key})) from ${table} t`);
        expect(await sum('server_metrics', 'server_id, timestamp')).toMatch(/^120000\|/);
        expect(await sum('server_metrics', 'server_id, timestamp')).toBe(
          await sum('whole_metrics', 'server_id, timestamp'),
        );
        expect(await sum('servers', 'server_id')).toBe(await sum('whole_servers', 'server_id'));
      });
    },
    // A task that SIGKILL ended is put in the queue again.
    { cpus: 8, settings: { RequeueExit: '137' } },
  );
});
