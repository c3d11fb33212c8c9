import { seedInflux } from 'faker-server/influx';
import { seedMysql } from 'faker-server/mysql';
import { seedPostgres } from 'faker-server/postgres';
import { seedPrometheus } from 'faker-server/prometheus';
import { describe, expect, it } from 'vitest';
import { seededServer } from '../faker.js';
import { typed } from './cli/typed.js';

const fleet = seededServer(42, '2026-01-01').fleet(1);

const POSTGRES = 'a URL such as postgres://user:password@localhost:5432/dev';
const MYSQL = 'a URL such as mysql://user:password@localhost:3306/dev';
const INFLUX = 'a URL that begins with http:// or https://, such as http://localhost:8086/write?db=metrics';
const PROMETHEUS = 'a URL that begins with http:// or https://, such as http://localhost:9090';

it.each([
  [seedPostgres, `seedPostgres: expected ${POSTGRES}, received undefined`],
  [seedMysql, `seedMysql: expected ${MYSQL}, received undefined`],
  [seedInflux, `seedInflux: expected ${INFLUX}, received undefined`],
  [seedPrometheus, `seedPrometheus: expected ${PROMETHEUS}, received undefined`],
])('an address that the environment does not have is asked for as a URL', async (seed, sentence) => {
  const address = process.env['FAKER_SERVER_NO_SUCH_VARIABLE']!;
  await expect(seed(address, fleet, { count: 1 })).rejects.toThrow(sentence);
});

describe.each([
  'localhost/dev',
  'localhost:1/dev',
  'dev',
  '//localhost/dev',
  'postgres//localhost/dev',
  'postgres:/localhost/dev',
  'jdbc:postgresql://localhost:1/dev',
  'mongodb://localhost:1/dev',
])('an address without a scheme, or with another: %s', (address) => {
  it.each([
    [seedPostgres, `seedPostgres: expected ${POSTGRES}, received ${address}`],
    [seedMysql, `seedMysql: expected ${MYSQL}, received ${address}`],
    [seedInflux, `seedInflux: expected ${INFLUX}, received ${address}`],
    [seedPrometheus, `seedPrometheus: expected ${PROMETHEUS}, received ${address}`],
  ])('is asked for as a URL', async (seed, sentence) => {
    const refused = { name: 'ServerError', message: sentence };
    await expect(seed(address, fleet, { count: 1 })).rejects.toMatchObject(refused);
  });
});

it('an address without a scheme shows no password', async () => {
  const sentence = `seedPostgres: expected ${POSTGRES}, received me:***@localhost:1/dev`;
  await expect(seedPostgres('me:hunter2@localhost:1/dev', fleet, { count: 1 })).rejects.toThrow(sentence);
});

describe.each([
  ['postgres', seedPostgres, 'PostgreSQL'],
  ['mysql', seedMysql, 'MySQL or MariaDB'],
] as const)('an address of %s', (scheme, seed, name) => {
  it('says so of a password with a % that is not encoded', async () => {
    const need = `a ${name} that can be seeded at ${scheme}://me:***@localhost:1/dev`;
    const url = `${scheme}://me:50%@localhost:1/dev`;
    const sentence = `expected ${need}, received a % that is not written as %25`;
    await expect(seed(url, fleet, { count: 1 })).rejects.toThrow(sentence);
    // What was typed is wrong, not the world.
    expect(await typed('seed', url)).toMatchObject({ code: 2, stderr: `faker-server: ${sentence}\n` });
  });

  it('whose host is none is refused in our words', async () => {
    await expect(seed(`${scheme}://a b:1/dev`, fleet, { count: 1 })).rejects.toThrow(
      /, received (?:a URL that cannot be read|mysql:\/\/a b:1\/dev)$/,
    );
  });
});

it.each(['localhost/dev', 'http://localhost:1', 'postgres:localhost/dev'])(
  'the target %s of a command line is answered by all that there are, and shown as it was written',
  async (target) => {
    const { code, stderr } = await typed('seed', target);
    expect(stderr).toMatch(
      /^faker-server: target: expected one such as postgres:\/\/user@host\/database, pglite:folder, /,
    );
    expect(stderr).toContain(`, received ${target}\n`);
    expect(code).toBe(2);
  },
);
