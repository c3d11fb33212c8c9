import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { csv } from 'faker-server/formats';
import { writeMetrics } from 'faker-server/files';
import { seedInflux } from 'faker-server/influx';
import { seedPrometheus } from 'faker-server/prometheus';
import { expect, it } from 'vitest';
import { seededServer } from './faker.js';
import { temporaryFolder } from './node/temporaryFolder.js';

const server = seededServer();
const holidays = () => false;
const twins = [server.web().id('a'), server.web().id('b').holidays(holidays), server.database().id('a')];
const sentence = 'servers: expected servers of different ids, received two of "a"';

it('two servers of one id are refused before anything is written, as databases refuse them', async () => {
  const folder = temporaryFolder();
  await expect(writeMetrics(join(folder, 'a.parquet'), twins, { count: 3 })).rejects.toThrow(sentence);
  expect(readdirSync(folder)).toEqual([]);
  expect(() => csv(twins, { count: 3 })).toThrow(sentence);
  await expect(seedInflux('http://127.0.0.1:1/write?db=a', twins, { count: 3 })).rejects.toThrow(sentence);
  await expect(seedPrometheus('http://127.0.0.1:1', twins, { count: 3 })).rejects.toThrow(sentence);
});

it('a fleet is not walked for it', () => {
  const start = performance.now();
  expect(csv(server.fleet(1_000_000), { count: 1 }).rows).toBe(1_000_000);
  expect(performance.now() - start).toBeLessThan(1000);
});
