import { spawn } from 'node:child_process';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Writable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { csv } from 'faker-server/formats';
import { type FileOptions, type NodeStream, writeMetrics } from 'faker-server/files';
import { describe, expect, it, vi } from 'vitest';
import { isReaderGone } from '../../src/node/streamSink.js';
import { seededServer } from '../faker.js';

const CSV: FileOptions = { format: 'csv' };
/** Some 4 MB of CSV, so that no pipe holds it. */
const fleet = () => Array.from(seededServer().fleet(4), (server) => server.every('5m'));
const ROWS = { count: 20_000 };
const whole = () => Buffer.concat(Array.from(csv(fleet(), ROWS)));

async function failureOf(act: () => Promise<unknown>): Promise<Error> {
  try {
    await act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing failed');
}

describe('writeMetrics into a stream', () => {
  it('gives a stream of Node the bytes of the format, and ends it', async () => {
    const stream = new PassThrough();
    const [written, bytes] = await Promise.all([writeMetrics(stream, fleet(), { ...CSV, ...ROWS }), buffer(stream)]);
    expect(written).toEqual({ rows: 80_000 });
    expect(bytes.equals(whole())).toBe(true);
  });

  it('gives a stream of the web the same', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const [, bytes] = await Promise.all([
      writeMetrics(writable, fleet(), { ...CSV, ...ROWS }),
      new Response(readable).arrayBuffer(),
    ]);
    expect(Buffer.from(bytes).equals(whole())).toBe(true);
  });

  it('compresses for a stream where the format says so', async () => {
    const stream = new PassThrough();
    const [, bytes] = await Promise.all([writeMetrics(stream, fleet(), { format: 'csv.gz', ...ROWS }), buffer(stream)]);
    expect(gunzipSync(bytes).equals(whole())).toBe(true);
  });

  it('waits for a slow reader, and keeps no more than one piece for it', async () => {
    let [waiting, most] = [0, 0];
    const stream = new Writable({
      write: (_bytes: Uint8Array, _encoding, done) => {
        waiting++;
        most = Math.max(most, waiting, stream.writableLength / 2 ** 20);
        setImmediate(() => {
          waiting--;
          done();
        });
      },
    });
    await writeMetrics(stream, fleet(), { ...CSV, ...ROWS });
    expect(most).toBe(1);
    // And nothing of ours stays on it.
    expect([stream.listenerCount('error'), stream.listenerCount('close')]).toEqual([0, 0]);
  });

  it('ends with an error that says so where the reader goes, as `head` does', async () => {
    const head = spawn('head', ['-n', '1'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [error, line] = await Promise.all([
      failureOf(() => writeMetrics(head.stdin, fleet(), { ...CSV, ...ROWS })),
      text(head.stdout),
    ]);
    expect(line).toBe('timestamp,server_id,archetype,cpu,memory,disk_io,network\r\n');
    expect(error.message).toMatch(
      /^writeMetrics: expected a stream that stays open to the end, received .*(EPIPE|ECONNRESET)/,
    );
    expect(isReaderGone(error)).toBe(true);
  });

  it.each([
    ['an error', (stream: Writable) => stream.destroy(new Error('the disk melted')), 'the disk melted', false],
    ['no error', (stream: Writable) => stream.destroy(), 'one that was closed', true],
  ])('ends where the stream is destroyed with %s though it takes nothing', async (_, destroy, found, gone) => {
    const stream = new Writable({ write: () => setImmediate(() => destroy(stream)) });
    const error = await failureOf(() => writeMetrics(stream, fleet(), { ...CSV, ...ROWS }));
    expect(error.message).toBe(`writeMetrics: expected a stream that stays open to the end, received ${found}`);
    expect(isReaderGone(error)).toBe(gone);
  });

  it('is stopped by its signal though the reader takes nothing, and destroys the stream with the reason', async () => {
    const stream = new Writable({ write: () => undefined });
    const destroyed = new Promise((resolve) => stream.once('error', resolve));
    const controller = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 10);
    expect(await failureOf(() => writeMetrics(stream, fleet(), { ...CSV, ...ROWS, signal: controller.signal }))).toBe(
      reason,
    );
    expect(await destroyed).toBe(reason);
  });

  it('is stopped by its signal though a stream of the web takes nothing, or does not end', async () => {
    const never = (): Promise<void> => new Promise(() => undefined);
    for (const sink of [{ write: never }, { close: never }]) {
      const controller = new AbortController();
      const reason = new Error('enough');
      setTimeout(() => controller.abort(reason), 10);
      const { signal } = controller;
      const writing = writeMetrics(new WritableStream(sink), fleet(), { ...CSV, count: 3, signal });
      expect(await failureOf(() => writing)).toBe(reason);
    }
  });

  it('lets timers and signals through while a stream takes all at once', async () => {
    const stream = new Writable({ write: (_bytes, _encoding, done) => done() });
    const signal = AbortSignal.timeout(20);
    const rows = { count: 100_000_000 };
    const error = await failureOf(() =>
      writeMetrics(stream, seededServer().web().every('5m'), { ...CSV, ...rows, signal }),
    );
    expect(error.name).toBe('TimeoutError');
  });

  it('cuts an answer over HTTP short when it fails, so that no part looks whole', async () => {
    const controller = new AbortController();
    const failed = new Promise<Error>((resolve) => {
      const server = createServer((_request, response) => {
        const { signal } = controller;
        resolve(
          failureOf(() => writeMetrics(response, fleet(), { ...CSV, ...ROWS, signal })).finally(() => server.close()),
        );
      });
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        get({ port, host: '127.0.0.1' }, (answer) => {
          answer.once('data', () => controller.abort());
          answer.on('error', () => undefined);
          answer.on('close', () => expect(answer.complete).toBe(false));
        });
      });
    });
    expect((await failed).name).toBe('AbortError');
  });

  it('leaves process.stdout open', async () => {
    const parts: Uint8Array[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((bytes, done) => {
      parts.push(bytes as Uint8Array);
      (done as unknown as () => void)();
      return true;
    });
    await writeMetrics(process.stdout, seededServer().web(), { ...CSV, count: 1 }).finally(() => spy.mockRestore());
    expect(Buffer.concat(parts).toString()).toMatch(/^timestamp,.*\r\n.*\r\n$/);
    expect(process.stdout.writableEnded).toBe(false);
  });

  it('leaves no more on process.stdout the more of it fails, and still hears its errors', async () => {
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((_bytes, done) => {
      (done as unknown as (error: Error) => void)(new Error('the disk melted'));
      return true;
    });
    const count = () => ['error', 'close'].map((event) => process.stdout.listenerCount(event));
    const fail = () => failureOf(() => writeMetrics(process.stdout, seededServer().web(), { ...CSV, count: 1 }));
    const [errors, closes] = count();
    try {
      for (let time = 0; time < 3; time++) expect((await fail()).message).toContain('received the disk melted');
    } finally {
      spy.mockRestore();
    }
    expect(count()).toEqual([errors! + 1, closes]);
  });

  it('says what is wrong with a target that is none', async () => {
    const web = seededServer().web();
    const ended = new PassThrough();
    ended.end();
    const messages = await Promise.all(
      [
        writeMetrics(7 as never, web, CSV),
        writeMetrics({} as never, web, CSV),
        writeMetrics(ended, web, CSV),
        writeMetrics(new PassThrough(), web),
        writeMetrics(new PassThrough(), web, { format: 'cvs' }),
      ].map((promise) => failureOf(() => promise).then(({ message }) => message)),
    );
    expect(messages).toEqual([
      'writeMetrics: expected the name of a file or a writable stream, received 7',
      'writeMetrics: expected the name of a file or a writable stream, received an object',
      'writeMetrics: expected a stream that can be written, received one that has ended',
      expect.stringMatching(/^writeMetrics\.format: expected one of 'csv'.*, received none$/),
      expect.stringMatching(/^writeMetrics\.format: expected one of 'csv'.*, received "cvs"$/),
    ]);
  });

  it('fits the types of Node’s streams', () => {
    const stream: NodeStream = process.stdout;
    expect(stream).toBe(process.stdout);
  });
});
