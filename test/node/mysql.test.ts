import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { createConnection } from 'mysql2/promise';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ServerError } from 'faker-server';
import { seedMysql, type TableOptions } from 'faker-server/mysql';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { mariadb } from '../servers/mariadb.js';
import { expectedRows } from './expectedRows.js';
import { hasPrinted, killed, otherProcess } from './otherProcess.js';
import { anotherThere } from './anotherThere.js';
import { laws } from './tableLaws.js';
import { thereAlready } from './thereAlready.js';

const server = seededServer();
const fleet = Array.from(server.fleet(5), (each) => each.every('1h'));

/** Another time zone than that of the rows, and manners that would cut what is too long. */
const settings = { 'default-time-zone': '+05:30', 'sql-mode': '', 'innodb-lock-wait-timeout': '2' };

describe.each([
  ['LOAD DATA LOCAL', true],
  ['INSERT, where the server refuses local files', false],
] as const)('seedMysql by %s', (_, localInfile) => {
  describeWith(mariadb, 'with MariaDB', tests, { localInfile, settings });
});

describeWith(
  mariadb,
  'a MariaDB whose certificate is for localhost',
  (mariadbOf) => {
    const at = (host: string, parameters: string): Promise<unknown> =>
      seedMysql(`${mariadbOf().url.replace('127.0.0.1', host)}?${parameters}`, fleet, { count: 1, mode: 'replace' });
    const ssl = (more: object = {}): string =>
      `ssl=${encodeURIComponent(JSON.stringify({ ca: readFileSync(mariadbOf().certificate, 'utf8'), ...more }))}`;

    it('is seeded where its URL asks for that name', async () => {
      await at('localhost', ssl({ verifyIdentity: true }));
      await at('localhost', `${ssl()}&ssl-mode=VERIFY_IDENTITY`);
      expect(await mariadbOf().query('SELECT COUNT(*) FROM server_metrics')).toBe('5');
    });

    it('is asked for its authority, and for its name where that is asked for alone', async () => {
      await at('127.0.0.1', 'ssl-mode=REQUIRED');
      await at('127.0.0.1', ssl());
      for (const mode of ['VERIFY_CA', 'VERIFY_IDENTITY']) {
        await expect(at('localhost', `ssl-mode=${mode}`)).rejects.toThrow(/received self-signed certificate/);
      }
    });

    // It would compare localhost with the certificate.
    it('is not seeded at an address where its URL asks for the name', async () => {
      for (const parameters of ['ssl-mode=verify_identity', ssl({ verifyIdentity: true })]) {
        for (const host of ['127.0.0.1', '[::1]']) {
          await expect(at(host, parameters)).rejects.toThrow(
            'seedMysql: expected the name of a host, as mysql2 compares no address with a certificate ' +
              `(ssl-mode=VERIFY_CA asks for none), received ${host}`,
          );
        }
      }
    });

    it('is not seeded where ssl is no object', async () => {
      await expect(at('127.0.0.1', 'ssl=true')).rejects.toThrow(
        'seedMysql: expected ssl as an object in JSON, or ssl-mode=REQUIRED in its place, received "true"',
      );
    });
  },
  { certificateFor: 'DNS:localhost' },
);

describeWith(
  mariadb,
  'a MariaDB whose certificate is for another host',
  (mariadbOf) => {
    it('is not seeded where its URL asks for the name', async () => {
      const ca = readFileSync(mariadbOf().certificate, 'utf8');
      const url = `${mariadbOf().url.replace('127.0.0.1', 'localhost')}?ssl=`;
      const options = (more: object): string => encodeURIComponent(JSON.stringify({ ca, ...more }));
      await expect(seedMysql(url + options({ verifyIdentity: true }), fleet, { count: 1 })).rejects.toThrow(
        /Host: localhost\. is not in the cert's altnames: DNS:db\.example/,
      );
      await seedMysql(url + options({}), fleet, { count: 1 });
    });
  },
  { certificateFor: 'DNS:db.example' },
);

function tests(mariadbOf: () => Awaited<ReturnType<typeof mariadb.start>>): void {
  /** The client `mariadb`: a reader that shares nothing with what wrote. */
  const query = async (sql: string): Promise<string[][]> => {
    const output = await mariadbOf().query(`SET NAMES utf8mb4; ${sql}`);
    return output === '' ? [] : output.split('\n').map((line) => line.split('\t'));
  };
  /** All records of a table, in the order of servers. */
  const recordsIn = async (table = 'server_metrics', columns = 'cpu, memory, disk_io, network') => {
    const instant = "TIMESTAMPDIFF(MICROSECOND, TIMESTAMP '1970-01-01 00:00:00', timestamp)";
    const rows = await query(`SELECT server_id, ${instant}, ${columns} FROM ${table} ORDER BY server_id, timestamp`);
    return rows.map(([id, us, ...values]) => [
      id,
      Number(us) / 1000,
      ...values.map((v) => (isNaN(Number(v)) ? v : Number(v))),
    ]);
  };
  const clean = async (): Promise<void> => {
    await query('DROP TABLE IF EXISTS servers, server_metrics, own');
    onTestFinished(async () => {
      await query('DROP TABLE IF EXISTS servers, server_metrics, own');
    });
  };
  const seed = (servers: Parameters<typeof seedMysql>[1], options: TableOptions) =>
    seedMysql(mariadbOf().url, servers, options);

  laws({ path: 'seedMysql', begin: clean, seed, query, records: (columns) => recordsIn('server_metrics', columns) });

  it('writes instants in UTC', async () => {
    await clean();
    await seed(fleet, { count: 1 });
    const last = fleet[0]!.columns(1).time[0]!;
    expect(await query('SELECT CAST(MAX(timestamp) AS CHAR) FROM server_metrics')).toEqual([
      [new Date(last).toISOString().replace('T', ' ').replace('Z', '')],
    ]);
  });

  it('writes values without decimals, and ids as they are', async () => {
    await clean();
    const ids = [`o'hara "x"\\n`, 'a\tb', 'NULL', '\\N', 'Ω-東京-🎲', 'web-1', 'Web-1', `${'long'.repeat(63)}🎲🎲🎲`];
    const odd = ids.map((id, at) =>
      server
        .custom({ precision: at % 7 })
        .id(id)
        .from('1969-12-28'),
    );
    await seed(odd, { count: 6 });
    const found = await query('SELECT HEX(server_id), COUNT(*), SUM(cpu) FROM server_metrics GROUP BY 1');
    expect(found.map(([hex, count]) => [Buffer.from(hex!, 'hex').toString(), count]).sort()).toEqual(
      ids.map((id) => [id, '6']).sort(),
    );
    const plain = odd.filter((each) => /^[Ww]eb|long/.test(each.metadata().serverId));
    const records = await recordsIn("(SELECT * FROM server_metrics WHERE server_id REGEXP '^([wW]eb|long)') t");
    expect(records).toEqual(expectedRows(plain, 6));
  });

  it('puts shards together that append side by side, whose server is one and new', async () => {
    const web = server.web().id('web-1').every('1h');
    const shards = async (): Promise<void> => {
      await Promise.all(
        [1, 2, 3, 4].map((index) => seed(web, { count: 4000, shard: { index, of: 4 }, mode: 'append' })),
      );
      expect(await recordsIn()).toEqual(expectedRows([web], 4000));
      expect(await query('SELECT server_id FROM servers')).toEqual([['web-1']]);
    };
    await clean();
    await shards();
    // The user's own table, which may have no key; and all look at it before the first of them ends.
    await query('TRUNCATE server_metrics; TRUNCATE servers; ALTER TABLE servers DROP PRIMARY KEY');
    await query('CREATE TRIGGER slow AFTER INSERT ON servers FOR EACH ROW SET @slept = SLEEP(1)');
    await shards();
  });

  it('appends to a server for a long time without keeping others from it', async () => {
    await clean();
    const web = server.web().id('web-1').every('1h').from('2025-01-01');
    const done: string[] = [];
    let other: Promise<unknown> | undefined;
    const append = { count: 300_000, mode: 'append' } as const;
    const short = { ...append, from: '2024-01-01', count: 10 };
    const onProgress = (): void => void (other ??= seed(web, short).then(() => done.push('short')));
    await seed(web, { ...append, onProgress }).then(() => done.push('long'));
    await other;
    expect(done).toEqual(['short', 'long']);
    expect(await query('SELECT server_id FROM servers')).toEqual([['web-1']]);
  });

  it('appends to no server that another seed makes meanwhile', async () => {
    await clean();
    const web = server.web().id('web-1').every('1h').from('2025-01-01');
    let other: Promise<unknown> | undefined;
    const append = { count: 300_000, mode: 'append' } as const;
    const onProgress = (): void => void (other ??= seed(web.seed(5), { ...append, from: '2024-01-01', count: 10 }));
    await expect(seed(web, { ...append, onProgress })).rejects.toThrow(anotherThere('seedMysql', 'web-1'));
    await other;
    expect(await query('SELECT COUNT(*) FROM server_metrics')).toEqual([['10']]);
  });

  it.each(['append', 'upsert'] as const)(
    'writes no server in whose way another is by a key of the user, in mode %s',
    async (mode) => {
      await clean();
      const web = server.web().id('web-1');
      await seed(web, { count: 1 });
      await query("ALTER TABLE servers ADD UNIQUE (hostname); UPDATE servers SET server_id = 'mine', region = 'mine'");
      const rows = { count: 5, from: '2020-01-01', mode };
      await expect(seed(web, rows)).rejects.toThrow(/received Duplicate entry 'web-1.*hostname'$/);
      expect(await query('SELECT server_id, region FROM servers')).toEqual([['mine', 'mine']]);
      expect(await query('SELECT COUNT(*) FROM server_metrics')).toEqual([['1']]);
    },
  );

  it.each([
    ['timestamp', 'UNIQUE (timestamp)'],
    ['by_beginning', 'UNIQUE by_beginning (server_id(3), timestamp)'],
  ])("puts no row in place of another server's that the user's own key %s takes for the same", async (name, key) => {
    await clean();
    const web = server.web().id('web-1');
    await seed(web, { count: 5 });
    await query(`ALTER TABLE server_metrics ADD ${key}`);
    await expect(seed(web.id('web-2'), { count: 5, mode: 'upsert' })).rejects.toThrow(
      new RegExp(`received Duplicate entry .*${name}'$`),
    );
    await seed(web, { count: 5, mode: 'upsert' });
    expect(await recordsIn()).toEqual(expectedRows([web], 5));
  });

  it('says that rows are there where the key is not the primary one', async () => {
    await clean();
    const web = server.web().id('web-1');
    await seed(web, { count: 5 });
    await query('ALTER TABLE server_metrics DROP PRIMARY KEY, ADD UNIQUE `a.b` (timestamp, server_id)');
    await expect(seed(web, { count: 5, mode: 'append' })).rejects.toThrow(thereAlready('seedMysql'));
    await query('ALTER TABLE server_metrics DROP INDEX `a.b`, ADD UNIQUE (timestamp)');
    // Rows of another server, which the user's own key has no room for.
    const other = server.web().id('web-2');
    await expect(seed(other, { count: 5, mode: 'append' })).rejects.toThrow(/received Duplicate entry .*timestamp'$/);
  });

  it('writes servers first where records refer to them', async () => {
    await clean();
    const web = server.web().id('web-1');
    await seed(web, { count: 5 });
    await query('DELETE FROM server_metrics; DELETE FROM servers');
    await query('ALTER TABLE server_metrics ADD FOREIGN KEY (server_id) REFERENCES servers (server_id)');
    for (const mode of ['create', 'append', 'upsert', 'replace'] as const) {
      await seed(web, { count: 5, mode, ...(mode === 'append' && { from: '2020-01-01' }) });
    }
    expect(await recordsIn()).toEqual(expectedRows([web], 5));
    await query('DROP TABLE server_metrics');
  });

  it('makes key and index, and none in a table that was there', async () => {
    const indexes = async (table: string): Promise<unknown> =>
      (await query(`SHOW INDEX FROM ${table}`)).map(([, isPlain, name, , column]) => [isPlain, name, column]);
    const key = [
      ['0', 'PRIMARY', 'server_id'],
      ['0', 'PRIMARY', 'timestamp'],
    ];
    for (const options of [{}, { mode: 'replace' }, { shard: '1/2' }, { shard: '1/2', mode: 'append' }] as const) {
      await clean();
      await seed(fleet, { count: 10, ...options });
      expect(await indexes('server_metrics')).toEqual([...key, ['1', 'timestamp_idx', 'timestamp']]);
      expect(await indexes('servers')).toEqual([key[0]]);
      expect(await query("SHOW TABLE STATUS WHERE Engine <> 'InnoDB' OR Collation <> 'utf8mb4_bin'")).toEqual([]);
    }
    await query('ALTER TABLE server_metrics DROP INDEX timestamp_idx');
    await seed(fleet, { count: 10, mode: 'replace' });
    expect(await indexes('server_metrics')).toEqual(key);
  });

  it('makes the index once where two fill a new table', async () => {
    await clean();
    const [one, two] = [server.web().id('web-1'), server.web().id('web-2')];
    await Promise.all([one, two].map((each) => seed(each.every('1h'), { count: 20_000, mode: 'append' })));
    expect(await query('SELECT COUNT(*) FROM server_metrics')).toEqual([['40000']]);
    expect(await query("SHOW INDEX FROM server_metrics WHERE Key_name = 'timestamp_idx'")).toHaveLength(1);
  });

  it.each([
    ['timestamp datetime', 'timestamp of type datetime(3)', 'datetime'],
    ['timestamp datetime(3), cpu decimal(5, 2)', 'cpu of type double', 'decimal(5,2)'],
    ['timestamp datetime(3), cpu double(5, 1)', 'cpu of type double', 'double(5,1)'],
    ['timestamp datetime(3), cpu double', 'memory of type double', 'none'],
    ['timestamp datetime(3), cpu double as (1.5) stored', 'cpu of type double', 'a generated one'],
  ])('refuses a table (server_id varchar(255), %s)', async (columns, need, fact) => {
    await clean();
    await query(`CREATE TABLE server_metrics (server_id varchar(255), ${columns})`);
    await expect(seed(fleet, { count: 5 })).rejects.toThrow(
      `seedMysql: expected a column ${need} in the table server_metrics, received ${fact}`,
    );
    expect(await query('SHOW TABLES')).toEqual([['server_metrics']]);
  });

  it('refuses a table without transactions, without a key for upserts, or one that would cut what it gets', async () => {
    await clean();
    const columns = 'timestamp datetime(3), cpu double, memory double, disk_io double, network double';
    await query(`CREATE TABLE own (server_id varchar(255), ${columns}) ENGINE = MyISAM`);
    const own = { count: 5, metricsTable: 'own' };
    await expect(seed(fleet, own)).rejects.toThrow(
      'seedMysql: expected a table own of an engine with transactions, such as InnoDB, received MyISAM',
    );
    await query(`DROP TABLE own; CREATE TABLE own (server_id varchar(255), ${columns})`);
    await expect(seed(fleet, { ...own, mode: 'upsert' })).rejects.toThrow(
      'seedMysql: expected a primary key or a unique index of the table own on server_id, timestamp, received none',
    );
    await query(`DROP TABLE own; CREATE TABLE own (server_id varchar(5), ${columns})`);
    await expect(seed(fleet, own)).rejects.toThrow(
      /^seedMysql: expected a MySQL .*received Data t.* for column 'server_id'/,
    );
    expect(await query('SELECT COUNT(*) FROM own')).toEqual([['0']]);
    // Those that were made for it are gone.
    expect(await query('SHOW TABLES')).toEqual([['own']]);
  });

  it('refuses ids, instants and servers that MySQL has no place for', async () => {
    await clean();
    await expect(seed(server.web().id('x'.repeat(256)), { count: 5 })).rejects.toThrow(
      /^servers: expected ids of at most 255 characters, which MySQL has keys for, received "xxx/,
    );
    // To MySQL it is that of web-1, whose rows an upsert would put others in place of.
    await expect(seed(server.web().id('web-1 '), { count: 5, mode: 'upsert' })).rejects.toThrow(
      'servers: expected ids that do not end in a space, which MySQL does not tell from those without, received "web-1 "',
    );
    await expect(seed(server.web().from('0031-05-05'), { count: 5 })).rejects.toThrow(
      'seedMysql: expected instants in the years 1000 to 9999, which MySQL has, received 0031-05-05T00:00:00.000Z',
    );
    await expect(seed([server.web().id('a'), server.batch().id('a')], { count: 5 })).rejects.toThrow(
      'servers: expected servers of different ids, received two of "a"',
    );
    expect(await query('SHOW TABLES')).toEqual([]);
  });

  it('takes any metrics, and names that need quotes, of another schema too', async () => {
    const { database } = mariadbOf();
    const web = server.web().id('web-1');
    await seed(web, {
      count: 3,
      metrics: ['network', 'cpu'],
      serversTable: 'my `servers`',
      metricsTable: `${database}.select`,
    });
    expect(await recordsIn('`select`', 'cpu, network')).toEqual(expectedRows([web.only('cpu', 'network')], 3));
    expect(await query('SELECT server_id FROM `my ``servers```')).toEqual([['web-1']]);
    await query('DROP TABLE `select`, `my ``servers```');
  });

  it('leaves no table that it has made where it is aborted, or fails', async () => {
    await clean();
    const controller = new AbortController();
    const reason = new Error('enough');
    const { signal } = controller;
    const onProgress = (): void => controller.abort(reason);
    await expect(seed(fleet, { count: 20_000, signal, onProgress })).rejects.toBe(reason);
    const thrown = new ServerError('mine', 'nothing of ours', undefined);
    const throwing = (): never => {
      throw thrown;
    };
    await expect(seed(fleet, { count: 20_000, onProgress: throwing })).rejects.toBe(thrown);
    expect(await query('SHOW TABLES')).toEqual([]);
  });

  it('leaves tables that it has made to those who fill them meanwhile', async () => {
    await clean();
    const controller = new AbortController();
    const reason = new Error('enough');
    let other: Promise<unknown> | undefined;
    const own = server.web().id('other').every('1h');
    // Rows that nobody else sees yet, of a transaction that goes on for longer than the failure takes.
    const onOther = ({ rows }: { readonly rows: number }): void => {
      if (rows > 5000) controller.abort(reason);
    };
    const onProgress = (): void => void (other ??= seed(own, { count: 300_000, onProgress: onOther }));
    const { signal } = controller;
    await expect(seed(fleet, { count: 1_000_000, signal, onProgress })).rejects.toBe(reason);
    expect(await other).toEqual({ rows: 300_000, servers: 1 });
    expect(await query('SELECT COUNT(*) FROM servers')).toEqual([['1']]);
    expect(await query('SELECT COUNT(*) FROM server_metrics')).toEqual([['300000']]);
  });

  it('leaves the old content where the process is killed', async () => {
    await clean();
    await seed(fleet, { count: 10 });
    const child = await otherProcess(`
      import { faker } from '@faker-js/faker/locale/en';
      import './src/register.ts';
      import { seedMysql } from './src/node/mysql.ts';
      const onProgress = ({ rows }) => rows > 50_000 && console.log(rows);
      const options = { count: 1e6, every: '1m', mode: 'replace', onProgress };
      await seedMysql(${JSON.stringify(mariadbOf().url)}, faker.server.fleet(5), options);
    `);
    await hasPrinted(child);
    await killed(child);
    expect(await recordsIn()).toEqual(expectedRows(fleet, 10));
  });

  it('leaves the old content where the server is killed', async () => {
    await clean();
    await seed(fleet, { count: 10 });
    let rows = 0;
    const seeding = seed(fleet, {
      count: 1_000_000,
      mode: 'replace',
      onProgress: (progress) => (rows = progress.rows),
    });
    const failed = expect(seeding).rejects.toThrow(
      /^seedMysql: expected a MySQL or MariaDB that can be seeded at .*, received /,
    );
    await expect.poll(() => rows, { timeout: 20_000 }).toBeGreaterThan(50_000);
    await mariadbOf().kill();
    await failed;
    await mariadbOf().restart();
    expect(await recordsIn()).toEqual(expectedRows(fleet, 10));
  });

  it.each(['rowsAsArray=true', 'nestTables=true', 'nestTables="_"', 'typeCast=false', 'dateStrings=true'])(
    'is seeded whatever its URL asks the driver for: %s',
    async (parameter) => {
      await seedMysql(`${mariadbOf().url}?${parameter}`, fleet, { count: 10, mode: 'replace' });
      await seedMysql(`${mariadbOf().url}?${parameter}`, fleet, { count: 10, mode: 'upsert' });
      expect(await recordsIn()).toEqual(expectedRows(fleet, 10));
    },
  );

  it("has a secure connection where its URL asks for one as MySQL's own clients do, or none", async () => {
    const at = (mode: string): string => `${mariadbOf().url}?ssl-mode=${mode}`;
    for (const mode of ['REQUIRED', 'verify_ca']) {
      await expect(seedMysql(at(mode), fleet, { count: 1 })).rejects.toThrow('does not support secure connection');
    }
    await expect(seedMysql(at('ON'), fleet, { count: 1 })).rejects.toThrow(
      "seedMysql: expected an ssl-mode of 'DISABLED', 'PREFERRED', 'REQUIRED', 'VERIFY_CA' or 'VERIFY_IDENTITY', received \"ON\"",
    );
    await seedMysql(at('PREFERRED'), fleet, { count: 1, mode: 'replace' });
  });

  it('says in one sentence what is wrong with the address, and never the password', async () => {
    const { url, password, port } = mariadbOf();
    const wrong = new URL(url);
    wrong.password = 'pa55 w/rd@';
    const attempts: readonly [string, RegExp][] = [
      [wrong.href, /received Access denied for user 'tester'/],
      [url.replace(/\/metrics$/, '/nowhere'), /received Access denied for user|Unknown database 'nowhere'/],
      [url.replace(/^mariadb/, 'http'), /expected a URL such as mysql:\/\/user:password@localhost:3306\/dev, received/],
      [url.replace(/\/metrics$/, ''), /expected a URL such as mysql/],
      [`mariadb://tester:${password}@127.0.0.1:${port}/metrics`, /expected a URL such as mysql/],
      ['mysql://a:pa55@127.0.0.1:1/dev', /received connect ECONNREFUSED 127.0.0.1:1$/],
      ['mysql://a:pa55@localhost:1/dev', /received .*ECONNREFUSED/],
    ];
    for (const [address, said] of attempts) {
      const error = await seedMysql(address, fleet, { count: 5 }).then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      expect(error?.message).toMatch(said);
      const told = [error!.message, error!.stack, JSON.stringify(error), String(error!.cause)].join();
      expect(told).not.toMatch(/secret|pa55/);
    }
  });
}

describe.each([
  ['LOAD DATA LOCAL', true],
  ['INSERT', false],
] as const)('seedMysql by %s', (_, localInfile) => {
  describeWith(mariadb, 'with a MariaDB that speaks German', inGerman, {
    localInfile,
    settings: { 'lc-messages': 'de_DE' },
  });
});

describeWith(
  mariadb,
  'seedMysql with a MariaDB that ends statements that take long',
  (mariadbOf) => {
    it('is filled by a statement that takes longer', async () => {
      const written = await seedMysql(mariadbOf().url, server.fleet(2), { count: 200_000, every: '1m' });
      expect(written).toEqual({ rows: 400_000, servers: 2 });
    });
  },
  { settings: { 'max-statement-time': '0.3' } },
);

/** What hangs on what a server says. */
function inGerman(mariadbOf: () => Awaited<ReturnType<typeof mariadb.start>>): void {
  const web = server.web().id('web-1');
  const query = (sql: string): Promise<string> => mariadbOf().query(sql);
  /** The address of a user with some privileges. */
  const userWith = async (privileges: string): Promise<string> => {
    const { folder, database, url } = mariadbOf();
    const root = await createConnection({
      socketPath: `${folder}/data/socket`,
      user: 'root',
      multipleStatements: true,
    });
    await root.query(`CREATE OR REPLACE USER some@'%'; GRANT ${privileges} ON ${database}.* TO some@'%'`);
    await root.end();
    return url.replace(/\/\/.*@/, '//some@');
  };
  const clean = (): Promise<string> => query('DROP TABLE IF EXISTS servers, server_metrics');

  it('says that rows are there', async () => {
    await clean();
    const { url } = mariadbOf();
    await seedMysql(url, web, { count: 5 });
    await expect(query("INSERT INTO servers (server_id) VALUES ('web-1')")).rejects.toThrow(/Eintrag|Feld/);
    await expect(seedMysql(url, web, { count: 5, mode: 'append' })).rejects.toThrow(thereAlready('seedMysql'));
    expect(await query('SELECT COUNT(*) FROM server_metrics')).toBe('5');
  });

  it('drops the tables that it has made, where the user may lock none', async () => {
    await clean();
    const url = await userWith('SELECT, INSERT, CREATE, DROP');
    const wrong = web.from('0031-05-05');
    await expect(seedMysql(url, wrong, { count: 5 })).rejects.toThrow('instants in the years 1000 to 9999');
    expect(await query('SHOW TABLES')).toBe('');
  });

  it('says that there is no index, where the user may make none, and leaves the rows', async () => {
    await clean();
    const url = await userWith('SELECT, INSERT, CREATE, DROP');
    await expect(seedMysql(url, web, { count: 5 })).rejects.toThrow(
      /^seedMysql: expected a table server_metrics that takes an index of timestamp, and has all rows already, received /,
    );
    expect(await query('SELECT COUNT(*) FROM server_metrics')).toBe('5');
  });
}

describe('seedMysql', () => {
  it('refuses what looks like production before it connects', async () => {
    await expect(seedMysql('mysql://dev@127.0.0.1:1/shop_production', fleet, { count: 5 })).rejects.toThrow(
      'seedMysql: expected a target that does not look like production (allowProduction: true lets it through), ' +
        'received shop_production',
    );
  });

  it('fails where what answers is no MySQL', async () => {
    const listener = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    onTestFinished(() => void listener.close());
    const { port } = listener.address() as { readonly port: number };
    await expect(seedMysql(`mysql://dev@127.0.0.1:${port}/dev`, fleet, { count: 5 })).rejects.toThrow(
      /^seedMysql: expected a MySQL or MariaDB that can be seeded at mysql:\/\/dev@127.0.0.1:\d+\/dev, received /,
    );
  });
});
