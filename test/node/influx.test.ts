import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { lineProtocol } from 'faker-server/formats';
import { seedInflux } from 'faker-server/influx';
import { seededServer } from '../faker.js';
import { textOf } from '../formats/text.js';
import { describeWith } from '../servers/describeWith.js';
import { freePort } from '../servers/freePort.js';
import { type Influxdb, influxdb } from '../servers/influxdb.js';

const server = seededServer();
const WINDOW = { from: '2024-02-28T22:00:00Z', count: 6000, every: '5m' } as const;
const servers = [`it's "quoted", = odd`, 'Zürich – 東京 – 🐘', 'c:\\d'].map((id) => server.application().id(id));
const ROWS = WINDOW.count * servers.length;

/** What a database is to have of the servers. */
const expected = () =>
  servers.map((each) => {
    const { from, count, every } = WINDOW;
    const { time, cpu, memory, diskIo, network } = each.every(every).columns({ from, count });
    return Array.from(time, (ms, i) => [ms, cpu[i], memory[i], diskIo[i], network[i]]);
  });

async function valuesIn(running: Influxdb, database: string, measurement = 'server_metrics') {
  const series = await running.query(
    `select cpu, memory, disk_io, network from ${measurement} group by server_id`,
    database,
  );
  return servers.map((each) => series.find(({ tags }) => tags?.['server_id'] === String(each))?.values);
}

describeWith(
  influxdb,
  'seedInflux into InfluxDB',
  (running) => {
    const urlOf = (database: string, password = running().password!) => {
      const { host, port, user } = running();
      return `http://${user}:${encodeURIComponent(password)}@${host}:${port}/write?db=${database}`;
    };

    it('writes the columns, and refuses to do so twice unless it is told to', async () => {
      await running().createDatabase('once');
      const reports: number[] = [];
      const onProgress = ({ rows }: { rows: number }) => reports.push(rows);
      const options = { ...WINDOW, tags: ['region'] as const };
      expect(await seedInflux(urlOf('once'), servers, { ...options, onProgress })).toEqual({ rows: ROWS });
      expect(reports.at(-1)).toBe(ROWS);
      expect(await valuesIn(running(), 'once')).toEqual(expected());

      const { host, port } = running();
      const shown = `http://${host}:${port}/write?db=once`;
      await expect(seedInflux(urlOf('once'), servers, options)).rejects.toThrow(
        `seedInflux: expected no measurement server_metrics at ${shown} (mode: 'append' adds to it), ` +
          'received one with points',
      );
      await seedInflux(urlOf('once'), servers, { ...options, mode: 'append' });
      expect(await valuesIn(running(), 'once')).toEqual(expected());
      await seedInflux(urlOf('once'), servers, { ...WINDOW, measurement: 'another "one"' });
      expect(await valuesIn(running(), 'once', '"another \\"one\\""')).toEqual(expected());
    });

    it('writes the whole in shards, in any order', async () => {
      await running().createDatabase('shards');
      for (const index of [3, 1, 4, 2, 3]) {
        await seedInflux(urlOf('shards'), servers, { ...WINDOW, shard: `${index}/4` });
      }
      expect(await valuesIn(running(), 'shards')).toEqual(expected());
    });

    it('says what is wrong, and never the password', async () => {
      const { host, port, user } = running();
      const shown = (database: string) => `http://${host}:${port}/write?db=${database}`;
      const failure = async (url: string, mode?: 'append') => {
        const error = await seedInflux(url, servers, { ...WINDOW, mode }).then(
          () => new Error('no error'),
          (reason: unknown) => reason as Error,
        );
        const whole = JSON.stringify([error.message, error.stack, String(error.cause)]);
        expect(whole).not.toMatch(/wrong secret|wrong%20secret|it's secret/);
        return error.message;
      };
      const need = (database: string) =>
        `seedInflux: expected an InfluxDB that says what it has, at ${shown(database)}`;
      const rest = 'before any row';
      const whole = (database: string) => `seedInflux: expected ${shown(database)} to take all rows`;
      expect(await failure(urlOf('nowhere'))).toBe(
        `${whole('nowhere')}, received 404 Not Found: database not found: "nowhere", ${rest}`,
      );
      const refused = '401 Unauthorized: authorization failed';
      expect(await failure(urlOf('metrics', 'wrong secret'))).toBe(`${need('metrics')}, received ${refused}`);
      expect(await failure(urlOf('metrics', 'wrong secret'), 'append')).toBe(
        `${whole('metrics')}, received ${refused}, ${rest}`,
      );
      const asParameters = `http://${host}:${port}/write?db=metrics&u=${user}&p=wrong+secret`;
      expect(await failure(asParameters)).toBe(`${need('metrics')}, received ${refused}`);
      const closed = await freePort();
      expect(await failure(`http://${user}:wrong%20secret@127.0.0.1:${closed}/write?db=metrics`)).toBe(
        `seedInflux: expected an InfluxDB that says what it has, at http://127.0.0.1:${closed}/write?db=metrics, ` +
          `received connect ECONNREFUSED 127.0.0.1:${closed}`,
      );
    });

    it('says that some rows are there when a field has another type', async () => {
      await running().createDatabase('typed');
      const { url, user, password } = running();
      await fetch(`${url}/write?db=typed`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${user}:${password}`)}` },
        body: 'server_metrics cpu="text" 1709157600000000000',
      });
      await expect(seedInflux(urlOf('typed'), servers, { ...WINDOW, mode: 'append' })).rejects.toThrow(
        /received 400 Bad Request: partial write: field type conflict: .+, after \d+ of \d+ rows and a part of others, which stay;/,
      );
      const [found] = await running().query('SELECT COUNT(network) FROM server_metrics', 'typed');
      expect(found!.values[0]![1]).toBeGreaterThan(0);
    });

    it('goes on where a server that was killed comes back', async () => {
      await running().createDatabase('killed');
      let restart: Promise<void> | undefined;
      const onProgress = ({ rows }: { rows: number }) => {
        if (rows > 0) restart ??= running().restart();
      };
      await seedInflux(urlOf('killed'), servers, { ...WINDOW, onProgress });
      await restart;
      expect(await valuesIn(running(), 'killed')).toEqual(expected());
    });

    it('stops where it is aborted', async () => {
      await running().createDatabase('aborted');
      const abort = new AbortController();
      const reason = new Error('enough');
      const call = seedInflux(urlOf('aborted'), servers, {
        ...WINDOW,
        signal: abort.signal,
        onProgress: () => abort.abort(reason),
      });
      await expect(call).rejects.toBe(reason);
      const found = (await valuesIn(running(), 'aborted')).reduce((sum, values) => sum + (values?.length ?? 0), 0);
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThan(ROWS);
    });

    it('gives up on a server that stays away, with the rows that it took', async () => {
      await running().createDatabase('gone');
      let killed: Promise<void> | undefined;
      const onProgress = () => {
        killed ??= running().kill();
      };
      await expect(seedInflux(urlOf('gone'), servers, { ...WINDOW, count: 200_000, onProgress })).rejects.toThrow(
        /received connect ECONNREFUSED .+, after \d+ of 600000 rows, which stay; the same call with mode: 'append' completes them/,
      );
      await killed;
      await running().restart();
    });
  },
  { password: "it's secret" },
);

/** A server that speaks of InfluxDB 2 what is asked of it; the real one is in no package of Debian's. */
async function second(
  answer: (request: IncomingMessage, body: string) => readonly [status: number, text: string],
  retryAfter = '0',
) {
  const http = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const whole = Buffer.concat(pieces);
      const isZipped = request.headers['content-encoding'] === 'gzip';
      const [status, text] = answer(request, (isZipped ? gunzipSync(whole) : whole).toString());
      response.writeHead(status, { 'retry-after': retryAfter }).end(text);
    });
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  closers.push(() => http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

describe('seedInflux and the API of InfluxDB 2', () => {
  const options = { ...WINDOW, token: 'the-token' };

  it('asks with Flux, and writes with the token, again where the server is busy', async () => {
    const asked: string[] = [];
    const bodies: string[] = [];
    let busy = 3;
    const url = await second(({ method, url, headers }, body) => {
      asked.push(`${method} ${url} ${headers.authorization}`);
      if (url!.startsWith('/api/v2/query')) {
        expect(body).toContain('from(bucket: "my bucket") |> range(');
        return [200, '\r\n'];
      }
      if (busy-- > 0) return [busy === 1 ? 503 : 429, 'busy'];
      bodies.push(body);
      return [204, ''];
    });
    await seedInflux(`${url}/api/v2/write?org=acme&bucket=my+bucket`, servers, options);
    expect(asked[0]).toBe('POST /api/v2/query?org=acme Token the-token');
    expect(new Set(asked.slice(1))).toEqual(
      new Set(['POST /api/v2/write?org=acme&bucket=my+bucket&precision=s Token the-token']),
    );
    const lines = (text: string) => text.split('\n').sort().join('\n');
    expect(lines(bodies.join(''))).toBe(lines(textOf(lineProtocol(servers, { ...WINDOW, precision: 's' }))));
  });

  it('keeps all parameters of the URL, however often one is there', async () => {
    const asked = new Set<string>();
    const url = await second(({ url }) => {
      asked.add(url!);
      return url!.includes('/query') ? [200, '{"results":[]}'] : [204, ''];
    });
    const more = 'extra_label=env%3Ddev&extra_label=team%3Da';
    await seedInflux(`${url}/api/v2/write?orgID=1f&bucket=b&precision=ns&${more}`, servers, options);
    await seedInflux(`${url}/write?db=d&${more}`, servers, options);
    expect(Array.from(asked, (each) => each.replace(/&q=.*/, ''))).toEqual([
      `/api/v2/query?orgID=1f&${more}`,
      `/api/v2/write?orgID=1f&bucket=b&precision=s&${more}`,
      `/query?db=d&${more}`,
      `/write?db=d&${more}&precision=s`,
    ]);
  });

  it('lets out what onProgress throws as it is, and sends no more', async () => {
    let requests = 0;
    const url = await second(() => {
      requests++;
      return [204, ''];
    });
    const mine = new TypeError('mine');
    const onProgress = (): never => {
      throw mine;
    };
    const whole = { ...options, count: 200_000, mode: 'append', onProgress } as const;
    await expect(seedInflux(`${url}/api/v2/write?org=acme&bucket=b`, servers, whole)).rejects.toBe(mine);
    // One that was taken, and one that was on its way.
    expect(requests).toBeLessThanOrEqual(2);
  });

  it('refuses a measurement with quotes in its name, which the answer has twice', async () => {
    const url = await second(({ url }) =>
      url!.startsWith('/api/v2/query')
        ? [200, ',result,table,_measurement\r\n,_result,0,"my ""own"" one"\r\n']
        : [204, ''],
    );
    const target = `${url}/api/v2/write?org=acme&bucket=b`;
    await expect(seedInflux(target, servers, { ...options, measurement: 'my "own" one' })).rejects.toThrow(
      'received one with points',
    );
  });

  it('refuses a measurement that has points, and shows no token', async () => {
    const url = await second(({ url }) =>
      url!.startsWith('/api/v2/query')
        ? [200, ',result,table,_measurement\r\n,_result,0,server_metrics\r\n']
        : [401, '{"code":"unauthorized","message":"no access for the-token"}'],
    );
    const target = `${url}/api/v2/write?org=acme&bucket=b`;
    await expect(seedInflux(target, servers, options)).rejects.toThrow('received one with points');
    await expect(seedInflux(target, servers, { ...options, mode: 'append' })).rejects.toThrow(
      `received 401 Unauthorized: no access for ***, before any row`,
    );
  });

  it('is stopped with the reason of the abort, also while it waits for a server that is busy', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const url = await second(() => {
      setTimeout(() => controller.abort(reason), 100);
      return [503, 'in maintenance'];
    }, '30');
    const given = { ...options, mode: 'append', signal: controller.signal } as const;
    await expect(seedInflux(`${url}/api/v2/write?org=acme&bucket=b`, servers, given)).rejects.toBe(reason);
  });

  it('refuses what it has no way to write before it asks anything', async () => {
    let requests = 0;
    const url = await second(() => {
      requests++;
      return [204, ''];
    });
    const call = (some: typeof servers, more: object) =>
      seedInflux(`${url}/api/v2/write?org=acme&bucket=b`, some, { ...options, ...more });
    await expect(call([...servers, server.web().id('broken\nid')], {})).rejects.toThrow(
      'seedInflux: expected names without line breaks, and without a backslash at the end',
    );
    await expect(call(servers, { from: '2262-03-01', count: 100_000 })).rejects.toThrow(
      'seedInflux: expected instants of the years 1678 to 2261, which InfluxDB has, received 2263-',
    );
    expect(requests).toBe(0);
  });

  it('says how many rows are there where a server fails after some of them', async () => {
    let rows = 0;
    const url = await second((_, body) => {
      rows += body.split('\n').length - 1;
      return [204, ''];
    });
    const failing = server.web().holidays(({ year }) => (year === 2018 ? (undefined as never) : false));
    const target = `${url}/api/v2/write?org=acme&bucket=b`;
    const window = { from: '2010-01-01', count: 120_000, every: '1h' } as const;
    const call = seedInflux(target, failing, { ...options, ...window, mode: 'append' });
    const error = await call.then(
      () => new Error('none'),
      (reason: unknown) => reason as Error,
    );
    expect(error.message).toBe(
      `holidays: expected true or false for 2018-01-01, received undefined, after ${rows} of 120000 rows, which stay`,
    );
    expect(rows).toBeGreaterThan(0);
  });

  it('gives up on a server that stays busy', async () => {
    const url = await second(() => [503, 'in maintenance']);
    const call = seedInflux(`${url}/api/v2/write?org=acme&bucket=b`, servers, { ...options, mode: 'append' });
    await expect(call).rejects.toThrow('received 503 Service Unavailable: in maintenance, before any row');
  });
});

describe('seedInflux and what is no InfluxDB', () => {
  async function answering(status: number, headers: Readonly<Record<string, string>>, text: string): Promise<string> {
    const http = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(status, headers).end(text));
    }).listen(0, '127.0.0.1');
    await once(http, 'listening');
    closers.push(() => http.close());
    return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  }
  const call = (url: string) => seedInflux(`${url}/write?db=metrics`, servers, { count: 3 });

  it('says where a redirection leads, without its credentials', async () => {
    const url = await answering(308, { location: 'https://me:secret@example.com/write?token=secret' }, 'moved');
    await expect(call(url)).rejects.toThrow(
      /received 308 Permanent Redirect: to https:\/\/me:\*\*\*@example\.com\/write\?token=\*\*\*$/,
    );
  });

  it.each(['<html>Log in</html>', 'null', '', '3'])('says that an answer is none: %j', async (text) => {
    await expect(call(await answering(200, {}, text))).rejects.toThrow(/received an answer that is no object of JSON$/);
  });

  it('says that an answer ends before its end', async () => {
    const http = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-length': '100' }).write('{"results":');
        setTimeout(() => response.destroy(), 20);
      });
    }).listen(0, '127.0.0.1');
    await once(http, 'listening');
    closers.push(() => http.close());
    const { port } = http.address() as AddressInfo;
    await expect(call(`http://127.0.0.1:${port}`)).rejects.toThrow(/received other side closed$/);
  });

  it('says that a server does not speak TLS', async () => {
    const url = await answering(200, {}, '{}');
    await expect(call(url.replace('http', 'https'))).rejects.toThrow(/received an answer without TLS$/);
  });
});

it('refuses what is no place for points, and what looks like production', async () => {
  const need =
    'a URL such as http://host:8086/write?db=metrics or http://host:8086/api/v2/write?org=acme&bucket=metrics';
  await expect(seedInflux('http://a:secret@host:8086/', servers)).rejects.toThrow(
    `seedInflux: expected ${need}, received http://host:8086/`,
  );
  await expect(seedInflux('localhost', servers)).rejects.toThrow('seedInflux: expected a URL that begins with http://');
  await expect(seedInflux('postgres://a:secret@host/db', servers)).rejects.toThrow(/^(?!.*secret).*received postgres:/);
  await expect(seedInflux('http://host/write?db=shop_production', servers)).rejects.toThrow(
    'seedInflux: expected a target that does not look like production (allowProduction: true lets it through), ' +
      'received shop_production',
  );
  await expect(seedInflux('http://host/write?db=a', servers, { mode: 'upsert' as never })).rejects.toThrow(
    "seedInflux.mode: expected one of 'create', 'append'",
  );
});
