import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { PGlite, types } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedPglite } from 'faker-server/pglite';
import { seededServer } from '../faker.js';
import { bundled } from './bundled.js';
import { laws } from './postgresql/laws.js';
import { hasPrinted, killed, otherProcess } from './otherProcess.js';
import { canMount, smallDisk } from './temporaryFolder.js';

/** Every value as PostgreSQL writes it. */
const parsers: Record<number, (text: string) => string> = Object.fromEntries(
  Object.values(types).flatMap((type) => (typeof type === 'number' ? [[type, (text: string) => text]] : [])),
);

describe('a PGlite that is open', () => {
  let db: InstanceType<typeof PGlite>;
  beforeAll(async () => {
    db = await PGlite.create();
  });
  afterAll(() => db.close());

  laws({
    path: 'seedPglite',
    seed: (servers, options) => seedPglite(db, servers, options),
    ask: async (sql) => (await db.query<string[]>(sql, [], { rowMode: 'array', parsers })).rows,
    run: (sql) => db.exec(sql),
  });

  it('hears timers while it is filled', async () => {
    await db.exec('drop table if exists server_metrics, servers');
    const controller = new AbortController();
    // A timer that comes when the first rows are on their way, and there is nothing to wait for.
    const onProgress = (): void => void setTimeout(() => controller.abort(new Error('enough')));
    const fleet = seededServer().fleet({ count: 3, seed: 7 });
    const seeding = seedPglite(db, fleet, { count: 20_000, every: '5m', onProgress, signal: controller.signal });
    await expect(seeding).rejects.toThrow('enough');
    expect((await db.query("select from pg_class where relname in ('servers', 'server_metrics')")).rows).toEqual([]);
  });
});

// PGlite takes seconds to make a folder, and on a machine that has more to do many more.
describe('the folder of a PGlite', { timeout: 180_000 }, () => {
  const fleet = seededServer().fleet({ count: 8, seed: 7 });
  const parent = mkdtempSync(join(tmpdir(), 'faker-server-pglite-'));
  const folder = join(parent, 'a', 'pgdata');
  const copy = join(parent, 'copy');
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  /** The number of rows and one text for all of them. */
  async function found(place = folder): Promise<unknown> {
    const db = await PGlite.create(place);
    try {
      const text = "select count(*), md5(string_agg(m::text, ',' order by m::text)) from server_metrics m";
      return (await db.query(text, [], { rowMode: 'array' })).rows[0];
    } finally {
      await db.close();
    }
  }

  it('is made where there is none, and closed when it is seeded', async () => {
    expect(await seedPglite(folder, fleet, { count: 10 })).toEqual({ rows: 80, servers: 8 });
    expect(readdirSync(join(parent, 'a'))).toEqual(['pgdata']);
    cpSync(folder, copy, { recursive: true });
    const first = await found();
    await expect(seedPglite(folder, fleet, { count: 10 })).rejects.toThrow('expected an empty table servers (mode:');
    await seedPglite(folder, fleet, { count: 10, mode: 'replace' });
    expect(await found()).toEqual(first);
  });

  it('is not left behind by a seeding that failed', async () => {
    const names = { count: 1, serversTable: 'nowhere.servers' };
    await expect(seedPglite(join(parent, 'failed'), fleet, names)).rejects.toThrow(
      /^seedPglite: expected a PGlite that can be seeded in \S+failed, received schema "nowhere" does not exist/,
    );
    const mine = new TypeError('mine');
    const onProgress = (): never => {
      throw mine;
    };
    await expect(seedPglite(join(parent, 'failed'), fleet, { count: 1, onProgress })).rejects.toBe(mine);
    expect(readdirSync(parent)).not.toContain('failed');
  });

  it('is as it was when the process is killed', async () => {
    const before = await found(copy);
    using program = await bundled(`
      import { faker } from '@faker-js/faker/locale/en';
      import { withServer } from 'faker-server';
      import { seedPglite } from 'faker-server/pglite';
      const fleet = withServer(faker).server.fleet({ count: 8, seed: 7 });
      const onProgress = ({ rows }) => rows > 400_000 && console.log(rows);
      await seedPglite(process.argv[2], fleet, { every: '1m', count: 200_000, mode: 'replace', onProgress });
    `);
    const child = spawn(process.execPath, [program.file, copy], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    symlinkSync('copy', join(parent, 'link'));
    for (const name of [copy, join(parent, 'link')]) {
      await expect(seedPglite(name, fleet, { count: 1, mode: 'append' })).rejects.toThrow(
        `seedPglite: expected a folder that no other process uses (if none does, remove ${copy}.lock), ` +
          `received ${copy}, in use by process ${child.pid}`,
      );
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await found(copy)).toEqual(before);
    await seedPglite(copy, fleet, { count: 10, mode: 'upsert' });
    expect(await found(copy)).toEqual(before);
  });

  it.runIf(canMount)('is not there where the disk is full', async () => {
    const folder = join(smallDisk('3m'), 'dev');
    // A PGlite that did not come up keeps a file open as long as its process is there.
    const child = await otherProcess(`
      import { faker } from '@faker-js/faker/locale/en';
      import './src/register.ts';
      import { seedPglite } from './src/node/pglite.ts';
      await seedPglite(${JSON.stringify(folder)}, faker.server.fleet(2), { count: 1 }).catch((error) => console.log(error.message));
    `);
    expect(await hasPrinted(child)).toBe(
      `seedPglite: expected a PGlite that can be seeded in ${folder}, received a full disk\n`,
    );
    await killed(child);
    expect(existsSync(folder)).toBe(false);
  });

  it.runIf(canMount)('is not there where the disk is full half-way', async () => {
    // An empty one takes 39 MB.
    const folder = join(smallDisk('64m'), 'dev');
    const child = await otherProcess(`
      import { faker } from '@faker-js/faker/locale/en';
      import './src/register.ts';
      import { seedPglite } from './src/node/pglite.ts';
      const options = { count: 200_000, every: '1m' };
      await seedPglite(${JSON.stringify(folder)}, faker.server.fleet(2), options).catch((error) => console.log(error.message));
    `);
    expect(await hasPrinted(child)).toMatch(
      /^seedPglite: expected a PGlite that can be seeded in \S+dev, received could not \S+ .*: No space left on device\n$/,
    );
    await killed(child);
    expect(existsSync(folder)).toBe(false);
  });

  it('is refused where it is none, is no database, or looks like production', async () => {
    const broken = join(parent, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'PG_VERSION'), '18\n');
    await expect(seedPglite(broken, fleet, { count: 1 })).rejects.toThrow(
      /^seedPglite: expected a PGlite that can be seeded in \S+broken, received /,
    );
    expect(readdirSync(parent)).toContain('broken');
    const file = join(broken, 'PG_VERSION');
    await expect(seedPglite(file, fleet, { count: 1 })).rejects.toThrow(
      'seedPglite: expected a folder, received a file',
    );
    expect(readFileSync(file, 'utf8')).toBe('18\n');
    for (const [target, fact] of [
      ['memory://dev', 'a URL'],
      ['', '""'],
      [42, '42'],
      [{}, 'an object'],
    ] as const) {
      await expect(seedPglite(target as unknown as string, fleet, { count: 1 })).rejects.toThrow(
        `seedPglite: expected a folder, or a PGlite that is open, received ${fact}`,
      );
    }
    await expect(seedPglite('./prod/pgdata', fleet, { count: 1 })).rejects.toThrow(
      'seedPglite: expected a target that does not look like production (allowProduction: true lets it through), ' +
        'received ./prod/pgdata',
    );
    expect(existsSync('./prod')).toBe(false);
  });
});
