import connect, { type Sql } from 'postgres';
import { afterAll, beforeAll } from 'vitest';
import { seedPostgres } from 'faker-server/postgres';
import { describeWith } from '../servers/describeWith.js';
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
});
