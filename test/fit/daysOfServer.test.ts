import { describe, expect, it } from 'vitest';
import { type Fit, fitProfile } from '../../src/index.js';
import { seededServer } from '../faker.js';

const FROM = '2025-05-01';
const UNTIL = '2025-08-31';
const server = seededServer().application().typical().seed('rest').from(FROM).until(UNTIL).asOf(UNTIL);
const columns = server.every('1h').columns();
const DAY = 24;

/** What a fit says of the application server whose throughput is another, by the day. */
function fitOf(throughput: (value: number, day: number, hour: number) => number, from = columns): Of {
  const perDay = 24 * (from.time.length / columns.time.length);
  const diskIo = from.diskIo.map((value, row) => {
    const hours = (24 * row) / perDay;
    return throughput(value, Math.floor(hours / 24), Math.floor(hours % 24));
  });
  return { fit: fitProfile({ ...from, diskIo }), mean: mean(diskIo) };
}

interface Of {
  readonly fit: Fit;
  readonly mean: number;
}

/** The mean throughput of some of a profile's servers. */
function twinsOf({ profile }: Fit): number {
  const seeds = ['a', 'b', 'c', 'd'];
  return mean(
    seeds.map((seed) => {
      const twin = seededServer().custom(profile).seed(seed).from(FROM).until(UNTIL).asOf(UNTIL);
      return mean(twin.every('1h').only('diskIo').columns().diskIo);
    }),
  );
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

describe('a metric that rests while the server is on', () => {
  it.each([
    ['5m', 0],
    ['1h', 0],
    ['1h', 0.01],
  ] as const)('on four days of five, every %s at %d, has a twin with its mean', (every, atRest) => {
    const { fit, mean: ofData } = fitOf(
      (value, day) => (day % 5 === 0 ? value : atRest),
      server.every(every).columns(),
    );
    expect(fit.report.data.metrics.diskIo).toMatchObject({ days: 122, off: 0 });
    // It was six times as high.
    expect(Math.abs(Math.log(twinsOf(fit) / ofData))).toBeLessThan(Math.log(1.5));
  });

  it('on all days but two, has a twin that hardly ever works', () => {
    const { fit, mean: ofData } = fitOf((value, day) => ([20, 70].includes(day) ? value : 0));
    expect(Math.abs(Math.log(twinsOf(fit) / ofData))).toBeLessThan(Math.log(2));
  });

  it('always, or but for an hour a day, has none of its levels by default', () => {
    for (const isAtWork of [() => false, (hour: number) => hour === 10]) {
      const { fit } = fitOf((value, _, hour) => (isAtWork(hour) ? value : 0));
      expect(fit.report.figures.diskIo.base).toEqual({
        value: 0.005,
        source: 'fitted',
        reason: 'nothing but days of 0',
      });
      expect(fit.profile).not.toHaveProperty('precision');
      expect(twinsOf(fit)).toBeLessThan(0.01);
    }
  });

  it.each([
    [3, 0.0005],
    [6, 0.000001],
  ])('has a base that %i decimals show', (precision, base) => {
    const diskIo = columns.diskIo.map(() => 0);
    const { profile } = fitProfile({ ...columns, diskIo }, { defaults: { precision } });
    expect(profile.diskIo!.base).toBe(base);
    expect(() => seededServer().custom(profile).record()).not.toThrow();
  });

  it('leaves the others as they are', () => {
    const { figures } = fitOf(() => 0).fit.report;
    const without = fitProfile({
      time: columns.time,
      cpu: columns.cpu,
      memory: columns.memory,
      network: columns.network,
    });
    expect(figures.cpu).toEqual(without.report.figures.cpu);
    expect(figures.memory).toEqual(without.report.figures.memory);
  });

  it('on fewer than one day in ten was not measured then', () => {
    const { fit } = fitOf((value, day) => (day === 60 ? 0 : value));
    const { std } = fitOf((value) => value).fit.report.figures.diskIo;
    expect(fit.report.data.metrics.diskIo).toMatchObject({ days: 121, off: 1 });
    expect(Math.abs(fit.report.figures.diskIo.std.value / std.value - 1)).toBeLessThan(0.05);
  });
});

describe('a server', () => {
  const offOn = (isOff: (day: number) => boolean): Fit => {
    const entries = Object.entries(columns).map(([name, values]) => [
      name,
      name === 'time' ? values : values.map((value, row) => (isOff(Math.floor(row / DAY)) ? 0 : value)),
    ]);
    return fitProfile(Object.fromEntries(entries) as typeof columns);
  };

  it('is off on days on which all its metrics are, which are left out', () => {
    const { metrics } = offOn((day) => day % 7 === 3).report.data;
    for (const metric of Object.values(metrics)) expect(metric).toMatchObject({ days: 105, off: 17 });
  });

  it('is off though some of its metrics are not measured then', () => {
    const cpu = columns.cpu.map((value, row) => (Math.floor(row / DAY) % 7 === 3 ? 0 : value));
    const memory = columns.memory.map((value, row) => (Math.floor(row / DAY) % 7 === 3 ? NaN : value));
    const { metrics } = fitProfile({ time: columns.time, cpu, memory }).report.data;
    expect(metrics.cpu).toMatchObject({ days: 105, off: 17 });
    expect(metrics.memory).toMatchObject({ days: 105, off: 0 });
  });
});

it('metrics that have load on too few days are refused, though another always rests', () => {
  const rows = Array.from({ length: 30 }, (_, day) => ({
    time: Date.UTC(2025, 0, 1 + day),
    cpu: day < 4 ? 30 : null,
    memory: day >= 20 && day < 24 ? 30 : null,
    network: 0,
  }));
  const units = { cpu: 'percent', memory: 'percent', network: 'percent' } as const;
  expect(() => fitProfile(rows, { units })).toThrow(
    'fitProfile.data: expected at least 7 days with a value above 0, received 4',
  );
});
