import { expect, it } from 'vitest';
import { lineProtocol } from 'faker-server/formats';
import { seededServer } from '../faker.js';
import { describeWith } from '../servers/describeWith.js';
import { influxdb } from '../servers/influxdb.js';
import { HOSTILE_IDS, textOf } from './text.js';

const server = seededServer();
const ONE = { from: '2026-01-01', count: 1, metrics: ['cpu'] } as const;
const web = server.web().id('web-01');

it('has the measurement, the tags and the unit that are asked for', () => {
  const { region, zone } = web.metadata();
  const [cpu] = web.only('cpu').columns({ from: '2026-01-01', count: 1 }).cpu;
  const lineOf = (options: object) => textOf(lineProtocol(web, { ...ONE, ...options }));
  expect(lineOf({})).toBe(`server_metrics,archetype=web,server_id=web-01 cpu=${cpu} 1767225600000000000\n`);
  expect(lineOf({ measurement: 'my, metrics', tags: ['zone', 'region'], precision: 's' })).toBe(
    `my\\,\\ metrics,archetype=web,region=${region},server_id=web-01,zone=${zone} cpu=${cpu} 1767225600\n`,
  );
  expect(lineOf({ precision: 'us' })).toMatch(/ 1767225600000000\n$/);
  expect(lineOf({ precision: 'ms' })).toMatch(/ 1767225600000\n$/);
});

it.each(['line\nbreak', 'carriage\rreturn', 'ends with \\', 'a\\,b', 'a\\ b', 'a\\=b'])(
  'refuses %j, which the protocol cannot write',
  (id) => {
    expect(() => textOf(lineProtocol(web.id(id), ONE))).toThrow(
      `lineProtocol: expected names without line breaks, and without a backslash at the end or before a comma, ` +
        `a space or =, received ${JSON.stringify(id)}`,
    );
    expect(() => lineProtocol(web, { ...ONE, measurement: id })).toThrow('lineProtocol.measurement: expected');
  },
);

it('refuses a measurement whose lines would be comments', () => {
  for (const measurement of ['#cpu', '\t#cpu']) {
    expect(() => lineProtocol(web, { ...ONE, measurement })).toThrow(
      `lineProtocol.measurement: expected a name that does not begin with #, as comments do, received ${JSON.stringify(measurement)}`,
    );
  }
  expect(textOf(lineProtocol(web, { ...ONE, measurement: 'cpu#1' }))).toMatch(/^cpu#1,/);
});

describeWith(influxdb, 'InfluxDB and line protocol', (running) => {
  it('reads the columns, whatever the ids', async () => {
    const ids = [...HOSTILE_IDS, 'back\\slash', 'tab\tand\u0000nul'].filter((id) => !/[\r\n]|\\$/.test(id));
    const servers = ids.map((id) => server.database().id(id).from('2024-02-28T22:00:00Z').every('5m'));
    const { url, database } = running();
    const body = textOf(lineProtocol(servers, { count: 600, tags: ['operatingSystem'] }));
    const response = await fetch(`${url}/write?db=${database}`, { method: 'POST', body });
    expect([response.status, await response.text()]).toEqual([204, '']);

    const series = await running().query(
      'select cpu, memory, disk_io, network from server_metrics group by archetype, operating_system, server_id',
    );
    expect(series.length).toBe(servers.length);
    for (const each of servers) {
      const { operatingSystem, serverId } = each.metadata();
      const found = series.find(({ tags }) => tags?.['server_id'] === serverId);
      expect(found?.tags, serverId).toEqual({
        archetype: 'database',
        operating_system: operatingSystem,
        server_id: serverId,
      });
      const { time, cpu, memory, diskIo, network } = each.columns(600);
      expect(found?.values).toEqual(Array.from(time, (ms, i) => [ms, cpu[i], memory[i], diskIo[i], network[i]]));
    }
  });
});
