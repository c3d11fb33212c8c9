import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { inspect } from 'node:util';
import connect, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type PostgresOptions, seedPostgres } from 'faker-server/postgres';
import { seededServer } from '../../faker.js';
import { describeWith } from '../../servers/describeWith.js';
import { freePort } from '../../servers/freePort.js';
import { postgres } from '../../servers/postgres.js';
import { bundled } from '../bundled.js';

const fleet = seededServer().fleet({ count: 8, seed: 7 });
/** Enough rows to be in the middle of for a while. */
const LONG: PostgresOptions = { every: '1m', count: 200_000 };

describeWith(postgres, 'a seeding that fails', (server) => {
  let sql: Sql;
  beforeAll(() => {
    sql = connect(server().url, { max: 1, onnotice: () => undefined });
  });
  afterAll(() => sql.end());
  beforeEach(() => sql.unsafe('drop table if exists server_metrics, servers'));

  const seed = (options?: PostgresOptions): Promise<unknown> => seedPostgres(server().url, fleet, options);
  const tables = async (): Promise<unknown> =>
    (await sql`select relname from pg_class where relname in ('servers', 'server_metrics')`).length;
  const checksum = async (): Promise<unknown> =>
    (await sql`select md5(string_agg(m::text, ',' order by m::text)) from server_metrics m`)[0]!['md5'];
  const sessions = async (): Promise<number> =>
    (await sql`select from pg_stat_activity where application_name = 'faker-server'`).length;

  it('says of a database that it is not there', async () => {
    const url = server().url.replace(/postgres$/, 'nowhere');
    await expect(seedPostgres(url, fleet, { count: 3 })).rejects.toThrow(
      `seedPostgres: expected a PostgreSQL that can be seeded at ${url}, received database "nowhere" does not exist`,
    );
  });

  it('says where nobody answers', async () => {
    const port = await freePort();
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      await expect(seedPostgres(`postgres://me:secret@${host}/dev`, fleet, { count: 3 })).rejects.toThrow(
        new RegExp(`seeded at postgres://me:\\*\\*\\*@${host}/dev, received .*ECONNREFUSED`),
      );
    }
    await expect(seedPostgres('postgres://me@nowhere.invalid/dev', fleet, { count: 3 })).rejects.toThrow(
      /seeded at postgres:\/\/me@nowhere.invalid\/dev, received getaddrinfo E\w+ nowhere.invalid$/,
    );
  });

  it('says what a user may not do', async () => {
    await sql.unsafe(
      `drop role if exists visitor; create role visitor login; revoke create on schema public from public`,
    );
    const url = server().url.replace('postgres@', 'visitor@');
    await expect(seedPostgres(url, fleet, { count: 3 })).rejects.toThrow(
      'received permission denied for schema public',
    );
    await seed({ count: 3 });
    await expect(seedPostgres(url, fleet, { count: 3, mode: 'append' })).rejects.toThrow(
      'received permission denied for table servers',
    );
  });

  it('is refused where the host or the database looks like production, unless that is allowed', async () => {
    const refused = (name: string): string =>
      `seedPostgres: expected a target that does not look like production (allowProduction: true lets it through), received ${name}`;
    await expect(seedPostgres('postgres://db.prod.invalid/shop', fleet, { count: 1 })).rejects.toThrow(
      refused('db.prod.invalid'),
    );
    const url = server().url.replace(/postgres$/, 'shop_production');
    await expect(seedPostgres(url, fleet, { count: 1 })).rejects.toThrow(refused('shop_production'));
    await expect(seedPostgres(server().url, fleet, { count: 1, production: /^postgres$/ })).rejects.toThrow(
      refused('postgres'),
    );
    await seed({ count: 1, production: /^postgres$/, allowProduction: true });
  });

  it('lets out what onProgress throws as it is, and leaves the rows as they were', async () => {
    const mine = new TypeError('mine');
    const onProgress = (): never => {
      throw mine;
    };
    await expect(seed({ ...LONG, onProgress })).rejects.toBe(mine);
    expect(await tables()).toBe(0);
    await seed({ count: 3 });
    const before = await checksum();
    for (const mode of ['replace', 'append', 'upsert'] as const) {
      await expect(seed({ ...LONG, mode, onProgress })).rejects.toBe(mine);
    }
    expect(await checksum()).toBe(before);
    expect(await sessions()).toBe(0);
  });

  it('ends at once where it waits for somebody else and is aborted', async () => {
    await seed({ count: 3 });
    const controller = new AbortController();
    await sql.begin(async (transaction) => {
      await transaction`lock table server_metrics`;
      const seeding = expect(seed({ count: 3, mode: 'upsert', signal: controller.signal })).rejects.toThrow('aborted');
      await vi.waitFor(
        async () => expect((await transaction`select from pg_locks where not granted`).length).toBe(1),
        30_000,
      );
      controller.abort();
      await seeding;
      expect((await transaction`select from pg_locks where not granted`).length).toBe(0);
    });
    expect(await sessions()).toBe(0);
  });

  it.each(['create', 'replace', 'append', 'upsert'] as const)(
    'leaves nothing in mode %s when its process is killed',
    async (mode) => {
      if (mode !== 'create') await seed({ count: 3 });
      const before = mode === 'create' ? undefined : await checksum();
      using program = await bundled(`
      import { faker } from '@faker-js/faker/locale/en';
      import { withServer } from 'faker-server';
      import { seedPostgres } from 'faker-server/postgres';
      const [url, options] = process.argv.slice(2);
      const fleet = withServer(faker).server.fleet({ count: 8, seed: 7 });
      await seedPostgres(url, fleet, { ...JSON.parse(options), onProgress: ({ rows }) => console.log(rows) });
    `);
      const args = [program.file, server().url, JSON.stringify({ ...LONG, mode })];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      expect(await sessions()).toBe(1);
      child.kill('SIGKILL');
      await vi.waitFor(async () => expect(await sessions()).toBe(0), 30_000);
      if (mode === 'create') expect(await tables()).toBe(0);
      else expect(await checksum()).toBe(before);
    },
  );

  it('leaves nothing, and says so, when the server is killed', async () => {
    await seed({ count: 3 });
    const before = await checksum();
    let killed: Promise<void> | undefined;
    const onProgress = (): void => void (killed ??= server().kill());
    const seeding = seed({ ...LONG, mode: 'append', onProgress });
    await expect(seeding).rejects.toThrow(
      /^seedPostgres: expected a PostgreSQL that can be seeded at \S+, received (a connection that was closed|read ECONNRESET|write E\w+)$/,
    );
    await killed;
    await sql.end();
    await server().restart();
    sql = connect(server().url, { max: 1, onnotice: () => undefined });
    expect(await checksum()).toBe(before);
    await seed({ count: 3, mode: 'upsert' });
    expect(await checksum()).toBe(before);
  });
});

describeWith(postgres, 'shards that run at the same time', (server) => {
  const shards = (of: number, options: PostgresOptions): Promise<unknown>[] =>
    Array.from({ length: of }, (_, i) =>
      seedPostgres(server().url, fleet, { ...options, shard: { index: i + 1, of } }),
    );
  const checksum = (): Promise<string> =>
    server().query(`
      select (select md5(string_agg(m::text, ',' order by m::text)) from server_metrics m),
        (select md5(string_agg(s::text, ',' order by s::text)) from servers s)`);

  it.each([
    ['upsert', undefined],
    ['append', undefined],
    ['upsert', 'week'],
  ] as const)('make the whole together in mode %s with partitions by %s', async (mode, partitionBy) => {
    const options = { every: '1h', count: 2000, from: '2025-01-01', partitionBy } as const;
    await server().query('drop table if exists server_metrics, servers');
    await seedPostgres(server().url, fleet, options);
    const whole = await checksum();
    await server().query('drop table server_metrics, servers');
    await Promise.all(shards(8, { ...options, mode }));
    expect(await checksum()).toBe(whole);
    // Some again, and cut in another way, beside each other.
    await Promise.all([...shards(3, { ...options, mode: 'upsert' }), ...shards(5, { ...options, mode: 'upsert' })]);
    expect(await checksum()).toBe(whole);
  });

  it('do not wait for each other in a circle, in whatever order their servers are', async () => {
    await server().query('drop table if exists server_metrics, servers');
    const options = { every: '1h', count: 3000, mode: 'upsert' } as const;
    await seedPostgres(server().url, fleet, options);
    const whole = await checksum();
    const orders = [[...fleet], [...fleet].reverse(), [...fleet].sort()];
    await Promise.all(orders.map((servers) => seedPostgres(server().url, servers, options)));
    expect(await checksum()).toBe(whole);
  });

  it('lets one of two in that want to create the same tables', async () => {
    await server().query('drop table if exists server_metrics, servers');
    const both = await Promise.allSettled([1, 2].map(() => seedPostgres(server().url, fleet, { count: 100 })));
    const [failure, ...others] = both.filter(({ status }) => status === 'rejected');
    expect(others).toEqual([]);
    expect(String((failure as PromiseRejectedResult).reason)).toContain('expected an empty table servers (mode:');
  });
});

const PASSWORD = 'pa ss/w@rd:%\'"\\ü';

describeWith(
  postgres,
  'a password',
  (server) => {
    const url = (password: string): string => server().url.replace(/:[^:@]*@/, `:${password}@`);

    it('lets in who knows it', async () => {
      expect(await seedPostgres(server().url, fleet, { count: 1 })).toEqual({ rows: 8, servers: 8 });
      await expect(seedPostgres(server().url, fleet, { count: 1 })).rejects.toSatisfy(hides(PASSWORD));
    });

    it('is in no error, whether it is right or wrong', async () => {
      const wrong = 'hunter2 and/more@';
      const seeding = seedPostgres(url(encodeURIComponent(wrong)), fleet, { count: 1 });
      await expect(seeding).rejects.toThrow(
        /seeded at postgres:\/\/postgres:\*\*\*@127.0.0.1:\d+\/postgres, received password authentication failed for user "postgres"$/,
      );
      await expect(seeding).rejects.toSatisfy(hides(wrong, encodeURIComponent(wrong)));
      // Not encoded, it makes of the URL one that cannot be read.
      for (const raw of [wrong, 'a/b@c', 'x?y#z@w', PASSWORD]) {
        const unreadable = seedPostgres(url(raw), fleet, { count: 1 });
        await expect(unreadable).rejects.toThrow('seedPostgres: expected a PostgreSQL that can be seeded at postgres');
        await expect(unreadable).rejects.toSatisfy(hides(raw));
      }
      const parameter = `${server().url}?password=${wrong}&sslkey=${wrong}`;
      await expect(seedPostgres(parameter, fleet, { count: 1 })).rejects.toSatisfy(
        hides(wrong, encodeURIComponent(wrong)),
      );
    });

    /** Whether an error and all that is behind it are without some secrets. */
    function hides(...secrets: readonly string[]): (error: unknown) => boolean {
      return (error) => {
        const all = `${String(error)} ${(error as Error).stack} ${inspect(error, { depth: Infinity, showHidden: true })}`;
        const told = secrets.filter((secret) => all.includes(secret) || all.includes(encodeURI(secret)));
        if (told.length > 0) console.error(all);
        return told.length === 0;
      };
    }
  },
  { password: PASSWORD },
);
