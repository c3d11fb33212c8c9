import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { seedMysql } from 'faker-server/mysql';
import { seedPostgres } from 'faker-server/postgres';
import { seedSqlite, type TableOptions } from 'faker-server/sqlite';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { findBinary } from '../servers/findBinary.js';
import { mariadb } from '../servers/mariadb.js';
import { postgres } from '../servers/postgres.js';
import { hasSqlite } from './hasSqlite.js';
import { temporaryFolder } from './temporaryFolder.js';
import { thereAlready } from './thereAlready.js';

const web = seededServer().web().id('web-1').every('1h').from('2025-01-01').only('cpu');

/** A database that holds tables of the user's own. */
interface Place {
  /** What seeds it, and how it names itself in errors. */
  readonly path: string;
  readonly seed: (options: TableOptions) => Promise<unknown>;
  /** Runs some statements, and gives what the last one answers. */
  readonly run: (sql: string) => Promise<string>;
  /** Types of ids and of instants. */
  readonly types: readonly [text: string, instant: string];
}

function cascades({ path, seed, run, types: [text, instant] }: Place): void {
  const refer = (to: string, rule: string): string =>
    `create table tickets (id integer primary key, server_id ${text}, foreign key (server_id) references ${to} (server_id) on delete ${rule})`;

  it.each(['cascade', 'set null'])("refuses 'replace' where rows of others would go by on delete %s", async (rule) => {
    await seed({ count: 3 });
    await run(`${refer('servers', rule)}; insert into tickets values (1, 'web-1')`);
    await expect(seed({ count: 3, mode: 'replace' })).rejects.toThrow(
      `${path}.mode: expected a table servers for 'replace' whose rows can be deleted without those of other tables, ` +
        `received tickets, which refers to it on delete ${rule}`,
    );
    expect(await run('select server_id from tickets')).toBe('web-1');
    expect(await run('select count(*) from server_metrics')).toBe('3');
  });

  it("refuses 'replace' where rows of others are to stay, and takes it where they are our own", async () => {
    await seed({ count: 3 });
    await run(`${refer('servers', 'restrict')}; insert into tickets values (1, 'web-1')`);
    // MySQL tells the tables itself.
    await expect(seed({ count: 3, mode: 'replace' })).rejects.toThrow(
      path === 'seedSqlite'
        ? `${path}.mode: expected a table servers for 'replace' whose rows can be deleted without those of other tables, ` +
            'received tickets, which refers to it on delete restrict'
        : /received .*foreign key constraint.*`tickets`/i,
    );
    expect(await run('select count(*) from server_metrics')).toBe('3');
    await run('delete from tickets');
    await seed({ count: 3, mode: 'replace' });
    await run(`drop table tickets; drop table server_metrics; create table server_metrics (server_id ${text},
      timestamp ${instant}, cpu double, primary key (server_id, timestamp),
      foreign key (server_id) references servers (server_id) on delete cascade)`);
    await seed({ count: 5, mode: 'replace' });
    expect(await run('select count(*) from server_metrics')).toBe('5');
  });
}

/** A table of the user's own with columns that the database fills. */
function filled({ path, seed, run, types: [text, instant] }: Place): void {
  const columns = `server_id ${text}, timestamp ${instant}`;

  it('takes a table with a number of its own for each row, and a sum', async () => {
    const number =
      path === 'seedSqlite'
        ? 'integer not null primary key autoincrement'
        : 'integer not null primary key auto_increment';
    const sum = 'twice double generated always as (cpu * 2)';
    await run(`create table server_metrics (id ${number}, ${columns}, cpu double, ${sum})`);
    await seed({ count: 3, mode: 'append' });
    expect(await run('select count(*), max(id), sum(twice) = 2 * sum(cpu) from server_metrics')).toMatch(/^3\W3\W1$/);
  });

  it.each(['virtual', 'stored'])('refuses a table whose values are %s columns', async (kind) => {
    await run(`create table server_metrics (${columns}, cpu double generated always as (1.5) ${kind})`);
    await expect(seed({ count: 3 })).rejects.toThrow(
      /^seed\w+: expected a column cpu of type \w+ in the table server_metrics, received a generated one$/,
    );
  });
}

/** Tables of the user's own that nothing keeps from having a row twice. */
function withoutKey({ path, seed, run, types: [text, instant] }: Place): void {
  const make = async (more = ''): Promise<void> => {
    const name = path === 'seedMysql' ? '`timestamp`' : '"timestamp"';
    await run(`create table server_metrics (server_id ${text}, ${name} ${instant}, cpu double precision${more})`);
  };
  const count = async (): Promise<number> => Number(await run('select count(*) from server_metrics'));

  it("adds no row twice in mode 'append' to a table without a key", async () => {
    await make(', note varchar(9)');
    await seed({ count: 12, mode: 'append' });
    await expect(seed({ count: 12, mode: 'append' })).rejects.toThrow(thereAlready(path));
    await expect(seed({ from: '2025-01-01T11:00Z', count: 12, mode: 'append' })).rejects.toThrow(thereAlready(path));
    expect(await count()).toBe(12);
    // Between those that are there.
    await seed({ from: '2025-01-01T00:30Z', count: 5, mode: 'append' });
    await seed({ from: '2025-01-01T12:00Z', count: 12, mode: 'append' });
    expect(await count()).toBe(29);
  });

  it('adds rows once where two of the same append to a table without a key side by side', async () => {
    await make();
    const both = await Promise.allSettled([1, 2].map(() => seed({ count: 5000, mode: 'append' })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await count()).toBe(5000);
  });
}

describe.runIf(hasSqlite && existsSync(findBinary('sqlite3')))('seedSqlite', () => {
  let file: string;
  beforeEach(() => {
    file = join(temporaryFolder(), 'dev.db');
  });
  const place: Place = {
    path: 'seedSqlite',
    types: ['text', 'integer'],
    seed: (options) => seedSqlite(file, web, options),
    run: (sql) => Promise.resolve(execFileSync('sqlite3', [file, sql]).toString().trim()),
  };
  cascades(place);
  filled(place);
  withoutKey(place);
});

describeWith(mariadb, 'seedMysql', (server) => {
  beforeEach(() => server().query('drop table if exists tickets, server_metrics, servers'));
  const place: Place = {
    path: 'seedMysql',
    types: ['varchar(255) character set utf8mb4 collate utf8mb4_bin', 'datetime(3)'],
    seed: (options) => seedMysql(server().url, web, options),
    run: (sql) => server().query(sql),
  };
  cascades(place);
  filled(place);
  withoutKey(place);
});

describeWith(postgres, 'seedPostgres', (server) => {
  beforeEach(() => server().query('drop table if exists server_metrics, servers'));
  const place: Place = {
    path: 'seedPostgres',
    types: ['varchar(50)', 'timestamptz'],
    seed: (options) => seedPostgres(server().url, web, options),
    run: (sql) => server().query(sql),
  };
  withoutKey(place);
});
