import { PGlite, types } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe } from 'vitest';
import { seedPglite } from 'faker-server/pglite';
import { laws } from './postgresql/laws.js';

/** Every value as PostgreSQL writes it. */
const parsers: Record<number, (text: string) => string> = Object.fromEntries(
  Object.values<number>(types).map((type) => [type, (text: string) => text]),
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
});
