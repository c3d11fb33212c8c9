import { networkInterfaces } from 'node:os';
import connect, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { seedPostgres } from 'faker-server/postgres';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { freePort } from '../servers/freePort.js';
import { postgres } from '../servers/postgres.js';
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
  { tls: true },
);
