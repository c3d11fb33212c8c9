import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { csv } from 'faker-server/formats';
import { seededServer } from '../faker.js';
import { HOSTILE_IDS, textOf } from './text.js';

const server = seededServer();
const WINDOW = { from: '2024-02-28T22:00:00Z', count: 600, every: '5m' };

it('reads back with csv-parse as the columns, whatever the ids', () => {
  const servers = HOSTILE_IDS.map((id) => server.web().id(id));
  const rows = parse<Record<string, string>>(textOf(csv(servers, WINDOW)), { columns: true });
  const expected = servers.flatMap((each) => {
    const { time, cpu, memory, diskIo, network } = each.every('5m').columns({ from: WINDOW.from, count: 600 });
    return Array.from(time, (ms, i) => ({
      timestamp: new Date(ms).toISOString(),
      server_id: each.metadata().serverId,
      archetype: 'web',
      cpu: String(cpu[i]),
      memory: String(memory[i]),
      disk_io: String(diskIo[i]),
      network: String(network[i]),
    }));
  });
  expect(rows).toEqual(expected);
});

it('has the columns, the instants and the header that are asked for', () => {
  const one = server.web().id('web-01').only('cpu', 'diskIo').from('2026-01-01');
  const [cpu] = one.columns(1).cpu;
  expect(textOf(csv(one, { count: 1, columns: ['cpu', 'timestamp'], time: 's' }))).toBe(
    `cpu,timestamp\r\n${String(cpu)},1767225600\r\n`,
  );
  expect(textOf(csv(one, { count: 1, columns: ['timestamp', 'serverId'], time: 'ms', header: false }))).toBe(
    '1767225600000,web-01\r\n',
  );
});

it('refuses a column that is there twice, since readers find columns by their names', () => {
  expect(() => csv(server.web(), { columns: ['timestamp', 'cpu', 'cpu'] })).toThrow(
    'csv.columns: expected one column cpu, received two',
  );
});
