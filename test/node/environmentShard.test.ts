import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { csv } from 'faker-server/formats';
import { writeMetrics } from 'faker-server/files';
import { autoShard, shardOfEnvironment } from '../../src/node/environmentShard.js';
import { tableSettings } from '../../src/node/tableOptions.js';
import { partsOf } from '../badInput/case.js';
import { seededServer } from '../faker.js';

const slurm = (id: number | string, count = 16, min = 0, max = min + count - 1) => ({
  SLURM_ARRAY_TASK_ID: String(id),
  SLURM_ARRAY_TASK_COUNT: String(count),
  SLURM_ARRAY_TASK_MIN: String(min),
  SLURM_ARRAY_TASK_MAX: String(max),
  SLURM_ARRAY_TASK_STEP: '1',
});
const ENGINES = [
  'a Slurm array, a Kubernetes Indexed Job, an AWS Batch array or a Cloud Run job',
  'SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX, CLOUD_RUN_TASK_INDEX',
] as const;

describe('the shard of', () => {
  it.each<[string, env: Record<string, string>, asked: number | undefined, shard: string]>([
    ['the first task of a Slurm array', slurm(0), undefined, '1/16'],
    ['the last task of a Slurm array', slurm(15), undefined, '16/16'],
    ['a Slurm array that counts from 1', slurm(16, 16, 1), undefined, '16/16'],
    ['a Slurm array of one', slurm(1, 1, 1), undefined, '1/1'],
    ['a Slurm array of as many as were asked for', slurm(2), 16, '3/16'],
    ['a Kubernetes Indexed Job', { JOB_COMPLETION_INDEX: '2', FAKER_SERVER_SHARDS: '16' }, undefined, '3/16'],
    ['a Kubernetes Indexed Job whose size is asked for', { JOB_COMPLETION_INDEX: '15' }, 16, '16/16'],
    ['what is asked for, before the variable', { JOB_COMPLETION_INDEX: '2', FAKER_SERVER_SHARDS: '8' }, 16, '3/16'],
    ['an AWS Batch array', { AWS_BATCH_JOB_ARRAY_INDEX: '2', AWS_BATCH_JOB_ARRAY_SIZE: '16' }, undefined, '3/16'],
    ['an AWS Batch array of an engine that does not tell its size', { AWS_BATCH_JOB_ARRAY_INDEX: '0' }, 2, '1/2'],
    ['a Cloud Run job', { CLOUD_RUN_TASK_INDEX: '2', CLOUD_RUN_TASK_COUNT: '16' }, undefined, '3/16'],
    ['the one engine whose variables are not empty', { ...slurm(0), JOB_COMPLETION_INDEX: '' }, undefined, '1/16'],
  ])('%s', (_, env, asked, shard) => {
    const { index, of } = shardOfEnvironment('shard', env, asked);
    expect(`${index}/${of}`).toBe(shard);
  });

  it('every task, together the whole', () => {
    const all = Array.from({ length: 16 }, (_, id) => shardOfEnvironment('shard', slurm(id)).index);
    expect(all).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
  });

  it.each<[string, env: Record<string, string>, asked: number | undefined, message: string]>([
    [
      'no engine',
      { PATH: '/bin' },
      undefined,
      `shard: expected the environment of ${ENGINES[0]}, received none of ${ENGINES[1]}`,
    ],
    [
      'two engines',
      { ...slurm(1), JOB_COMPLETION_INDEX: '1' },
      undefined,
      "shard: expected the environment of one engine, or a shard such as '3/16', received SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX",
    ],
    [
      'an engine that does not tell its size',
      { JOB_COMPLETION_INDEX: '1' },
      undefined,
      "shard: expected the number of shards, as 'auto/16' or in FAKER_SERVER_SHARDS, received JOB_COMPLETION_INDEX alone",
    ],
    [
      'a number behind the last',
      { JOB_COMPLETION_INDEX: '16' },
      16,
      'shard: expected a JOB_COMPLETION_INDEX of 0 to 15, received "16"',
    ],
    [
      'a number before the first',
      slurm(0, 16, 1),
      undefined,
      'shard: expected a SLURM_ARRAY_TASK_ID of 1 to 16, received "0"',
    ],
    [
      'a number that is none',
      { CLOUD_RUN_TASK_INDEX: '-1', CLOUD_RUN_TASK_COUNT: '4' },
      undefined,
      'shard: expected a CLOUD_RUN_TASK_INDEX of 0 to 3, received "-1"',
    ],
    [
      'a size that is none',
      { CLOUD_RUN_TASK_INDEX: '0', CLOUD_RUN_TASK_COUNT: 'many' },
      undefined,
      'shard: expected a CLOUD_RUN_TASK_COUNT of 1 to 1000000, received "many"',
    ],
    [
      'a variable of ours that is no number',
      { JOB_COMPLETION_INDEX: '0', FAKER_SERVER_SHARDS: '0' },
      undefined,
      'shard: expected a FAKER_SERVER_SHARDS of 1 to 1000000, received "0"',
    ],
    [
      'another size than was asked for',
      slurm(1),
      8,
      'shard: expected 16 shards, as SLURM_ARRAY_TASK_COUNT says, received 8',
    ],
    [
      'some tasks that are submitted once more',
      slurm(3, 2, 3, 7),
      undefined,
      'shard: expected a SLURM_ARRAY_TASK_MIN of 0 to 1, received "3"',
    ],
    [
      'an array with gaps',
      slurm(7, 3, 0, 7),
      undefined,
      "shard: expected the tasks 0 to 2 without gaps, or a shard such as '3/16' for one of them, received an array up to 7",
    ],
  ])('%s is refused', (_, env, asked, message) => {
    expect(() => shardOfEnvironment('shard', env, asked)).toThrow(expect.objectContaining(partsOf(message)) as Error);
  });
});

describe("'auto'", () => {
  it('is the shard of the environment, and with a number one of so many', () => {
    expect(autoShard('shard', 'auto', slurm(2))).toEqual({ index: 3, of: 16 });
    expect(autoShard('shard', 'auto/4', { JOB_COMPLETION_INDEX: '2' })).toEqual({ index: 3, of: 4 });
    for (const other of ['3/16', undefined, { index: 1, of: 2 }, 7, null]) {
      expect(autoShard('shard', other, slurm(2))).toBeUndefined();
    }
  });

  it.each(['auto/', 'auto/0', 'auto/x', 'auto/1.5', 'auto/16/16', 'automatic', 'AUTO', 'auto/1000001'])(
    'with a slip is refused: %s',
    (value) => {
      const message = `shard: expected 'auto', or 'auto/16' for sixteen shards, received "${value}"`;
      expect(() => autoShard('shard', value, slurm(2))).toThrow(expect.objectContaining(partsOf(message)) as Error);
    },
  );

  describe('in the options of a sink', () => {
    const fleet = seededServer().fleet({ count: 5, seed: 'auto' });
    const folder = mkdtempSync(join(tmpdir(), 'faker-server-auto-'));
    afterEach(() => vi.unstubAllEnvs());
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const stub = (env: Record<string, string>) => {
      for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    };

    it('writes the part of a file, byte for byte, and of a table', async () => {
      stub(slurm(2, 4));
      const file = join(folder, 'part.csv');
      const options = { count: 300, every: '5m' };
      await writeMetrics(file, fleet, { ...options, shard: 'auto' });
      const part = Buffer.concat([...csv(fleet, { ...options, shard: '3/4' })]);
      expect((await readFile(file)).equals(part)).toBe(true);
      expect(tableSettings('seed', fleet, { ...options, shard: 'auto' })).toMatchObject({
        mode: 'upsert',
        job: { isFirst: false, isLast: false, rows: csv(fleet, { ...options, shard: '3/4' }).rows },
      });
    });

    it('is refused where no engine runs, with the place', async () => {
      for (const name of Object.keys(process.env).filter((key) =>
        /^(SLURM|JOB_COMPLETION|AWS_BATCH|CLOUD_RUN)_/.test(key),
      )) {
        vi.stubEnv(name, undefined);
      }
      const message = /^writeMetrics\.shard: expected the environment of a Slurm array, .*, received none of /;
      await expect(writeMetrics(join(folder, 'part.csv'), fleet, { count: 1, shard: 'auto' })).rejects.toThrow(message);
    });
  });
});
