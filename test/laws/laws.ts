import { expect } from 'vitest';
import { fromJSON, METRICS, type Metric, type ServerBuilder, type ServerRecord, STATISTICS } from '../../src/index.js';

/**
 * The laws of every server: each takes a builder and throws where it does not hold. They read what users read.
 */

/** Any window, slice, order of calls, way of reading and subset of metrics gives the same bits. */
export function valuesDependOnTheInstantAlone(
  server: ServerBuilder,
  from: string,
  metrics: [Metric, ...Metric[]],
): void {
  const count = 40;
  const start = server.asOf('2020-01-01').from(from);
  const whole = start.series(count);
  const at = (i: number): Date => whole[i]!.timestamp;

  // Slices: the head, the middle and the tail, read last to first.
  expect(start.until(at(count - 1)).series()).toEqual(whole.slice(0, count - 1));
  expect(server.asOf('2020-01-01').until(at(30)).series(12)).toEqual(whole.slice(18, 30));
  expect(start.series({ from: at(11), count: 7 })).toEqual(whole.slice(11, 18));
  expect(start.record(at(5))).toEqual(whole[5]);
  expect(start.record(new Date(at(6).getTime() - 1000))).toEqual(whole[5]);
  expect(start.series(7)).toEqual(whole.slice(0, 7));

  // Ways of reading.
  const streamed: ServerRecord[] = [];
  for (const record of start.stream()) if (streamed.push(record) === count) break;
  expect(streamed).toEqual(whole);
  const columns = start.columns(count);
  for (const metric of METRICS) expect([...columns[metric]]).toEqual(whole.map((record) => record[metric]));
  expect([...columns.time]).toEqual(whole.map(({ timestamp }) => timestamp.getTime()));

  // Subsets of metrics.
  const some = start.only(...metrics).columns(count);
  for (const metric of metrics) expect(some[metric]).toEqual(columns[metric]);
}

/** Nothing leaves its bounds, and everything is a number on the grid of the profile's precision. */
export function valuesAreWithinBounds(server: ServerBuilder): void {
  for (const every of ['1d', '5m', '1m']) {
    const columns = server.every(every).columns(1000);
    for (const metric of METRICS) {
      const { ceiling } = server.profile()[metric];
      for (const value of columns[metric]) {
        if (!(value >= 0 && value <= ceiling) || Math.round(value * 100) / 100 !== value) {
          expect.fail(`${metric} every ${every}: ${value}`);
        }
      }
    }
  }
}

/** The P95 of a local day's samples, by the reader's own percentile, is the day's record. */
export function samplesHaveTheP95OfTheirDay(server: ServerBuilder, days = 20): void {
  const daily = server.columns(days + 1);
  const samples = server.every('5m').columns({ from: new Date(daily.time[0]!), until: new Date(daily.time[days]!) });
  for (let day = 0, first = 0; day < days; day++) {
    let end = first;
    while (end < samples.time.length && samples.time[end]! < daily.time[day + 1]!) end++;
    for (const metric of METRICS) {
      const difference = Math.abs(percentile95(samples[metric].subarray(first, end)) - daily[metric][day]!);
      // Either side is rounded to .01; the bound is the promise.
      if (!(difference <= 0.02)) expect.fail(`${metric} of day ${day}: P95 is ${difference} away`);
    }
    first = end;
  }
}

/** The mean of what is read below 5 minutes is the 5-minute sample, and an hour's the mean of its samples. */
export function meansAreKept(server: ServerBuilder): void {
  const meanOver = (values: Float64Array, from: number, count: number): number =>
    values.subarray(from, from + count).reduce((sum, value) => sum + value, 0) / count;
  const { time } = server.every('5m').columns(36);
  const read = (every: string, count: number): Record<Metric, Float64Array> =>
    server.every(every).columns({ from: new Date(time[0]!), count });
  const [hours, samples, minutes, tens, seconds] = [
    read('1h', 3),
    read('5m', 36),
    read('1m', 180),
    read('10s', 1080),
    read('1s', 3600),
  ] as const;
  for (const metric of METRICS) {
    for (let i = 0; i < 36; i++) {
      expect(Math.abs(meanOver(tens[metric], 30 * i, 30) - samples[metric][i]!)).toBeLessThanOrEqual(0.01);
      expect(Math.abs(meanOver(minutes[metric], 5 * i, 5) - samples[metric][i]!)).toBeLessThanOrEqual(0.01);
    }
    for (let i = 0; i < 360; i++) {
      expect(Math.abs(meanOver(seconds[metric], 10 * i, 10) - tens[metric][i]!)).toBeLessThanOrEqual(0.01001);
    }
    for (let i = 0; i < 3; i++) {
      expect(Math.abs(meanOver(samples[metric], 12 * i, 12) - hours[metric][i]!)).toBeLessThanOrEqual(0.01001);
    }
  }
}

/** What a builder returned is the user's: whatever is done to it throws, or changes nothing of what is returned later. */
export function whatIsReturnedIsTheUsers(server: ServerBuilder<never>): void {
  const read = (): unknown[] => [
    server.toJSON(),
    server.profile(),
    server.metadata(),
    server.explain(),
    server.record(),
    server.series(2),
    server.columns(2),
    [...server.stream(2)],
    [server.blocks(2).metrics, ...server.blocks(2)],
    server.every('5m').record(),
    server.profile({ memory: { std: 5 } }).toJSON(),
    METRICS,
    STATISTICS,
  ];
  const results = read();
  const before = JSON.stringify(results);
  spoil(results);
  expect(JSON.stringify(results)).not.toBe(before);
  expect(JSON.stringify(read())).toBe(before);

  // What a builder was made from is the user's as well.
  const json = server.toJSON();
  expect(objectsIn(json).filter(Object.isFrozen)).toEqual([]);
  const again = fromJSON(json);
  spoil(json);
  expect(json).not.toEqual(server.toJSON());
  expect(again.toJSON()).toEqual(server.toJSON());
}

function objectsIn(data: unknown): object[] {
  return typeof data === 'object' && data !== null ? [data, ...Object.values(data).flatMap(objectsIn)] : [];
}

/** Halves all numbers and takes all else away, as far as data are not frozen. */
function spoil(data: unknown): void {
  if (typeof data !== 'object' || data === null) return;
  if (data instanceof Date) data.setTime(0);
  for (const key of Reflect.ownKeys(data)) {
    const value: unknown = Reflect.get(data, key);
    spoil(value);
    if (typeof value === 'number') Reflect.set(data, key, Math.floor(value / 2));
    else Reflect.deleteProperty(data, key);
  }
}

/** The 95th percentile by linear interpolation, as `percentile_cont` and numpy have it. */
export function percentile95(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const rank = 0.95 * (sorted.length - 1);
  const low = Math.floor(rank);
  return sorted[low]! + (rank - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
}
