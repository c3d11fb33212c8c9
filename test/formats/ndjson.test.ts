import { expect, it } from 'vitest';
import { ndjson } from 'faker-server/formats';
import { seededServer } from '../faker.js';
import { HOSTILE_IDS, textOf } from './text.js';

const server = seededServer();

it('has what JSON.stringify makes of each record, whatever the id and the precision', () => {
  const servers = [...HOSTILE_IDS, '\u0000\u2028'].map((id, i) =>
    server
      .custom({ precision: i % 7, diskIo: { base: 123_456, ceiling: 1e9 } })
      .id(id)
      .from('2024-02-28T22:00:00Z')
      .every('5m'),
  );
  const expected = servers.flatMap((each) => each.series(300).map((record) => `${JSON.stringify(record)}\n`));
  expect(textOf(ndjson(servers, { count: 300 }))).toBe(expected.join(''));
});

it('has the metrics that are asked for', () => {
  const web = server.web().from('2026-01-01');
  const [record] = web.only('memory').series(1);
  expect(textOf(ndjson(web, { count: 1, metrics: ['memory'] }))).toBe(`${JSON.stringify(record)}\n`);
});
