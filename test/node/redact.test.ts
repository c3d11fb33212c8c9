import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { seedInflux } from 'faker-server/influx';
import { seedMysql } from 'faker-server/mysql';
import { seedPostgres } from 'faker-server/postgres';
import { shownUrl } from '../../src/node/redact.js';
import { seededServer } from '../faker.js';
import { typed } from './cli/typed.js';
import { temporaryFolder } from './temporaryFolder.js';

/** Addresses that are mistyped or in another form, or whose password is not encoded: what parses as a URL then has no password. */
const WRONG = [
  'postgres:/me:hunter2@127.0.0.1:1/dev',
  'postgresql:me:hunter2@127.0.0.1:1/dev',
  'postgres//me:hunter2@127.0.0.1:1/dev',
  'postgres://me:12/hunter2@127.0.0.1:1/dev',
  'postgres://me:12?hunter2@127.0.0.1:1/dev',
  'postgres://me:12#hunter2@127.0.0.1:1/dev',
  'mysql:/me:hunter2@127.0.0.1:1/dev',
  'mysql://me:12/hunter2@127.0.0.1:1/dev',
  'influx+http:/me:hunter2@127.0.0.1:1/write?db=dev',
  'influx+http://127.0.0.1:1/write?db=dev&u=me&p=hunter2',
  'prometheus+http://me:12/hunter2@127.0.0.1:1',
  'admin:hunter2@127.0.0.1/dev',
  'env:postgres://me:hunter2@127.0.0.1:1/dev',
  ...['host=127.0.0.1 user=me password=hunter2', "host = 127.0.0.1 password = 'of hunter2' dbname=dev"],
  ...['password=hunter2 dbname=dev.db', 'Server=127.0.0.1;Uid=me;Pwd=hunter2;', 'Data Source=dev;Password="a;hunter2"'],
  'jdbc:sqlserver://127.0.0.1;user=me;password=hunter2',
];

describe('a password', () => {
  it.each(WRONG)('is not shown of %s', async (url) => {
    expect(shownUrl(url)).not.toContain('hunter2');
    const folder = temporaryFolder();
    const { code, stderr } = await typed('seed', url, '-n', '1', '-d', '1', '--log', folder, '--verbose');
    expect(code).not.toBe(0);
    const log = readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8');
    for (const text of [stderr, log]) expect(text).not.toContain('hunter2');
  });

  it.each([...WRONG, 'me:hunter2', 'hunter2', 'hunter2.db', 'prometheus+http://me:hunter2@127.0.0.1:1'])(
    'of a variable is in no sentence, and nothing else of its value %s',
    async (url) => {
      const folder = temporaryFolder();
      vi.stubEnv('TARGET_OF_TEST', url);
      onTestFinished(() => void vi.unstubAllEnvs());
      const flags = ['-n', '1', '-d', '1', '--production', 'hun|127', '--log', folder, '--verbose'];
      for (const allow of [[], ['--allow-production']]) {
        if (url === 'hunter2.db' && allow.length > 0) continue;
        const { code, stderr } = await typed('seed', 'env:TARGET_OF_TEST', ...flags, ...allow);
        expect(code).not.toBe(0);
        const logs = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
        for (const text of [stderr, ...logs]) {
          expect(text).toContain('env:TARGET_OF_TEST');
          expect(text).not.toContain('hunter2');
          expect(text).not.toContain(url.slice(0, -1));
        }
      }
    },
  );

  it('is hidden before a long address is cut, and where it is no target', async () => {
    const url = `postgres://somebody-with-a-long-name:${'hunter2'.repeat(9)}@127.0.0.1:1/dev`;
    for (const args of [['seed', 'dev.sqlite', url], [url], ['generate', url], ['seed', `-${url}`]]) {
      const { code, stderr } = await typed(...args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^faker-server: [^\n]*\*\*\*@127[^\n]*\n$/);
      expect(stderr).not.toContain('hunter2');
    }
  });

  it('in pairs is answered by the form that is taken', async () => {
    const sentence =
      'faker-server: target: expected a URL such as postgres://user@host/database, received names with values';
    expect((await typed('seed', 'host=localhost password=hunter2')).stderr).toBe(`${sentence}\n`);
    vi.stubEnv('TARGET_OF_TEST', 'Server=localhost;Uid=me;Pwd=hunter2;');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect((await typed('seed', 'env:TARGET_OF_TEST')).stderr).toBe(`${sentence} in env:TARGET_OF_TEST\n`);
  });

  it.each(WRONG)('is in no error of the library for %s', async (url) => {
    const seed = url.startsWith('postgres') ? seedPostgres : url.startsWith('mysql') ? seedMysql : seedInflux;
    const seeding = seed(url.replace(/^influx\+/, ''), seededServer().web(), { count: 1 });
    const error = await seeding.then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(error!.name).toBe('ServerError');
    expect(`${error!.stack} ${inspect(error, { depth: Infinity, showHidden: true })}`).not.toContain('hunter2');
  });

  it('that InfluxDB 1 takes as a parameter is not in the command that makes the same again', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url!.startsWith('/write') ? 204 : 200;
      request.resume().on('end', () => response.end(response.statusCode === 200 ? '{"results":[{}]}' : ''));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const target = `influx+http://127.0.0.1:${port}/write?db=dev&u=me&p=hunter2`;
    const { code, stderr } = await typed('seed', target, '-n', '1', '-d', '1');
    expect(code).toBe(0);
    expect(stderr).toContain('The same again: faker-server seed ');
    expect(stderr).not.toContain('hunter2');
  });

  it('hides no more than itself', () => {
    expect(shownUrl('postgres://me:hunter2@[::1]:5432/dev?sslkey=hunter2&a=b')).toBe(
      'postgres://me:***@[::1]:5432/dev?sslkey=***&a=b',
    );
    expect(shownUrl('http://localhost:8086/write?db=dev&precision=s')).toBe(
      'http://localhost:8086/write?db=dev&precision=s',
    );
    expect(shownUrl('mysql:/me:hunter2@localhost/dev')).toBe('mysql:/***@localhost/dev');
    expect(shownUrl('host=localhost password=hunter2 dbname=dev')).toBe('host=localhost password=***');
    expect(shownUrl('Server=localhost;Pwd=hunter2;')).toBe('Server=localhost;Pwd=***');
    expect(shownUrl('dev.sqlite')).toBe('dev.sqlite');
  });
});

it('a name of a database that is not encoded is refused in a sentence', async () => {
  await expect(seedMysql('mysql://me:hunter2@127.0.0.1:1/%zz', seededServer().web(), { count: 1 })).rejects.toThrow(
    'seedMysql: expected a URL such as mysql://user:password@localhost:3306/dev, received mysql://me:***@127.0.0.1:1/%zz',
  );
});
