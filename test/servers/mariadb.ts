import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from './freePort.js';
import { Home } from './home.js';
import { serve, type Server, type ServerKind } from './serve.js';

interface MariadbOptions {
  /** Settings of mariadbd without their dashes, such as `{ 'max-allowed-packet': '1M' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether `LOAD DATA LOCAL` is allowed; Debian's default is that it is. */
  readonly localInfile?: boolean;
  /** Who its certificate, its own authority, is for, such as `DNS:localhost`. Without one it speaks no TLS. */
  readonly certificateFor?: string;
}

export interface Mariadb extends Server {
  /** Who owns the database; `root` has no password. */
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The file of its certificate, where it has one. */
  readonly certificate: string;
  /** `mariadb://user:password@host:port/database` */
  readonly url: string;
  /** Runs SQL through the client `mariadb`: rows as lines, values with tabs between. */
  query(sql: string, options?: { readonly password?: string }): Promise<string>;
}

/** MariaDB: crashes lose nothing, but a power failure would. */
export const mariadb: ServerKind<MariadbOptions, Mariadb> = {
  name: 'MariaDB',
  binaries: ['mariadb-install-db', 'mariadbd', 'mariadb', 'openssl'],

  async start({ settings = {}, localInfile = true, certificateFor } = {}) {
    const home = new Home('mariadb');
    const port = await freePort();
    const [user, password, database] = ['tester', 'a secret/@:', 'metrics'];
    // Who runs it, where this process is root.
    const owner = 'mysql';
    const data = await home.makeFolder('data', owner);
    // A MariaDB that starts removes the temporary tables of others in the same folder.
    const temporary = await home.makeFolder('tmp', owner);
    const [certificate, key] = [`${data}/server.crt`, `${data}/server.key`];

    const prepare = async () => {
      const fast = ['--skip-test-db', '--skip-log-bin'];
      const auth = '--auth-root-authentication-method=normal';
      const install = ['--no-defaults', `--datadir=${data}`, auth, ...fast];
      await home.run('mariadb-install-db', install, { user: owner, env: { TMPDIR: temporary } });
      writeFileSync(
        `${home.folder}/init.sql`,
        [
          `CREATE DATABASE IF NOT EXISTS ${database};`,
          `CREATE USER IF NOT EXISTS '${user}'@'%' IDENTIFIED BY '${password}';`,
          `GRANT ALL ON ${database}.* TO '${user}'@'%';`,
        ].join('\n'),
      );
      if (certificateFor === undefined) return;
      const subject = ['-subj', '/CN=tests', '-addext', `subjectAltName=${certificateFor}`];
      const files = ['-out', certificate, '-keyout', key];
      await home.run('openssl', ['req', '-new', '-x509', '-nodes', ...subject, ...files], { user: owner });
    };

    const start = () => {
      const all = {
        'local-infile': localInfile ? '1' : '0',
        'innodb-flush-log-at-trx-commit': '2',
        'innodb-doublewrite': '0',
        ...(certificateFor !== undefined && { 'ssl-cert': certificate, 'ssl-key': key }),
        ...settings,
      };
      const flags = Object.entries(all).map(([name, value]) => `--${name}=${value}`);
      const files = [`--datadir=${data}`, `--tmpdir=${temporary}`, `--socket=${data}/socket`];
      const init = `--init-file=${home.folder}/init.sql`;
      const address = [`--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve'];
      const options = ['--no-defaults', ...files, init, ...address, ...flags];
      return home.start('mariadbd', options, () => greets(port), { user: owner });
    };

    return {
      ...(await serve(home, port, prepare, start)),
      user,
      password,
      database,
      certificate,
      url: `mariadb://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
      query: async (sql, { password: given = password } = {}) => {
        const login = ['--host=127.0.0.1', `--port=${port}`, `--user=${user}`, `--password=${given}`];
        const output = await home.run('mariadb', ['--no-defaults', ...login, '-BN', '-e', sql, database]);
        return output.trimEnd();
      },
    };
  },
};

/** A server that takes connections speaks first. */
async function greets(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'data', { signal: AbortSignal.timeout(1000) });
    return true;
  } finally {
    socket.destroy();
  }
}
