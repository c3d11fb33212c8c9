import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { type FileOptions, writeMetrics } from 'faker-server/files';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seededServer } from '../faker.js';
import { readByDuckDb, tableOf, withDuckDb } from '../formats/columnar.js';

const HAS_ZSTD = 'zstdCompressSync' in zlib;
const servers = () => Array.from(seededServer().fleet(4), (server) => server.every('5m'));

async function written(options: FileOptions): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'faker-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'metrics.parquet');
  await writeMetrics(file, servers(), options);
  return Uint8Array.from(readFileSync(file));
}

describe('a Parquet file', () => {
  it.each(['none', 'snappy', 'gzip', ...(HAS_ZSTD ? ['zstd'] : [])] as const)(
    'with pages in %s',
    async (compression) => {
      const bytes = await written({ count: 2000, compression: compression as 'none' });
      expect(await readByDuckDb(bytes)).toEqual(tableOf(servers(), { count: 2000 }));
      const codecs = await withDuckDb({ 'a.parquet': bytes }, (query, folder) =>
        query(`select distinct compression from parquet_metadata('${folder}/a.parquet')`),
      );
      const name = compression === 'none' ? 'UNCOMPRESSED' : compression.toUpperCase();
      expect(codecs).toEqual([{ compression: name }]);
    },
  );

  it.skipIf(HAS_ZSTD)('says what zstd needs where Node has none', async () => {
    await expect(written({ count: 1, compression: 'zstd' })).rejects.toThrow(
      /^writeMetrics\.compression: expected Node\.js 22\.15 or later, which has Zstandard \(or gzip in its place\), received v/,
    );
  });
});
