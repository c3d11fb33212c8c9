import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMetrics } from 'faker-server/formats';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { prometheus } from '../servers/prometheus.js';
import { HOSTILE_IDS, textOf } from './text.js';

const server = seededServer();
const servers = HOSTILE_IDS.map((id) => server.web().id(id).from('2024-02-28T22:00:00Z').every('5m'));
const text = textOf(openMetrics(servers, { count: 100, tags: ['region'] }));

/** The samples that a reader is to find: one for each value, in base units. */
const expected = (['cpu', 'memory', 'diskIo', 'network'] as const).flatMap((metric) =>
  servers.flatMap((each) => {
    const { serverId, region } = each.metadata();
    const columns = each.columns(100);
    return Array.from(columns.time, (ms, i) => {
      const hundredths = Math.round(columns[metric][i]! * 100);
      return {
        name: {
          cpu: 'server_cpu_utilization_ratio',
          memory: 'server_memory_utilization_ratio',
          diskIo: 'server_disk_io_bytes_per_second',
          network: 'server_network_utilization_ratio',
        }[metric],
        labels: { archetype: 'web', region, server_id: serverId },
        value: metric === 'diskIo' ? hundredths * 1e4 : hundredths / 1e4,
        seconds: ms / 1000,
      };
    });
  }),
);

const READER = `
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
families = text_string_to_metric_families(open(sys.argv[1], newline='').read())
print(json.dumps([[f.name, f.type, f.unit, [[s.name, s.labels, s.value, float(s.timestamp)] for s in f.samples]] for f in families]))
`;

const python = '/usr/bin/python3';
const hasParser =
  existsSync(python) && existsSync('/usr/lib/python3/dist-packages/prometheus_client/openmetrics/parser.py');
if (process.env['FAKER_SERVER_SERVERS'] === 'required') {
  it("finds Prometheus's parser for Python", () => expect(hasParser).toBe(true));
}

describe.skipIf(!hasParser)("Prometheus's strict parser for Python", () => {
  const parsed = (om: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'faker-server-om-'));
    try {
      writeFileSync(join(folder, 'metrics.om'), om);
      const output = execFileSync(python, ['-c', READER, join(folder, 'metrics.om')], {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      });
      return JSON.parse(output) as [
        name: string,
        type: string,
        unit: string,
        samples: [name: string, labels: Record<string, string>, value: number, seconds: number][],
      ][];
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('reads the columns, whatever the ids', () => {
    const families = parsed(text);
    expect(families.map(([name, type, unit]) => [name, type, unit])).toEqual([
      ['server_cpu_utilization_ratio', 'gauge', 'ratio'],
      ['server_memory_utilization_ratio', 'gauge', 'ratio'],
      ['server_disk_io_bytes_per_second', 'gauge', 'bytes_per_second'],
      ['server_network_utilization_ratio', 'gauge', 'ratio'],
    ]);
    const samples = families.flatMap((family) => family[3]);
    expect(samples.map(([name, labels, value, seconds]) => ({ name, labels, value, seconds }))).toEqual(expected);
  });

  it('has a row for each metric of a record, and counts them so', () => {
    const { rows } = openMetrics(servers, { count: 100, tags: ['region'] });
    expect(rows).toBe(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length);
    expect(rows).toBe(servers.length * 100 * 4);
  });

  it('takes a text without rows', () => {
    expect(parsed(textOf(openMetrics(servers, { count: 0 })))).toEqual([]);
  });
});

describeWith(prometheus, 'Prometheus and OpenMetrics', (running) => {
  it('answers with the columns, after promtool made blocks of them', async () => {
    const file = join(running().folder, 'metrics.om');
    writeFileSync(file, text);
    await running().importOpenMetrics(file);
    const last = new Date(Math.max(...expected.map(({ seconds }) => seconds)) * 1000);
    const series = await running().query('{__name__=~"server_.+"}[1d]', last);
    const found = series.flatMap(({ metric: { __name__: name, ...labels }, values }) =>
      values!.map(([seconds, value]) => ({ name: name!, labels, value: Number(value), seconds })),
    );
    const key = (sample: (typeof expected)[number]) =>
      JSON.stringify([sample.name, sample.labels.server_id, sample.seconds]);
    const sorted = (samples: readonly (typeof expected)[number][]) =>
      [...samples].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(sorted(found as typeof expected)).toEqual(sorted(expected));
  });
});
