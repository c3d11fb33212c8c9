import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { RecordBatchReader, tableFromIPC } from 'apache-arrow';
import { type FileOptions, writeMetrics } from 'faker-server/files';
import { Table as RustTable } from 'parquet-wasm';
import { describe, expect, it } from 'vitest';
import type { ServerBuilder } from '../../src/index.js';
import { bytesOf, digestOf } from '../bytes.js';
import { seededServer } from '../faker.js';
import { ALL, namesOf, readByArrow, type Table, tableOf } from './columnar.js';

async function written(servers: readonly ServerBuilder[], options: FileOptions): Promise<Uint8Array> {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeMetrics(stream, servers, options)]);
  return Uint8Array.from(bytes);
}

/** Through Apache Arrow's implementation in Rust, and back. A file is a stream between a magic of 8 bytes and a footer. */
function readByArrowRs(bytes: Uint8Array): Table {
  const isFile = Buffer.from(bytes.subarray(0, 6)).toString() === 'ARROW1';
  return readByArrow(RustTable.fromIPCStream(isFile ? bytes.slice(8) : bytes).intoIPCStream());
}

const fleet = (): readonly ServerBuilder[] => Array.from(seededServer().fleet(5), (one) => one.every('5m'));
const CASES: Readonly<Record<string, readonly [servers: readonly ServerBuilder[], count: number]>> = {
  'a fleet in more than one batch': [fleet(), 14_000],
  'many servers of few rows': [Array.from(seededServer().fleet(300)), 3],
  'instants before 1970': [[seededServer().web().every('1s').from('1912-06-23')], 100],
  'names beyond ASCII': [[seededServer().web().id('wéb-☃'), seededServer().web().id('wéb-𝟙')], 20],
};

describe.each(['arrow', 'feather', 'arrows'])('the format %s', (format) => {
  it.each(Object.entries(CASES))('says of %s what columns() says', async (_, [servers, count]) => {
    const bytes = await written(servers, { format, count });
    const expected = tableOf(servers, { count });
    for (const read of [readByArrow, readByArrowRs]) {
      const table = read(bytes);
      expect(Object.keys(table)).toEqual(namesOf(ALL));
      // Column by column, as numbers: `toEqual` takes seconds for so many.
      for (const name of namesOf(ALL)) expect(JSON.stringify(table[name])).toBe(JSON.stringify(expected[name]));
    }
  });

  it('has the types of a table in UTC, without nulls', async () => {
    const { schema } = tableFromIPC(await written(fleet(), { format, count: 1 }));
    const [timestamp, text, double] = ['Timestamp<MILLISECOND, UTC>', 'Dictionary<Int32, Utf8>', 'Float64'];
    expect(schema.fields.map(({ type }) => String(type))).toEqual([
      timestamp,
      text,
      text,
      double,
      double,
      double,
      double,
    ]);
    expect(schema.fields.map(({ nullable }) => nullable)).toEqual(
      ALL.concat(ALL)
        .slice(1)
        .map(() => false),
    );
  });

  it('has its columns where it has no rows', async () => {
    const bytes = await written([], { format, count: 1 });
    expect(readByArrow(bytes)).toEqual(Object.fromEntries(namesOf(ALL).map((name) => [name, []])));
    expect(Object.keys(readByArrowRs(bytes))).toEqual(namesOf(ALL));
  });

  it('is in its parts what it is as a whole', async () => {
    const parts = [];
    for (const index of [1, 2, 3]) {
      parts.push(readByArrow(await written(fleet(), { format, count: 2000, shard: { index, of: 3 } })));
    }
    const whole = tableOf(fleet(), { count: 2000 });
    for (const name of namesOf(ALL)) {
      expect(JSON.stringify(parts.flatMap((part) => part[name]!))).toBe(JSON.stringify(whole[name]));
    }
  });

  it('is the same bytes each time', async () => {
    const options = { format, count: 20_000 };
    expect(digestOf(await written(fleet(), options))).toBe(digestOf(await written(fleet(), options)));
  });
});

describe('Arrow', () => {
  it('is read batch by batch from a stream, and at any place from a file', async () => {
    const bytes = await written(fleet(), { format: 'arrows', count: 30_000 });
    const reader = RecordBatchReader.from(bytesOf([bytes]));
    expect(Array.from(reader, ({ numRows }) => numRows)).toEqual([65_536, 65_536, 18_928]);
    const file = RecordBatchReader.from(await written(fleet(), { format: 'arrow', count: 30_000 })).open();
    if (!file.isFile()) throw new Error('not a file');
    expect(file.readRecordBatch(2)!.numRows).toBe(18_928);
  });
});
