import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createConnection } from 'mysql2/promise';
import postgresDriver from 'postgres';
import { expect, it, onTestFinished } from 'vitest';
import { seedMysql, type TableOptions } from 'faker-server/mysql';
import { seedPostgres } from 'faker-server/postgres';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { mariadb } from '../servers/mariadb.js';
import { pgbouncer } from '../servers/pgbouncer.js';
import { type Postgres, postgres } from '../servers/postgres.js';
import { hasPrinted, otherProcess } from './otherProcess.js';

const fleet = seededServer().fleet({ count: 4, seed: 7 });
const reason = new Error('enough');
/** In which an abort is heard, whatever the server does. */
const SOON_MS = 5000;

type Seed = (url: string, servers: typeof fleet, options: TableOptions) => Promise<unknown>;

interface Running {
  readonly url: string;
  readonly port: number;
  readonly query: (sql: string) => Promise<string>;
}

/** What stands between a client and a server, and can cease to pass anything on. */
async function between(port: number): Promise<{ readonly port: number; readonly cease: () => void }> {
  const sockets: Socket[] = [];
  let isCeased = false;
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    sockets.push(client, server);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('data', (bytes) => isCeased || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  return { port: (proxy.address() as AddressInfo).port, cease: () => void (isCeased = true) };
}

/** How an abort comes out, and whether soon. */
async function aborted(seed: Seed, url: string, options: TableOptions, when: (abort: () => void) => unknown) {
  const controller = new AbortController();
  let abortedMs = Infinity;
  const abort = (): void => {
    abortedMs = Math.min(abortedMs, performance.now());
    controller.abort(reason);
  };
  const seeding = seed(url, fleet, { ...options, signal: controller.signal });
  when(abort);
  await expect(seeding).rejects.toBe(reason);
  expect(performance.now() - abortedMs).toBeLessThan(SOON_MS);
}

/** Does some work while somebody else holds the tables. */
type Locking = (work: () => Promise<void>) => Promise<void>;

function laws(seed: Seed, running: () => Running, locked: Locking): void {
  const through = (port: number): string => running().url.replace(`:${running().port}/`, `:${port}/`);

  it('is heard while nobody answers', async () => {
    const { port, cease } = await between(running().port);
    cease();
    await aborted(seed, through(port), { count: 3 }, (abort) => setTimeout(abort, 100));
  });

  it.each(['replace', 'append', 'upsert'] as const)(
    'is heard while somebody else holds the table, in mode %s',
    async (mode) => {
      await running().query('drop table if exists server_metrics, servers');
      await seed(running().url, fleet, { count: 3 });
      await locked(async () => {
        await aborted(seed, running().url, { count: 3, mode }, (abort) => setTimeout(abort, 300));
        // Before it has begun, too.
        await aborted(seed, running().url, { count: 3, mode }, (abort) => abort());
      });
      expect(await running().query('select count(*) from server_metrics')).toBe('12');
      await seed(running().url, fleet, { count: 4, mode: 'replace' });
    },
  );

  it.each([0, 100_000])('is heard where the server falls silent at row %d', async (row) => {
    await running().query('drop table if exists server_metrics, servers');
    const { port, cease } = await between(running().port);
    let abort: () => void;
    const onProgress = ({ rows }: { readonly rows: number }): void => {
      if (rows < row) return;
      cease();
      setTimeout(() => abort(), 100);
    };
    const options = { count: 500_000, every: '1m', onProgress } as const;
    await aborted(seed, through(port), options, (given) => (abort = given));
  });
}

describeWith(mariadb, 'an abort of seedMysql', (server) => {
  laws(seedMysql, server, async (work) => {
    const other = await createConnection(server().url);
    await other.query('lock tables server_metrics write, servers write');
    try {
      await work();
    } finally {
      other.destroy();
    }
  });

  it('leaves no table that it has made, though it waits', async () => {
    await server().query('drop table if exists server_metrics, servers');
    const controller = new AbortController();
    const onProgress = (): void => void setTimeout(() => controller.abort(reason), 50);
    const { signal } = controller;
    const options = { count: 500_000, every: '1m', onProgress, signal } as const;
    await expect(seedMysql(server().url, fleet, options)).rejects.toBe(reason);
    expect(await server().query('show tables')).toBe('');
  });
});

describeWith(postgres, 'an abort of seedPostgres', (server) => laws(seedPostgres, server, locking(server)));

describeWith(pgbouncer, 'an abort of seedPostgres behind a PgBouncer', (server) =>
  laws(seedPostgres, server, locking(server)),
);

/** Does some work while a connection holds the tables, and some others are there. */
function locking(server: () => Postgres): Locking {
  return async (work) => {
    const sql = postgresDriver(server().url, { max: 3, prepare: false });
    await Promise.all([1, 2, 3].map(() => sql`select pg_sleep(0.1)`));
    await sql.begin(async (transaction) => {
      await transaction`lock table server_metrics, servers`;
      await work();
      expect(await server().query("select query from pg_stat_activity where wait_event_type = 'Lock'")).toBe('');
    });
    await sql.end();
  };
}

it.each(['seedMysql', 'seedPostgres'])(
  'of %s, a server that is silent does not keep the process from ending',
  async (name) => {
    const silent = createServer((socket) => socket.on('error', () => undefined).pause()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => void silent.close());
    const kind = name.slice('seed'.length).toLowerCase();
    const child = await otherProcess(`
    import { faker } from '@faker-js/faker/locale/en';
    import './src/register.ts';
    import { ${name} } from './src/node/${kind}.ts';
    const url = '${kind}://dev@127.0.0.1:${(silent.address() as AddressInfo).port}/dev';
    const options = { count: 3, signal: AbortSignal.timeout(300) };
    await ${name}(url, faker.server.fleet(2), options).catch(({ name }) => console.log(name));
  `);
    const exit = once(child, 'exit');
    expect(await hasPrinted(child)).toBe('TimeoutError\n');
    const printedMs = performance.now();
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - printedMs).toBeLessThan(SOON_MS);
  },
);
