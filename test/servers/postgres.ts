import { writeFileSync } from 'node:fs';
import { freePort } from './freePort.js';
import { Home } from './home.js';
import { serve, type Server, type ServerKind } from './serve.js';

interface PostgresOptions {
  /** Settings of postgresql.conf, such as `{ max_connections: '5' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Asks for this password (SCRAM); without it everybody is trusted. */
  readonly password?: string;
  /** Takes connections over TLS alone, with a certificate, its own authority, for this, such as `DNS:localhost`. */
  readonly certificateFor?: string;
}

export interface Postgres extends Server {
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
  /** The file of its certificate, where it has one. */
  readonly certificate: string;
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Runs SQL through psql: rows as lines, values with `|` between. */
  query(sql: string, options?: { readonly password?: string }): Promise<string>;
}

/** PostgreSQL: crashes lose nothing, but a power failure would. */
export const postgres: ServerKind<PostgresOptions, Postgres> = {
  name: 'PostgreSQL',
  binaries: ['initdb', 'postgres', 'pg_isready', 'psql', 'openssl'],

  async start({ settings = {}, password, certificateFor } = {}) {
    const home = new Home('postgres');
    const port = await freePort();
    const user = 'postgres';
    const database = 'postgres';
    const urlWith = (secret: string | undefined) =>
      `postgres://${user}${secret === undefined ? '' : `:${encodeURIComponent(secret)}`}@127.0.0.1:${port}/${database}`;
    const data = await home.makeFolder('data', user);
    const certificate = `${data}/server.crt`;

    const prepare = async () => {
      const auth = ['-A', 'trust'];
      if (password !== undefined) {
        const file = `${home.folder}/password`;
        writeFileSync(file, `${password}\n`);
        auth.splice(0, 2, '-A', 'scram-sha-256', '--pwfile', file);
      }
      const locale = ['-E', 'UTF8', '--locale=C.UTF-8'];
      await home.run('initdb', ['-D', data, '-U', user, ...auth, ...locale, '--no-sync'], { user });
      if (certificateFor === undefined) return;
      const subject = ['-subj', '/CN=tests', '-addext', `subjectAltName=${certificateFor}`];
      const files = ['-out', certificate, '-keyout', `${data}/server.key`];
      await home.run('openssl', ['req', '-new', '-x509', '-nodes', ...subject, ...files], { user });
      writeFileSync(`${data}/pg_hba.conf`, 'hostssl all all 127.0.0.1/32 trust\n');
    };

    const start = () => {
      const all = {
        fsync: 'off',
        full_page_writes: 'off',
        ...(certificateFor !== undefined && { ssl: 'on' }),
        ...settings,
      };
      const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      const address = ['-p', `${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
      const ready = () => home.run('pg_isready', ['-q', '-h', '127.0.0.1', '-p', `${port}`]).then(() => true);
      return home.start('postgres', ['-D', data, ...address, ...flags], ready, { user });
    };

    return {
      // SIGTERM would wait for the clients.
      ...(await serve(home, port, prepare, start, { shutDown: 'SIGINT' })),
      user,
      password,
      database,
      certificate,
      url: urlWith(password),
      query: async (sql, options = {}) => {
        const output = await home.run('psql', [
          '-XAtq',
          '-v',
          'ON_ERROR_STOP=1',
          '-d',
          urlWith(options.password ?? password),
          '-c',
          sql,
        ]);
        return output.trimEnd();
      },
    };
  },
};
