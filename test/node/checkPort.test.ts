import { describe, expect, it } from 'vitest';
import { seedInflux } from 'faker-server/influx';
import { seedMysql } from 'faker-server/mysql';
import { seedPostgres } from 'faker-server/postgres';
import { seedPrometheus } from 'faker-server/prometheus';
import { seededServer } from '../faker.js';

const web = seededServer().web();

const URLS: readonly [seed: (url: string) => Promise<unknown>, path: string, url: (port: string) => string][] = [
  [
    (url) => seedPostgres(url, web, { count: 1 }),
    'seedPostgres',
    (port) => `postgres://me:secret@127.0.0.1:${port}/dev`,
  ],
  [(url) => seedPostgres(url, web, { count: 1 }), 'seedPostgres', (port) => `postgres://127.0.0.1:1,[::1]:${port}/dev`],
  [
    (url) => seedPostgres(url, web, { count: 1 }),
    'seedPostgres',
    (port) => `postgres:///dev?host=/tmp&port=${port}#more`,
  ],
  [(url) => seedMysql(url, web, { count: 1 }), 'seedMysql', (port) => `mysql://me:secret@127.0.0.1:${port}/dev`],
  [
    (url) => seedInflux(url, web, { count: 1 }),
    'seedInflux',
    (port) => `http://me:secret@127.0.0.1:${port}/write?db=dev`,
  ],
  [(url) => seedPrometheus(url, web, { count: 1 }), 'seedPrometheus', (port) => `http://me:secret@[::1]:${port}`],
];

describe.each(URLS)('a port', (seed, path, url) => {
  it.each(['99999', '0', 'abc', '-1', '5.5'])(`of ${url('…')} is refused: %s`, async (port) => {
    await expect(seed(url(port))).rejects.toThrow(`${path}: expected a port from 1 to 65535, received ${port}`);
  });

  it(`of ${url('…')} may be any, also one on which nobody listens`, async () => {
    await expect(seed(url('65535'))).rejects.toThrow(/connect (?:ECONNREFUSED|ENOENT)/);
  });
});

it('shows nothing of a password that is not encoded and looks like a port', async () => {
  for (const [seed, , url] of URLS.filter((each) => each[2]('').includes('me:secret'))) {
    const wrong = url('65535').replace('secret', '70000/word');
    await expect(seed(wrong)).rejects.toThrow(expect.not.stringContaining('70000') as Error);
  }
});
