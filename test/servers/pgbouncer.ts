import { writeFileSync } from 'node:fs';
import { freePort } from './freePort.js';
import { Home } from './home.js';
import { type Postgres, postgres } from './postgres.js';
import { serve, type ServerKind } from './serve.js';

/** A PgBouncer before a PostgreSQL of its own: each transaction has another connection in turn. */
export const pgbouncer: ServerKind<object, Postgres> = {
  name: 'PgBouncer',
  binaries: [...postgres.binaries, 'pgbouncer'],

  async start() {
    const behind = await postgres.start();
    const home = new Home('pgbouncer');
    const port = await freePort();
    const file = `${home.folder}/pgbouncer.ini`;

    const prepare = () => {
      const lines = [
        '[databases]',
        `* = host=127.0.0.1 port=${behind.port} user=${behind.user}`,
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${port}`,
        'unix_socket_dir =',
        'auth_type = any',
        'pool_mode = transaction',
        'server_round_robin = 1',
      ];
      writeFileSync(file, `${lines.join('\n')}\n`);
      return Promise.resolve();
    };
    const ready = () => home.run('pg_isready', ['-q', '-h', '127.0.0.1', '-p', `${port}`]).then(() => true);
    const start = () => home.start('pgbouncer', [file], ready, { user: behind.user });
    const pool = await serve(home, port, prepare, start);
    const stop = async () => {
      await pool.stop();
      await behind.stop();
    };
    const url = behind.url.replace(`:${behind.port}/`, `:${port}/`);
    return { ...behind, ...pool, url, stop, [Symbol.asyncDispose]: stop };
  },
};
