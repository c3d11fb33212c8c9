import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ServerBuilder } from 'faker-server';
import { type FileOptions, type Servers, writeMetrics } from 'faker-server/files';
import { job } from '../../src/job.js';
import { jobOfPiece, piecesOf } from '../../src/pieces.js';
import encodePiece from '../../src/node/worker.js';
import { seededServer } from '../faker.js';
import { rowsOf } from '../rowsOf.js';
import { hasPrinted, otherProcess } from './otherProcess.js';
import { temporaryFolder } from './temporaryFolder.js';

const server = seededServer();
const web = server.web().seed('threads').id('web-1');
const fleet = server.fleet({ count: 30, seed: 'threads' });

/** What is written by one thread and by some, as checksums. */
async function sums(name: string, servers: Servers, options: FileOptions, jobs: number): Promise<[string, string]> {
  const folder = temporaryFolder();
  const sum = async (file: string, threads: number | undefined) => {
    await writeMetrics(join(folder, file), servers, { ...options, jobs: threads });
    return createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  };
  return [await sum(`one.${name}`, undefined), await sum(`some.${name}`, jobs)];
}

describe('several threads', () => {
  it.each<[name: string, servers: Servers, options: FileOptions, jobs: number]>([
    ['csv', fleet, { count: 4000, every: '5m' }, 2],
    ['csv', web, { count: 150_000, every: '5m' }, 3],
    ['csv', server.fleet({ count: 300, seed: 1 }), { count: 30, columns: ['serverId', 'timestamp', 'cpu'] }, 2],
    ['csv', fleet, { count: 4000, every: '5m', shard: '2/3' }, 2],
    ['csv.gz', fleet, { count: 4000, every: '5m' }, 2],
    ['csv', [], {}, 2],
    ['ndjson', fleet, { count: 4000, every: '5m', from: new Date('2025-03-01') }, 2],
    ['om', fleet, { count: 4000, every: '5m', metrics: ['cpu', 'network'] }, 2],
    ['otlp.jsonl', fleet, { count: 2000, every: '5m' }, 2],
    ['sql', fleet, { count: 2000, every: '5m' }, 2],
    ['lp', [web.timeZone('Europe/Berlin').profile({ cpu: { base: 50 } })], { count: 100_000, every: '1m' }, 2],
  ])('write the same bytes as one: %s', async (name, servers, options, jobs) => {
    const [one, some] = await sums(name, servers, options, jobs);
    expect(some).toBe(one);
  });

  it('are refused where the whole is to be one transaction, which each of them would begin', async () => {
    const call = writeMetrics(join(temporaryFolder(), 'a.sql'), fleet, { count: 3, transaction: true, jobs: 2 });
    await expect(call).rejects.toThrow(
      'writeMetrics.jobs: expected 1 for SQL in one transaction, which one thread must write, received 2',
    );
  });

  it('tell of the progress in order, to the last row', async () => {
    const seen: number[] = [];
    const onProgress = ({ rows, total }: { rows: number; total: number }) => {
      expect(total).toBe(120_000);
      seen.push(rows);
    };
    const written = await writeMetrics(join(temporaryFolder(), 'some.csv'), fleet, {
      ...{ count: 4000, every: '5m', jobs: 2, onProgress },
    });
    expect(written).toEqual({ rows: 120_000 });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(120_000);
  });

  it('make no more than two pieces each ahead of a reader that is slow', async () => {
    let asked = 0;
    const watched = {
      count: 1000,
      at: (index: number): ServerBuilder => {
        asked = Math.max(asked, index);
        return server.fleet({ count: 1000, seed: 1 }).at(index);
      },
      *[Symbol.iterator]() {
        yield* [] as ServerBuilder[];
      },
    };
    let taken = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, callback) => {
        taken += 1;
        if (taken === 1) void sleep(500).then(() => callback());
        // The first piece is behind it, four are under way, and each has 8 servers of 4096 rows.
        else callback(asked > 8 * 6 ? new Error(`${asked} servers were asked for`) : new Error('enough'));
      },
    });
    await expect(writeMetrics(slow, watched, { count: 4096, every: '5m', format: 'csv', jobs: 2 })).rejects.toThrow(
      /enough/,
    );
  });

  it('stop where the job is aborted, with its reason, and leave nothing', async () => {
    const folder = temporaryFolder();
    const controller = new AbortController();
    const reason = new Error('of their own');
    const onProgress = () => controller.abort(reason);
    const options = { count: 100_000, every: '5m', jobs: 2, signal: controller.signal, onProgress };
    await expect(writeMetrics(join(folder, 'some.csv'), fleet, options)).rejects.toBe(reason);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that cannot begin are told of in a sentence, and leave nothing', async () => {
    const folder = temporaryFolder();
    // A bundle, beside which the file of the threads is missing.
    const child = await otherProcess(`
      import { faker } from '@faker-js/faker/locale/en';
      import './src/register.ts';
      import { writeMetrics } from './src/node/files.ts';
      const file = ${JSON.stringify(join(folder, 'some.csv'))};
      await writeMetrics(file, faker.server.fleet(5), { count: 30, jobs: 2 }).catch(({ message }) => console.log(message));
    `);
    expect(await hasPrinted(child)).toMatch(
      /^writeMetrics\.jobs: expected threads that run \(1 needs none\), received Cannot find module .*worker\.js/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('give back what is wrong with a server as the parts of the sentence, which no message keeps', async () => {
    const [piece] = piecesOf(job('job', web, { count: 1 }));
    const broken = { ...piece!, look: { stepMs: undefined, window: { count: -1 } } };
    const task = { path: 'writeMetrics', kind: 'csv', options: {}, room: new Uint8Array(8) };
    expect(await encodePiece({ ...task, piece: broken })).toEqual({
      path: 'blocks.count',
      expected: 'a whole number of at least 0',
      received: '-1',
    });
  });

  it.each<[string, file: string, servers: Servers, jobs: unknown, message: string]>([
    [
      'no thread',
      'a.csv',
      web,
      0,
      'writeMetrics.jobs: expected a whole number of at least 1 and at most 256, received 0',
    ],
    [
      'half a thread',
      'a.csv',
      web,
      1.5,
      'writeMetrics.jobs: expected a whole number of at least 1 and at most 256, received 1.5',
    ],
    [
      'a text',
      'a.csv',
      web,
      'all',
      'writeMetrics.jobs: expected a whole number of at least 1 and at most 256, received "all"',
    ],
    [
      'two for a format that one writes',
      'a.parquet',
      web,
      2,
      'writeMetrics.jobs: expected 1 for Parquet, which one thread must write, received 2',
    ],
    [
      'holidays that are a function',
      'a.csv',
      [web, web.id('web-2').holidays(() => false)],
      2,
      'writeMetrics.jobs: expected 1 where holidays are a function, which threads cannot share, received 2',
    ],
  ])('are refused: %s', async (_, file, servers, jobs, message) => {
    const folder = temporaryFolder();
    const writing = writeMetrics(join(folder, file), servers, { count: 1, jobs: jobs as number });
    await expect(writing).rejects.toThrow(expect.objectContaining({ name: 'ServerError', message }) as Error);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the pieces of a job', () => {
  it.each(['servers', 'metrics'] as const)('are its rows, as plain data, in the order of %s', (order) => {
    const servers = [
      web.every('5m').from('2025-01-01').until('2025-06-15'),
      ...Array.from({ length: 150 }, (_, i) =>
        web
          .id(`web-${i + 2}`)
          .from('2025-01-01')
          .until('2025-01-08'),
      ),
      web.id('last').from('2025-01-01').until('2025-01-01'),
    ];
    for (const shard of ['1/1', '1/2', '2/2']) {
      const whole = job('job', servers, { shard }, order);
      const pieces = structuredClone([...piecesOf(whole)]);
      const blocks = {
        *[Symbol.iterator]() {
          for (const piece of pieces) yield* jobOfPiece(piece).blocks;
        },
      };
      expect(rowsOf({ ...whole, blocks })).toEqual(rowsOf(whole));
      expect(pieces.reduce((sum, { rows }) => sum + rows, 0)).toBe(whole.rows);
      expect(pieces.map(({ isFirst }) => isFirst)).toEqual(pieces.map((_, i) => whole.isFirst && i === 0));
      expect(pieces.map(({ isLast }) => isLast)).toEqual(pieces.map((_, i) => whole.isLast && i === pieces.length - 1));
      const begins = (all: Iterable<{ isFirstOfRun: boolean; ordinal: number }>) =>
        Array.from(all, ({ isFirstOfRun, ordinal }) => [isFirstOfRun, ordinal]).filter(([first]) => first);
      expect(begins(blocks)).toEqual(begins(whole.blocks));
    }
  });

  it('of a job without rows are one, which is both the first and the last', () => {
    expect([...piecesOf(job('job', [], {}))]).toMatchObject([{ rows: 0, isFirst: true, isLast: true, stretches: [] }]);
  });
});
