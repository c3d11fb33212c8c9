import { seedInflux } from 'faker-server/influx';
import { seedMysql } from 'faker-server/mysql';
import { seedPostgres } from 'faker-server/postgres';
import { seedPrometheus } from 'faker-server/prometheus';
import { expect, it } from 'vitest';
import { seededServer } from '../faker.js';

const fleet = seededServer(42, '2026-01-01').fleet(1);

it.each([
  [
    seedPostgres,
    'seedPostgres: expected a URL such as postgres://user:password@localhost:5432/dev, received undefined',
  ],
  [seedMysql, 'seedMysql: expected a URL such as mysql://user:password@localhost:3306/dev, received undefined'],
  [seedInflux, 'seedInflux: expected a URL that begins with http:// or https://, received undefined'],
  [seedPrometheus, 'seedPrometheus: expected a URL that begins with http:// or https://, received undefined'],
])('an address that the environment does not have is asked for as a URL', async (seed, sentence) => {
  const address = process.env['FAKER_SERVER_NO_SUCH_VARIABLE']!;
  await expect(seed(address, fleet, { count: 1 })).rejects.toThrow(sentence);
});
