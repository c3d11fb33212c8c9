import { execFileSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as zlib from 'node:zlib';
import { csv } from 'faker-server/formats';
import { writeMetrics } from 'faker-server/files';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ByteSink } from '../../src/node/byteSink.js';
import { COMPRESSIONS } from '../../src/node/compressed.js';
import { bytesOf, digestOf } from '../bytes.js';
import { seededServer } from '../faker.js';

const fleet = () => Array.from(seededServer().fleet(4), (server) => server.every('5m'));
const whole = digestOf(bytesOf(csv(fleet(), { count: 20_000 })));
const HAS_ZSTD = 'createZstdCompress' in zlib;
const gzipped = COMPRESSIONS['gz']!('test');

function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'faker-server-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const run = (command: string, ...args: string[]): Uint8Array => execFileSync(command, args, { maxBuffer: 2 ** 30 });

/** A sink that keeps what it is told, and fails from its `failing`-th write on. */
function sinkThat({ failing = Infinity, waits = false } = {}): ByteSink & {
  readonly told: string[];
  readonly kept: Uint8Array[];
} {
  const told: string[] = [];
  const kept: Uint8Array[] = [];
  return {
    told,
    kept,
    write: async (bytes) => {
      if (waits) await new Promise(() => undefined);
      if (kept.length >= failing) throw new Error('the disk melted');
      kept.push(bytes.slice());
      await new Promise((resolve) => setImmediate(resolve));
    },
    close: () => Promise.resolve(void told.push('close')),
    abort: (cause) => Promise.resolve(void told.push(`abort: ${(cause as Error).message}`)),
  };
}

/** Bytes that do not compress. */
const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(1 << 19));

describe('a compressed file', () => {
  it.skipIf(process.platform === 'win32')('is whole to gunzip', async () => {
    const file = join(newFolder(), 'a.csv.GZ');
    await writeMetrics(file, fleet(), { count: 20_000 });
    expect(digestOf(run('gunzip', '--stdout', '--suffix', '.GZ', file))).toBe(whole);
  });

  it.skipIf(!HAS_ZSTD || !has('zstd'))('is whole to zstd', async () => {
    const file = join(newFolder(), 'a.csv.zst');
    await writeMetrics(file, fleet(), { count: 20_000 });
    run('zstd', '--test', '--quiet', file);
    expect(digestOf(run('zstdcat', file))).toBe(whole);
  });

  it.skipIf(HAS_ZSTD)('says what .zst needs where Node has no zstd, and writes nothing', async () => {
    const folder = newFolder();
    await expect(writeMetrics(join(folder, 'a.csv.zst'), fleet(), { count: 1 })).rejects.toThrow(
      `writeMetrics: expected Node.js 22.15 or later, which has Zstandard (or gzip in its place), received ${process.version}`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a compressed sink', () => {
  it('gives on what it is given, and waits for where it goes', async () => {
    const sink = sinkThat();
    const compressed = gzipped(sink);
    for (let i = 0; i < 8; i++) {
      await compressed.write(noise);
      // No more than zlib's own buffers behind.
      const given = sink.kept.reduce((sum, { length }) => sum + length, 0);
      expect((i + 1) * noise.length - given).toBeLessThan(1 << 18);
    }
    await compressed.close();
    expect(sink.told).toEqual(['close']);
    expect(gunzipSync(Buffer.concat(sink.kept)).length).toBe(8 * noise.length);
  });

  it.each([0, 3, 40])('fails with the error of where it goes, at its write %d', async (failing) => {
    const sink = sinkThat({ failing });
    const compressed = gzipped(sink);
    const all = (async () => {
      for (let i = 0; i < 4; i++) await compressed.write(noise);
      await compressed.close();
    })();
    await expect(all).rejects.toThrow('the disk melted');
    await compressed.abort(new Error('the disk melted'));
    expect(sink.told).toEqual(['abort: the disk melted']);
  });

  it('gives up while it waits, and leaves nothing behind', async () => {
    const sink = sinkThat({ waits: true });
    const compressed = gzipped(sink);
    const writing = compressed.write(noise);
    await Promise.all([expect(writing).rejects.toThrow('enough'), compressed.abort(new Error('enough'))]);
    expect(sink.told).toEqual(['abort: enough']);
  });
});

function has(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
