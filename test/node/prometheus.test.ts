import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { seedPrometheus } from 'faker-server/prometheus';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { freePort } from '../servers/freePort.js';
import { prometheus } from '../servers/prometheus.js';
import { type PrometheusSeries } from '../servers/promQuery.js';
import { victoriaMetrics } from '../servers/victoriaMetrics.js';
import { HOSTILE_IDS } from '../formats/text.js';

const server = seededServer();
const WINDOW = { from: '2024-02-28T22:00:00Z', count: 5000, every: '5m' } as const;
const servers = HOSTILE_IDS.slice(0, 6).map((id) => server.application().id(id));
const ROWS = WINDOW.count * servers.length;
const NAMES = {
  cpu: 'server_cpu_utilization_ratio',
  memory: 'server_memory_utilization_ratio',
  diskIo: 'server_disk_io_bytes_per_second',
  network: 'server_network_utilization_ratio',
} as const;
const METRICS = ['cpu', 'memory', 'diskIo', 'network'] as const;

type Samples = Readonly<Record<string, readonly (readonly [ms: number, value: number])[]>>;

/** What is to be found, by server and name. */
function expected(): Samples {
  const found: Record<string, [number, number][]> = {};
  for (const each of servers) {
    const { from, count, every } = WINDOW;
    const columns = each.every(every).columns({ from, count });
    for (const metric of METRICS) {
      found[JSON.stringify([String(each), NAMES[metric]])] = Array.from(columns.time, (ms, i) => {
        const hundredths = Math.round(columns[metric][i]! * 100);
        return [ms, metric === 'diskIo' ? hundredths * 1e4 : hundredths / 1e4];
      });
    }
  }
  return found;
}

const keyOf = (labels: Readonly<Record<string, string>>) => {
  expect(Object.keys(labels).sort()).toEqual(['__name__', 'archetype', 'region', 'server_id']);
  return JSON.stringify([labels['server_id'], labels['__name__']]);
};
const LAST = new Date(Date.parse(WINDOW.from) + WINDOW.count * 300_000);
const OPTIONS = { ...WINDOW, tags: ['region'] } as const;

describeWith(prometheus, 'seedPrometheus into Prometheus', (running) => {
  const samples = async () => {
    const series: readonly PrometheusSeries[] = await running().query('{__name__=~"server_.+"}[30d]', LAST);
    return Object.fromEntries(
      series.map(({ metric, values }) => [keyOf(metric), values!.map(([s, value]) => [1000 * s, Number(value)])]),
    );
  };

  it('writes the columns, and refuses to do so twice unless it is told to', async () => {
    const { url } = running();
    const reports: number[] = [];
    const onProgress = ({ rows }: { rows: number }) => reports.push(rows);
    expect(await seedPrometheus(url, servers, { ...OPTIONS, onProgress })).toEqual({ rows: ROWS });
    expect(reports.at(-1)).toBe(ROWS);
    expect(await samples()).toEqual(expected());
    await expect(seedPrometheus(url, servers, OPTIONS)).rejects.toThrow(
      `seedPrometheus: expected no metrics ${Object.values(NAMES).join(', ')} at ${url}/api/v1/write ` +
        "(mode: 'append' adds to them), received one with samples",
    );
    await seedPrometheus(`${url}/api/v1/write`, servers, { ...OPTIONS, mode: 'append' });
    expect(await samples()).toEqual(expected());
  });

  it('says what is wrong', async () => {
    const { url } = running();
    await expect(seedPrometheus(`${url}/api/v1/nowhere/write`, servers, OPTIONS)).rejects.toThrow(
      `seedPrometheus: expected ${url}/api/v1/nowhere/write to take all rows, received 404 Not Found`,
    );
    const closed = await freePort();
    await expect(seedPrometheus(`http://a:secret@127.0.0.1:${closed}`, servers, OPTIONS)).rejects.toThrow(
      `seedPrometheus: expected a server that says which series it has, at http://127.0.0.1:${closed}/api/v1/write, ` +
        `received connect ECONNREFUSED 127.0.0.1:${closed}`,
    );
  });

  it('goes on where a server that was killed comes back, and completes what that had lost', async () => {
    let restart: Promise<void> | undefined;
    const onProgress = () => {
      restart ??= running()
        .kill()
        .then(() => running().restart());
    };
    const window = { ...WINDOW, from: '2022-02-28T22:00:00Z' };
    await seedPrometheus(running().url, servers, { ...window, mode: 'append', onProgress });
    await restart;
    // Prometheus 2.42 that is killed loses samples out of order that it has acknowledged, from the last chunk of a series to
    // a whole request: nobody who sends can know, and who sends all again has all.
    await seedPrometheus(running().url, servers, { ...window, mode: 'append' });
    const last = new Date(Date.parse(window.from) + WINDOW.count * 300_000);
    const [count] = await running().query(`sum(count_over_time(${NAMES.network}[30d]))`, last);
    expect(count!.value![1]).toBe(String(ROWS));
  });
});

describeWith(
  victoriaMetrics,
  'seedPrometheus into VictoriaMetrics',
  (running) => {
    const urlOf = (path: string, password = 'the%20secret') =>
      `http://tester:${password}@${running().host}:${running().port}${path}`;
    const authorization = `Basic ${btoa('tester:the secret')}`;
    const ask = (path: string, params: Record<string, string>) =>
      fetch(running().url + path, { method: 'POST', headers: { authorization }, body: new URLSearchParams(params) });

    async function samples(name: string): Promise<Samples> {
      await ask('/internal/force_flush', {});
      const response = await ask('/api/v1/export', { 'match[]': name });
      const found: Record<string, [number, number][]> = {};
      for (const line of (await response.text()).split('\n').filter((text) => text !== '')) {
        const { metric, values, timestamps } = JSON.parse(line) as {
          metric: Record<string, string>;
          values: number[];
          timestamps: number[];
        };
        const series = (found[keyOf(metric)] ??= []);
        series.push(...values.map((value, i): [number, number] => [timestamps[i]!, value]));
      }
      for (const series of Object.values(found)) series.sort(([a], [b]) => a - b);
      return found;
    }
    const empty = async () => {
      await ask('/api/v1/admin/tsdb/delete_series', { 'match[]': '{__name__=~"server_.+"}' });
    };

    it.each(['remote-write', 'import'] as const)('writes the columns by %s', async (protocol) => {
      await empty();
      expect(await seedPrometheus(urlOf('/'), servers, { ...OPTIONS, protocol })).toEqual({ rows: ROWS });
      // Before anybody sees them: that takes seconds.
      await expect(seedPrometheus(urlOf('/'), servers, { ...OPTIONS, protocol })).rejects.toThrow(
        'received one with samples',
      );
      expect(await samples('{__name__=~"server_.+"}')).toEqual(expected());
    });

    it('refuses what it has taken when VictoriaMetrics remembers for ten seconds that there was nothing', async () => {
      await empty();
      await seedPrometheus(urlOf('/'), servers, { ...OPTIONS, count: 100 });
      // By then it has put the rows away by itself, and no flush makes it forget what it answered before them.
      await sleep(2500);
      await expect(seedPrometheus(urlOf('/'), servers, { ...OPTIONS, count: 100 })).rejects.toThrow(
        'received one with samples',
      );
    });

    it('writes the whole in shards, in any order', async () => {
      await empty();
      for (const index of [2, 3, 1]) {
        await seedPrometheus(urlOf('/api/v1/import'), servers, { ...OPTIONS, shard: `${index}/3` });
      }
      expect(await samples('{__name__=~"server_.+"}')).toEqual(expected());
    });

    it('never shows a password', async () => {
      const call = seedPrometheus(urlOf('', 'another%20secret'), servers, { ...OPTIONS, mode: 'append' });
      const error = await call.then(
        () => new Error('no error'),
        (reason: unknown) => reason as Error,
      );
      const { host, port } = running();
      expect(error.message).toMatch(`expected http://${host}:${port}/api/v1/write to take all rows, received 401`);
      expect(error.stack).not.toMatch(/another( |%20)secret/);
    });
  },
  { flags: ['-httpAuth.username=tester', '-httpAuth.password=the secret'] },
);

it.each(['', '/api/v1/import'])('keeps all parameters of the URL, however often one is there: %s', async (path) => {
  const asked = new Set<string>();
  const http = createServer((request, response) => {
    asked.add(request.url!.replace(/^.*\/series\?.*/, 'series').replace(/^.*\/internal\//, ''));
    request.resume().on('end', () => response.writeHead(request.method === 'GET' ? 404 : 204).end());
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void http.close());
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const labels = '?extra_label=env=dev&extra_label=team=a';
  await seedPrometheus(`http://127.0.0.1:${port}${path}${labels}`, servers, { count: 3 });
  expect([...asked].map(decodeURIComponent)).toEqual(['force_flush', 'series', `${path || '/api/v1/write'}${labels}`]);
});

it('refuses what looks like production, and what is no URL', async () => {
  await expect(seedPrometheus('http://prometheus.prod.example', servers)).rejects.toThrow(
    'seedPrometheus: expected a target that does not look like production',
  );
  await expect(seedPrometheus('localhost:9090', servers)).rejects.toThrow(
    'seedPrometheus: expected a URL that begins with http:// or https://',
  );
});
