import { describe, expect, it } from 'vitest';
import {
  type ByteStream,
  csv,
  type JobOptions,
  lineProtocol,
  ndjson,
  openMetrics,
  otlpJson,
  type Servers,
  sqlInserts,
} from 'faker-server/formats';
import { seededServer } from '../faker.js';
import { textOf } from './text.js';

const FORMATS: readonly (readonly [name: string, format: (servers: Servers, options: JobOptions) => ByteStream])[] = [
  ['CSV', csv],
  ['NDJSON', ndjson],
  ['line protocol', lineProtocol],
  ['OpenMetrics', openMetrics],
  ['OTLP-JSON', otlpJson],
  ['SQL', sqlInserts],
];

const server = seededServer();
const fleet = server.fleet(5);
/** Windows of their own: some units, a part of one, none, some blocks. */
const mixed = [700, 3, 0, 9000].map((count, i) => {
  const from = '2026-01-01T00:00:00Z';
  return server
    .web()
    .id(`web-${i}`)
    .every('1m')
    .from(from)
    .until(new Date(Date.parse(from) + 60_000 * count));
});
const TINY: JobOptions = { count: 2 };

describe.each(FORMATS)('the shards of %s together', (_, format) => {
  it.each<[title: string, servers: Servers, options: JobOptions, of: number]>([
    ['more shards than there is to share', fleet, TINY, 16],
    ['some units of each server', fleet, { count: 1000, every: '1h' }, 7],
    ['servers with windows of their own, one of them empty', mixed, {}, 16],
    ['no rows at all', fleet, { count: 0 }, 3],
    ['no servers', [], {}, 3],
  ])('are the bytes of the whole, in whatever order they were made: %s', (_, servers, options, of) => {
    const whole = format(servers, options);
    const parts: string[] = [];
    let rows = 0;
    // Backwards, and each twice.
    for (let index = of; index >= 1; index--) {
      const part = format(servers, { ...options, shard: `${index}/${of}` });
      rows += part.rows;
      parts[index - 1] = textOf(part);
      expect(textOf(part)).toBe(parts[index - 1]);
    }
    expect(rows).toBe(whole.rows);
    expect(parts.join('')).toBe(textOf(whole));
  });
});
