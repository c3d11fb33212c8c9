import { networkInterfaces } from 'node:os';
import process from 'node:process';
import connect, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seedPostgres } from 'faker-server/postgres';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { freePort } from '../servers/freePort.js';
import { postgres } from '../servers/postgres.js';
import { buildCli, type BuiltCli, ended, type Ended, start, userEnvironment } from './cli/builtCli.js';
import { laws } from './postgresql/laws.js';

describeWith(postgres, 'a PostgreSQL', (server) => {
  let sql: Sql;
  beforeAll(() => {
    sql = connect(server().url, { max: 1, onnotice: () => undefined, connection: { TimeZone: 'UTC' } });
  });
  afterAll(() => sql.end());

  laws({
    path: 'seedPostgres',
    seed: (servers, options) => seedPostgres(server().url, servers, options),
    ask: async (text) => (await sql.unsafe(text).raw()).map((row) => row.map(String)),
    run: (text) => sql.unsafe(text),
  });

  it('is found behind a host that does not answer', async () => {
    const { url } = server();
    const hosts = url.replace('@', `@127.0.0.1:${await freePort()},`);
    const options = { count: 3, metricsTable: 'found', serversTable: 'found_servers' };
    expect(await seedPostgres(hosts, seededServer().fleet(2), options)).toEqual({ rows: 6, servers: 2 });
    await sql.unsafe('drop table found, found_servers');
  });

  it('has the ids that are written, whatever encoding a URL asks for', async () => {
    await sql.unsafe('drop table if exists server_metrics, servers');
    await seedPostgres(`${server().url}?client_encoding=latin1`, seededServer().web().id('Ω-é'), { count: 1 });
    const ids = await sql.unsafe('select server_id from server_metrics union all select server_id from servers').raw();
    expect(ids.map(String)).toEqual(['Ω-é', 'Ω-é']);
  });

  it('is seeded where its URL is written for Prisma, or for libpq', async () => {
    await sql.unsafe('create schema "App"');
    const fleet = seededServer().fleet(2);
    for (const [i, parameters] of [
      'schema=App&connection_limit=5&pool_timeout=10&pgbouncer=true&sslmode=prefer',
      'channel_binding=prefer&gssencmode=disable&keepalives=1&search_path=%22App%22',
    ].entries()) {
      const options = { count: 3, mode: 'append', from: `2025-01-0${4 * i + 1}` } as const;
      await seedPostgres(`${server().url}?${parameters}`, fleet, options);
    }
    expect(String(await sql.unsafe('select count(*) from "App".server_metrics').raw())).toBe('12');
    await sql.unsafe('drop schema "App" cascade');
  });

  it('has the name that a URL writes with %20', async () => {
    await sql.unsafe('create database "my ü/db"');
    const url = server().url.replace(/[^/]*$/, 'my%20%C3%BC%2Fdb');
    expect(await seedPostgres(url, seededServer().fleet(2), { count: 3 })).toEqual({ rows: 6, servers: 2 });
    await sql.unsafe('create database "dev-prod"');
    await expect(
      seedPostgres(url.replace(/[^/]*$/, 'dev%2Dprod'), seededServer().fleet(2), { count: 3 }),
    ).rejects.toThrow(/received dev-prod$/);
  });
});

describeWith(
  postgres,
  'a PostgreSQL at a Unix socket',
  (server) => {
    it('is seeded where the environment names its folder', async () => {
      vi.stubEnv('PGHOST', '/tmp');
      vi.stubEnv('PGPORT', new URL(server().url).port);
      vi.stubEnv('PGUSER', server().user);
      try {
        const options = { count: 3 };
        expect(await seedPostgres('postgres:///postgres', seededServer().fleet(2), options)).toEqual({
          rows: 6,
          servers: 2,
        });
      } finally {
        vi.unstubAllEnvs();
      }
      expect(await server().query('select count(*) from server_metrics')).toBe('6');
    });

    it('is seeded where the URL names its folder, as libpq has it', async () => {
      const { user, port } = { user: server().user, port: new URL(server().url).port };
      const options = { count: 3, mode: 'replace' } as const;
      for (const url of [
        `postgres://${user}@%2Ftmp:${port}/postgres`,
        `postgres://${user}@/postgres?host=/tmp&port=${port}`,
        `postgres://${user}@127.0.0.1:1/postgres?host=%2Ftmp&port=${port}&application_name=dev`,
        `postgres://${user}@/postgres?host=127.0.0.1&port=${port}`,
      ]) {
        expect(await seedPostgres(url, seededServer().fleet(2), options)).toEqual({ rows: 6, servers: 2 });
      }
      await expect(
        seedPostgres('postgres:///dev?host=db.prod.example', seededServer().fleet(2), options),
      ).rejects.toThrow(/does not look like production.*received db\.prod\.example$/);
    });
  },
  { settings: { unix_socket_directories: '/tmp' } },
);

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses!.some(({ address }) => address === '::1'),
);

describeWith(
  postgres,
  'a PostgreSQL at an IPv6 address',
  (server) => {
    it.runIf(hasIpv6)('is seeded, behind one that does not answer too', async () => {
      const url = server().url.replace('127.0.0.1', '[::1]');
      expect(await seedPostgres(url, seededServer().fleet(2), { count: 3 })).toEqual({ rows: 6, servers: 2 });
      const hosts = url.replace('@', `@127.0.0.1:${await freePort()},`);
      const mode = 'replace';
      expect(await seedPostgres(hosts, seededServer().fleet(2), { count: 3, mode })).toEqual({ rows: 6, servers: 2 });
      expect(await server().query('select count(*) from server_metrics')).toBe('6');
    });
  },
  { settings: hasIpv6 ? { listen_addresses: '127.0.0.1,::1' } : {} },
);

describeWith(
  postgres,
  'a PostgreSQL that speaks TLS alone',
  (server) => {
    it('is seeded where the URL asks for it', async () => {
      const { url } = server();
      const servers = seededServer().fleet(2);
      const window = { count: 3 };
      expect(await seedPostgres(`${url}?sslmode=require`, servers, window)).toEqual({ rows: 6, servers: 2 });
      expect(await server().query('select count(*) from server_metrics')).toBe('6');
      await expect(seedPostgres(`${url}?sslmode=disable`, servers, window)).rejects.toThrow(/no encryption/);
      await expect(seedPostgres(`${url}?sslmode=verify-full`, servers, window)).rejects.toThrow(/self-signed/);
    });
  },
  { certificateFor: 'DNS:localhost' },
);

describe.each([
  ['localhost', 'DNS:localhost', '127.0.0.1'],
  ['127.0.0.1', 'IP:127.0.0.1', 'localhost'],
])('verify-full', (own, certificateFor, other) => {
  describeWith(
    postgres,
    `with a certificate for ${own}`,
    (server) => {
      let cli: BuiltCli;
      beforeAll(async () => {
        cli = await buildCli();
      });
      afterAll(() => cli.remove());

      it(`takes it there, and not at ${other}`, async () => {
        // Node reads it once, when it begins.
        const env = { ...userEnvironment(), NODE_EXTRA_CA_CERTS: server().certificate };
        const at = (host: string): Promise<Ended> => {
          const url = `${server().url.replace('127.0.0.1', host)}?sslmode=verify-full`;
          return ended(start(process.execPath, [cli.file, 'seed', url, '-n', '2', '-d', '3'], { env }));
        };
        const refused = await at(other);
        expect(refused.stderr).toMatch(/received Hostname\/IP does not match certificate's altnames: /);
        expect(refused.code).toBe(1);
        const { code, stderr } = await at(own);
        expect(stderr).toMatch(/^6 rows of 2 servers/);
        expect(code).toBe(0);
      });
    },
    { certificateFor },
  );
});
