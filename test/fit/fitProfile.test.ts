import { describe, expect, it } from 'vitest';
import {
  type Columns,
  type Estimate,
  type Fit,
  fitProfile,
  type Metric,
  METRICS,
  type PartialProfile,
  type ServerBuilder,
} from '../../src/index.js';
import { medianOf } from '../../src/fit/medianOf.js';
import { withoutStuck } from '../../src/fit/stuck.js';
import { childKey, rootKey, uniform } from '../../src/num/random.js';
import { seededServer } from '../faker.js';

const web = seededServer()
  .web()
  .typical()
  .seed('fit')
  .id('web-1')
  .from('2025-01-01')
  .until('2025-07-01')
  .asOf('2025-07-01');
const samples = web.every('5m').columns();
const whole = fitProfile(samples);
const DAY = 288;

/** Figures whose errors are known, in their errors: how far a fit is from another. */
function apart(one: Fit, other: Fit): number {
  const distances = METRICS.flatMap((metric) =>
    (['base', 'std', 'growth'] as const).map((figure) => {
      const { value, error } = other.report.figures[metric][figure];
      return Math.abs(one.report.figures[metric][figure].value - value) / (error ?? 1);
    }),
  );
  return Math.max(...distances);
}

/** The columns with some of their rows or values changed. */
function changed(columns: Columns, change: (value: number, row: number, metric: string) => number): Columns {
  const entries = Object.entries(columns).map(([name, values]) => [
    name,
    name === 'time' ? values : values.map((value, row) => change(value, row, name)),
  ]);
  return Object.fromEntries(entries) as Columns;
}

describe('the ways to write the same data', () => {
  const columns = web.columns();
  const expected = fitProfile(columns);
  const iso = (ms: number): string => new Date(ms).toISOString();
  const rows = Array.from(columns.time, (ms, i) => ({
    timestamp: iso(ms),
    cpu: String(columns.cpu[i]),
    memory: String(columns.memory[i]),
    disk_io: String(columns.diskIo[i]),
    network: String(columns.network[i]),
  }));
  const units = { cpu: 'percent', memory: 'percent', diskIo: 'MB/s', network: 'percent' } as const;

  it('are records', () => expect(fitProfile(web.series())).toEqual(expected));

  it('are the rows of a CSV', () => expect(fitProfile(rows, { units })).toEqual(expected));

  it('may have a percent sign after what is in percent', () => {
    const signed = rows.map((row) => ({ ...row, cpu: `${row.cpu}%`, memory: `${row.memory} % ` }));
    expect(fitProfile(signed, { units })).toEqual(expected);
  });

  it('are arrays', () => {
    const arrays = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [...values]]));
    expect(fitProfile(arrays, { units })).toEqual(expected);
  });

  it('are rows in any order, with an empty line at the end', () => {
    const shuffled = [...rows].sort((one, other) => Number(one.cpu) - Number(other.cpu));
    expect(fitProfile([...shuffled, { timestamp: '' }], { units })).toEqual(expected);
  });

  it('are columns of other names', () => {
    const renamed = rows.map(({ timestamp, cpu, memory, disk_io, network }) => ({
      'Date (UTC)': timestamp,
      'CPU %': cpu,
      mem: memory,
      'disk MB/s': disk_io,
      net: network,
      host: 'shop-1',
    }));
    const names = { time: 'Date (UTC)', cpu: 'CPU %', memory: 'mem', diskIo: 'disk MB/s', network: 'net' };
    expect(fitProfile(renamed, { units, columns: names })).toEqual(expected);
  });

  it('are columns with the byte order mark and the spaces that files have before their names', () => {
    const spaced = rows.map(({ timestamp, cpu, memory, disk_io, network }) => {
      return { '\uFEFFtimestamp': timestamp, ' cpu': cpu, ' memory': memory, 'disk_io ': disk_io, load: network };
    });
    const columns = { network: 'load ', cpu: 'cpu' };
    expect(fitProfile(spaced, { units, columns })).toEqual(expected);
    expect(() => fitProfile(spaced, { units, columns: { time: 'when' } })).toThrow(
      'fitProfile.columns.time: expected one of the columns timestamp, cpu, memory, disk_io, load, received "when"',
    );
  });

  it('are columns whose names are written in capitals, as Grafana has Time', () => {
    const capital = rows.map(({ timestamp, cpu, memory, disk_io, network }) => ({
      Time: timestamp,
      CPU: cpu,
      Memory: memory,
      DISK_IO: disk_io,
      network,
      // The name as it is goes before one that is alike.
      NETWORK: '1',
    }));
    expect(fitProfile(capital, { units })).toEqual(expected);
    const { Time, ...rest } = capital[0]!;
    expect(() => fitProfile([{ ...rest, Time, TIME: Time }], { units })).toThrow(
      "expected a column 'timestamp' or 'time', or its name in columns.time, received columns CPU, Memory",
    );
  });

  it('are epoch milliseconds, in numbers and texts', () => {
    const inMs = rows.map((row, i) => ({ ...row, timestamp: columns.time[i] }));
    expect(fitProfile(inMs, { units })).toEqual(expected);
    const inTexts = rows.map((row, i) => ({ ...row, timestamp: String(columns.time[i]) }));
    expect(fitProfile(inTexts, { units })).toEqual(expected);
    const inBigints = rows.map((row, i) => ({ ...row, timestamp: BigInt(columns.time[i]!) }));
    expect(fitProfile(inBigints, { units })).toEqual(expected);
  });

  it('are instants as psql and DuckDB print them', () => {
    const printed = rows.map((row, i) => ({
      ...row,
      timestamp: iso(columns.time[i]!).replace('T', ' ').replace('.000Z', '+00'),
    }));
    expect(fitProfile(printed, { units })).toEqual(expected);
  });

  it('are values in other units', () => {
    const converted = rows.map(({ timestamp, cpu, memory, disk_io, network }) => ({
      timestamp,
      cpu: Number(cpu) / 100,
      memory: Number(memory) * 0.64,
      disk_io: Number(disk_io) * 1e6,
      network: Number(network) * 1.25e6,
    }));
    const { profile } = fitProfile(converted, {
      units: { cpu: 'ratio', memory: { capacity: 64 }, diskIo: 'B/s', network: { capacity: 125e6 } },
    });
    expect(profile).toEqual(expected.profile);
  });

  it.each([
    ['kB/s', 1e-3],
    ['GB/s', 1e3],
    ['KiB/s', 1024 / 1e6],
    ['MiB/s', 1024 ** 2 / 1e6],
    ['GiB/s', 1024 ** 3 / 1e6],
  ] as const)('are a throughput in %s', (unit, megabytes) => {
    const { time, diskIo } = columns;
    const base = fitProfile({ time, diskIo: [...diskIo] }, { units: { diskIo: unit } }).report.figures.diskIo.base;
    const asked = fitProfile({ time, diskIo: diskIo.map((value) => value * megabytes) }).report.figures.diskIo.base;
    expect(base.value).toBeCloseTo(asked.value, 6);
  });
});

describe('what is missing', () => {
  const key = rootKey('missing');

  it('is left out: cells, whole stretches and whole days', () => {
    const gappy = changed(samples, (value, row, metric) => {
      const isOut = row > 40 * DAY && row < 47 * DAY;
      const isLost = uniform(childKey(key, metric), row) < 0.02;
      return isOut || isLost ? NaN : value;
    });
    const { profile, report } = fitProfile(gappy);
    // Fewer samples tell less of a day: some noise comes on top.
    expect(apart({ profile, report }, whole)).toBeLessThan(2);
    expect(report.data.metrics.cpu!.days).toBe(181 - 7);
    expect(report.data.metrics.cpu!.missing / samples.time.length).toBeCloseTo(0.02 + 7 / 181, 2);
    expect(profile.peakHours).toEqual(whole.profile.peakHours);
  });

  it('is written in the words of many programs', () => {
    const { time, cpu } = web.columns();
    const rowsWith = (gap: unknown): object[] =>
      Array.from(cpu, (value, i) => ({ time: time[i], cpu: i % 20 === 7 ? gap : value }));
    const expected = fitProfile(rowsWith(null), { units: { cpu: 'percent' } });
    for (const gap of ['', 'NaN', '-nan', 'NULL', '\\N', 'N/A', '#N/A', 'None', '<NA>', '-', undefined, NaN]) {
      expect(fitProfile(rowsWith(gap), { units: { cpu: 'percent' } }), String(gap)).toEqual(expected);
    }
  });

  it('is the whole row as well as a cell', () => {
    const kept = [...samples.time].flatMap((_, row) => (row % DAY < 30 && row % (7 * DAY) > DAY ? [] : [row]));
    const rows = (name: keyof Columns): Float64Array => Float64Array.from(kept, (row) => samples[name][row]!);
    const thinned = {
      time: rows('time'),
      cpu: rows('cpu'),
      memory: rows('memory'),
      diskIo: rows('diskIo'),
      network: rows('network'),
    };
    const emptied = changed(samples, (value, row) => (row % DAY < 30 && row % (7 * DAY) > DAY ? NaN : value));
    expect(fitProfile(thinned).profile).toEqual(fitProfile(emptied).profile);
  });

  it('makes a day count from 80 % of its samples on', () => {
    const days = (share: number): number =>
      fitProfile(changed(samples, (value, row) => (row % DAY >= share * DAY ? NaN : value))).report.data.metrics.cpu!
        .days;
    expect(days(0.81)).toBe(181);
    expect(() => days(0.79)).toThrow('at least 7 days with 80 % of their samples, received 0');
  });

  it('may be a metric, whose figures are then left out', () => {
    const { time, cpu } = samples;
    const { profile, report } = fitProfile({ time, cpu });
    expect(profile.memory).toBeUndefined();
    expect(profile.correlation).toBeUndefined();
    expect(report.figures.memory.base).toEqual({ value: 40, source: 'default', reason: 'no data of this metric' });
    expect(report.figures.cpu.base.value / whole.report.figures.cpu.base.value).toBeCloseTo(1, 1.7);
  });

  it('is a day on which the server was off', () => {
    const off = changed(samples, (value, row) => (Math.floor(row / DAY) % 30 === 3 ? 0 : value));
    const fit = fitProfile(off);
    // A day in thirty is missing: what the others tell is within twice its error.
    expect(apart(fit, whole)).toBeLessThan(2);
    expect(fit.report.data.metrics.cpu).toMatchObject({ days: 175, off: 6 });
  });
});

describe('what is wrong with data', () => {
  it('are values that are stuck for hours, which are left out', () => {
    const hours = 12 * 9;
    const stuck = changed(samples, (value, row, metric) => {
      const [run, at] = [Math.floor(row / (5 * DAY)), row % (5 * DAY)];
      if (at < 60 || at >= 60 + hours) return value;
      // No two runs at the very same value, which would be a load that is there again.
      return samples[metric as 'cpu'][row - (at - 60)]! + run / 10_000;
    });
    const { report, profile } = fitProfile(stuck);
    const runs = Math.ceil(181 / 5);
    for (const metric of METRICS) {
      // Now and then a value beside a run is the same by chance.
      const more = report.data.metrics[metric]!.stuck - runs * (hours - 1);
      expect(more, metric).toBeGreaterThanOrEqual(0);
      expect(more, metric).toBeLessThan(runs);
    }
    // A day in five is missing: what the others tell is within twice its error.
    expect(apart({ report, profile }, whole)).toBeLessThan(2);
    // Of the days with 9 hours of them, too little is left.
    expect(report.data.metrics.cpu!.days).toBe(181 - runs);
  });

  it('is not that a metric with few decimals repeats itself', () => {
    for (const metric of METRICS) {
      for (const digits of [1, 10]) {
        const coarse = samples[metric].map((value) => Math.round(digits * value) / digits);
        const capacity = metric === 'diskIo' ? Infinity : 100;
        expect(withoutStuck(samples.time, coarse, capacity).stuck, metric).toBe(0);
      }
    }
  });

  it('is not that a load is at the very same value again and again', () => {
    const { time, cpu } = samples;
    const stuckOf = (change: (value: number, row: number) => number): number =>
      withoutStuck(time, cpu.map(change), 100).stuck;
    const hourOf = (row: number): number => (row % DAY) / 12;
    const dayOf = (row: number): number => Math.floor(row / DAY);
    const once = (row: number, day: number, value: number, from: number): number =>
      dayOf(row) === day && hourOf(row) >= 2 && hourOf(row) < 8 ? value : from;
    // All of the capacity, be it once; a job at the same value once a month; idle weekends.
    expect(stuckOf((value, row) => once(row, 33, 100, value))).toBe(0);
    expect(stuckOf((value, row) => (dayOf(row) % 30 === 0 ? once(row, dayOf(row), 90, value) : value))).toBe(0);
    expect(stuckOf((value, row) => (dayOf(row) % 7 > 4 ? 2 : value))).toBe(0);
    expect(stuckOf((value, row) => (dayOf(row) === 33 || dayOf(row) === 90 ? 2 : value))).toBe(0);
    // Once or twice at any other value it is one.
    const row = 33 * DAY + 24;
    expect(stuckOf((value, at) => once(at, 33, cpu[row]!, value))).toBe(6 * 12 - 1);
    expect(stuckOf((value, at) => once(at, 90, 20.02, once(at, 33, 20.02, value)))).toBe(2 * (6 * 12 - 1));
  });

  it('is that an instant comes twice, which counts as the mean', () => {
    const { time, cpu } = web.columns();
    const doubled = { time: [...time, ...time], cpu: [...cpu.map((v) => v - 1), ...cpu.map((v) => v + 1)] };
    const { profile, report } = fitProfile(doubled, { units: { cpu: 'percent' } });
    expect(report.data.duplicates).toBe(181);
    expect(profile).toEqual(fitProfile({ time, cpu }).profile);
  });

  it('is that a rate is a little above the whole', () => {
    const high = changed(samples, (value, row, metric) => (metric === 'cpu' && row % 1000 === 0 ? 100.7 : value));
    expect(fitProfile(high).report.data.metrics.cpu!.clipped).toBe(53);
  });
});

describe('when data were taken', () => {
  it('may be at uneven times', () => {
    const minutes = web.every('1m').columns();
    const kept = [...minutes.time].flatMap((_, row) => (uniform(rootKey('uneven'), row) < 0.4 ? [row] : []));
    const uneven = {
      time: Float64Array.from(kept, (row) => minutes.time[row]! + Math.floor(40_000 * uniform(rootKey('late'), row))),
      cpu: Float64Array.from(kept, (row) => minutes.cpu[row]!),
    };
    const fit = fitProfile(uneven);
    const { base, std, growth } = fit.report.figures.cpu;
    const even = whole.report.figures.cpu;
    expect(base.value / even.base.value).toBeCloseTo(1, 1);
    // Half of the minutes tell less of a bucket: some noise comes on top.
    expect(std.value / even.std.value).toBeCloseTo(1, 0.7);
    expect(Math.abs(growth.value - even.growth.value)).toBeLessThan(even.growth.error!);
    expect(fit.profile.peakHours!.start).toBeCloseTo(8, 0);
    expect(fit.profile.peakHours!.end).toBeCloseTo(20, 0);
    expect(fit.report.data.intervalMs).toBeLessThan(200_000);
  });

  it('may be every hour: the noise within hours is then left out', () => {
    const { profile, report } = fitProfile(web.every('1h').columns());
    expect(profile.peakHours!.start).toBeCloseTo(8, 0);
    expect(profile.peakHours!.end).toBeCloseTo(20, 0);
    expect(report.figures.cpu.volatility).toMatchObject({
      source: 'default',
      reason: 'samples more than 5 minutes apart',
    });
    expect(report.figures.cpu.quietLevel.value).toBeCloseTo(0.35, 1);
    // The P95 of means lies below that of what they are means of.
    expect(profile.cpu!.base! / whole.profile.cpu!.base!).toBeGreaterThan(0.9);
    expect(profile.cpu!.base!).toBeLessThan(whole.profile.cpu!.base!);
  });

  it('may be every hour for years and every 5 minutes of late: the years tell of days, the rest of what is within them', () => {
    const server = seededServer().application().typical().seed('history').asOf('2026-01-01');
    const change = '2025-12-01';
    const history = server.every('1h').columns({ from: '2024-06-01', until: change });
    const late = server.every('5m').columns({ from: change, until: '2026-01-01' });
    const both = (name: 'time' | Metric): Float64Array => Float64Array.from([...history[name], ...late[name]]);
    const data = { time: both('time'), cpu: both('cpu'), network: both('network') };
    const { report } = fitProfile(data);
    const whole = fitProfile(
      server.every('5m').only('cpu', 'network').columns({ from: '2024-06-01', until: '2026-01-01' }),
    );
    expect(report.data.metrics.cpu!.days).toBe(579);
    expect(report.data.note).toMatch(/^548 days have a value every 60 minutes: their P95 is raised/);
    for (const metric of ['cpu', 'network'] as const) {
      const { base, growth, volatility } = report.figures[metric];
      // It was 4 % lower, as means of hours are.
      expect(Math.abs(base.value / whole.report.figures[metric].base.value - 1), metric).toBeLessThan(0.025);
      expect(Math.abs(growth.value - whole.report.figures[metric].growth.value), metric).toBeLessThan(0.02);
      expect(volatility.source, metric).toBe('fitted');
    }
    // As many days of 5 minutes as of hours before it: those before counted for nothing.
    const short = fitProfile({
      time: data.time.slice(-12000),
      cpu: data.cpu.slice(-12000),
      network: data.network.slice(-12000),
    });
    expect(short.report.data.metrics.cpu!.days).toBeGreaterThan(150);
  });

  it('may be every day, as P95: exactly the days of the samples', () => {
    const { profile, report } = fitProfile(web.columns());
    // To the rounding of errors that are small.
    expect(apart({ profile, report }, whole)).toBeLessThan(0.05);
    expect(profile.peakHours).toBeUndefined();
    expect(report.figures.peakHours.start).toMatchObject({
      source: 'default',
      reason: 'daily data tell nothing of it',
    });
  });

  it('may be every day, as a mean, which does not tell the base', () => {
    const means = fitProfile(web.statistic('mean').columns(), { statistic: 'mean' });
    expect(means.profile.cpu).not.toHaveProperty('base');
    expect(means.report.figures.cpu.base).toEqual({
      value: 25,
      source: 'default',
      reason: 'a daily mean does not tell the P95',
    });
    expect(means.profile.weekendFactor).toBeCloseTo(0.5, 1);
    expect(means.profile.cpu!.std! / whole.profile.cpu!.std!).toBeCloseTo(1, 0.5);
  });

  it('may be in any time zone, whose hours and days the profile has', () => {
    const zone = 'America/New_York';
    const local = web.timeZone(zone).every('5m');
    const fit = fitProfile(local.columns(), { timeZone: zone });
    expect(fit.profile.peakHours).toEqual({ start: 8, end: 20 });
    expect(fit.profile.weekendFactor).toBeCloseTo(0.5, 1);
    expect(fit.report.timeZone).toBe(zone);
    const inUtc = fitProfile(local.columns());
    // Between winter and summer four and five hours later.
    expect(inUtc.profile.peakHours!.start).toBeGreaterThan(11.5);
    expect(inUtc.profile.weekendFactor).toBeGreaterThan(fit.profile.weekendFactor!);
  });

  it('may be local days, written without an offset', () => {
    const zone = 'Asia/Tokyo';
    const rows = web
      .timeZone(zone)
      .series()
      .map(({ timestamp, cpu }) => ({
        time: new Date(timestamp.getTime() + 9 * 3_600_000).toISOString().slice(0, 10),
        cpu,
      }));
    const fit = fitProfile(rows, { timeZone: zone, units: { cpu: 'percent' } });
    expect(fit.profile.cpu).toEqual(
      fitProfile(web.timeZone(zone).only('cpu').series(), { timeZone: zone }).profile.cpu,
    );
    expect(fit.report.data).toMatchObject({ from: '2025-01-01', until: '2025-06-30' });
  });
});

describe('daily data at another time of day', () => {
  const noteOf = (zone: string, timeZone: string, change = (ms: number): number => ms): string | undefined => {
    const { time, cpu } = web.timeZone(zone).columns();
    const rows = [...time].map((ms, i) => ({ time: change(ms), cpu: cpu[i] }));
    return fitProfile(rows, { timeZone, units: { cpu: 'percent' } }).report.data.note;
  };

  it('are told of: they may be days of another zone', () => {
    const need = ': where that is the midnight of a zone, say it as timeZone';
    expect(noteOf('Europe/Berlin', 'UTC')).toBe(`the days' instants are at 22:00 or 23:00 of UTC${need}`);
    expect(noteOf('Europe/London', 'UTC')).toBe(`the days' instants are at 00:00 or 23:00 of UTC${need}`);
    expect(noteOf('UTC', 'Asia/Tokyo')).toBe(`the days' instants are at 09:00 of Asia/Tokyo${need}`);
  });

  it('are nothing to mind where days begin, be it at one where clocks change, or at no time in particular', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'Africa/Cairo']) expect(noteOf(zone, zone)).toBeUndefined();
    expect(noteOf('UTC', 'UTC', (ms) => ms + ((ms / 1e5) % 7) * 60_000)).toBeUndefined();
    expect(fitProfile(web.timeZone('Africa/Cairo').series(), { timeZone: 'Africa/Cairo' }).report.data.note).toBe(
      undefined,
    );
  });
});

describe('too little data', () => {
  const figures = (server: ServerBuilder) => fitProfile(server.columns()).report.figures;

  it('leave a figure at its default and say why', () => {
    const short = figures(web.from('2025-04-15').until('2025-05-10'));
    expect(short.seasonalPeakFactor).toEqual({
      value: 1.4,
      source: 'default',
      reason: "fewer than two quarters' ends",
    });
    expect(short.seasonalTroughFactor).toMatchObject({ source: 'default', reason: "fewer than two quarters' middles" });
    expect(short.dynamics.persistence).toMatchObject({ source: 'default', reason: 'fewer than 180 days' });
    expect(short.correlation.cpuMemory).toMatchObject({ source: 'default', reason: 'fewer than 30 days in common' });
    expect(short.cpu.growth).toMatchObject({ value: 0.12, source: 'default' });
    expect(short.cpu.base.source).toBe('fitted');
    expect(short.weekendFactor.source).toBe('fitted');
  });

  it('may be a week, which tells the level and the weekend', () => {
    // Medians of 4.3 % and .017 were measured; of two weeks, 3.7 % and .012.
    const end = '2025-02-10';
    const errors = Array.from({ length: 20 }, (_, seed) => {
      const { cpu, weekendFactor } = figures(web.seed(seed).asOf(end).from('2025-02-03').until(end));
      return { base: Math.abs(cpu.base.value / 35 - 1), weekend: Math.abs(weekendFactor.value - 0.5) };
    });
    expect(medianOf(Float64Array.from(errors, ({ base }) => base))).toBeLessThan(0.07);
    expect(medianOf(Float64Array.from(errors, ({ weekend }) => weekend))).toBeLessThan(0.04);
  });

  it.each([1.1, 1.5, 2, 4])('may rise %s-fold a day towards the middle of a quarter, where others fall', (times) => {
    const rows = Array.from({ length: 14 }, (_, day) => ({ time: Date.UTC(2026, 1, 2 + day), diskIo: times ** day }));
    const { profile } = fitProfile(rows, { units: { diskIo: 'MB/s' } });
    expect(profile.diskIo!.base).toBeGreaterThan(0);
  });

  it('leave a figure at what the user says', () => {
    const calm = { seasonalPeakFactor: 1, seasonalTroughFactor: 1, dynamics: { persistence: 0.3 } };
    const { profile, report } = fitProfile(web.from('2025-04-15').until('2025-05-10').columns(), { defaults: calm });
    expect(profile).toMatchObject(calm);
    expect(report.figures.seasonalPeakFactor).toMatchObject({ value: 1, source: 'default' });
    // The trough of the other default is then no trough, and the base no higher than the days.
    const usual = fitProfile(web.from('2025-04-15').until('2025-05-10').columns());
    expect(profile.cpu!.base!).toBeLessThan(usual.profile.cpu!.base!);
  });

  it('leave growth near the usual one, by as much as they are unsure', () => {
    const steep = web.growth(0.6);
    const errors = ['2025-01-01', '2024-01-01', '2020-01-01'].map((from) => {
      const { value, error, reason } = figures(steep.from(from)).diskIo.growth;
      return { value, error: error!, reason };
    });
    expect(errors.map(({ value }) => value)).toEqual([...errors.map(({ value }) => value)].sort((a, b) => a - b));
    expect(errors[0]!.error).toBeGreaterThan(errors[1]!.error);
    expect(errors[1]!.error).toBeGreaterThan(errors[2]!.error);
    expect(errors[0]!.reason).toMatch(/^\d+ % the data's, the rest the usual 0.09$/);
    expect(errors[2]!.value).toBeCloseTo(0.6, 1.5);
  });
});

describe('a fit', () => {
  it('is a profile that servers take', () => {
    const server = seededServer();
    const custom = server.custom(whole.profile);
    expect(custom.profile()).toMatchObject(whole.profile);
    expect(server.web().profile(whole.profile).profile()).toMatchObject(whole.profile);
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
    expect(custom.asOf(whole.report.asOf).timeZone(whole.report.timeZone).series(3)).toHaveLength(3);
  });

  it('fits its own servers: a second one finds the first', () => {
    const again = fitProfile(
      seededServer()
        .custom(whole.profile)
        .seed(3)
        .asOf(whole.report.asOf)
        .from('2025-01-01')
        .until('2025-07-01')
        .columns(),
    );
    expect(apart(again, whole)).toBeLessThan(4);
  });

  it('holds a few dozen rounded figures and nothing of the data', () => {
    const numbers = JSON.stringify(whole.profile).match(/-?\d+(?:\.\d+)?/g)!;
    expect(numbers.length).toBeLessThan(70);
    for (const number of numbers)
      expect(number.replace(/^-?0?\.?0*/, '').replace('.', '').length).toBeLessThanOrEqual(4);
    expect(JSON.stringify(whole.profile)).not.toMatch(/20\d\d-\d\d|web-1/);
  });

  it('is frozen, and leaves the data as they were', () => {
    expect(samples).toEqual(web.every('5m').columns());
    expect(Object.isFrozen(whole.profile.cpu)).toBe(true);
    expect(Object.isFrozen(whole.report.figures.cpu.base)).toBe(true);
  });

  it('has its base at the date that is asked for', () => {
    const early = fitProfile(web.columns(), { asOf: '2025-01-01' });
    expect(early.report.asOf).toBe('2025-01-01');
    const { base, growth } = whole.report.figures.diskIo;
    expect(early.report.figures.diskIo.base.value).toBeCloseTo(base.value / (1 + growth.value) ** (180 / 365.2425), 1);
    expect(whole.report.asOf).toBe('2025-06-30');
  });

  it('has the mean of noise that is skewed, not its median', () => {
    const wild = web
      .profile({ cpu: { std: 40 }, dynamics: { persistence: 0 } })
      .from('2016-01-01')
      .until('2026-01-01')
      .asOf('2026-01-01')
      .growth(0);
    // The median is 7 % lower; the standard error of the mean is 1.3 %.
    const { base, std } = fitProfile(wild.columns()).report.figures.cpu;
    expect(base.value / 35).toBeCloseTo(1, 1.3);
    expect(std.value / 40).toBeCloseTo(1, 1);
  });

  it('has a ceiling above the data, and decimals that show them', () => {
    const { time, diskIo } = web.columns();
    const fast = fitProfile({ time, diskIo: diskIo.map((value) => value * 1000) }).profile;
    expect(fast.diskIo!.ceiling).toBeGreaterThan(Math.max(...diskIo) * 1000);
    const slow = fitProfile({ time, diskIo: diskIo.map((value) => value / 1000) }).profile;
    expect(slow).toMatchObject({ precision: 4 });
    expect(slow.diskIo!.base! * 1000).toBeCloseTo(whole.profile.diskIo!.base!, 1);
    // Data near 5 MB/s need two, which the default has not; and a default that has more of them than are needed stays.
    const near = { time, diskIo: diskIo.map((value) => value / 2) };
    expect(fitProfile(near).profile.precision).toBeUndefined();
    for (const [given, found] of [
      [0, 2],
      [2, 2],
      [3, 3],
    ] as const) {
      expect(fitProfile(near, { defaults: { precision: given } }).profile.precision).toBe(found);
    }
  });

  it('takes instants for what it is told that they are', () => {
    const { time, cpu } = web.columns();
    const told = fitProfile({ time, cpu });
    const units = { cpu: 'percent' } as const;
    const seconds = Array.from(time, (ms) => ms / 1000);
    for (const written of [seconds, seconds.map(String), seconds.map((s) => `${s}.0`), seconds.map(BigInt)]) {
      expect(fitProfile({ time: written, cpu }, { units, time: 's' })).toEqual(told);
    }
    expect(fitProfile({ time: [...time].map(String), cpu }, { units, time: 'ms' })).toEqual(told);
    const dates = Array.from(time, (ms) => new Date(ms).toISOString());
    expect(fitProfile({ time: dates, cpu }, { units, time: 'iso' })).toEqual(told);

    const refusal = (written: readonly unknown[], as: 'iso' | 's' | 'ms') => () =>
      fitProfile({ time: written, cpu }, { units, time: as });
    expect(refusal(dates, 's')).toThrow(
      'fitProfile.data.time[0]: expected an instant in seconds since 1970, received "2025',
    );
    expect(refusal([...time], 's')).toThrow('expected an instant in seconds since 1970, received 1735689600000');
    expect(refusal(seconds, 'iso')).toThrow("expected a date from the years 1 to 9999 such as '2026-01-01'");
  });

  it('says of a level that rises or falls, in too little time to tell growth, what it would be with its trend', () => {
    const rising = (times: number, days: number, asOf?: string): Estimate => {
      const plain = { seasonalPeakFactor: 1, seasonalTroughFactor: 1, weekendFactor: 1 };
      const server = seededServer().custom({ ...plain, cpu: { base: 20, growth: 0, std: 5 } });
      const { time, cpu } = server.seed('rising').columns(days);
      const rise = cpu.map((value, i) => value * times ** (i / days));
      const options = { defaults: plain, units: { cpu: 'percent' }, asOf } as const;
      return fitProfile({ time, cpu: rise }, options).report.figures.cpu.base;
    };
    for (const [times, days] of [
      [2, 60],
      [0.4, 60],
      [4, 120],
    ] as const) {
      const { value, error, reason } = rising(times, days);
      const end = Number(/is not told as growth, with which it would be ([\d.]+)$/.exec(reason!)![1]);
      expect(Math.abs(Math.log(end / (20 * times)))).toBeLessThan(0.25);
      expect(Math.abs(value - 20 * times)).toBeLessThan(2 * error!);
    }
    expect(rising(1, 60).reason).toBeUndefined();
    expect(rising(2, 60, '2025-12-02').reason).toBeUndefined();
  });

  it('knows days off by the holidays that are asked for', () => {
    const shut = (date: { month: number }): boolean => date.month === 5;
    const server = web.holidays(shut).from('2024-01-01');
    const { weekendFactor, cpu } = fitProfile(server.columns(), { holidays: shut }).profile;
    expect(weekendFactor).toBeCloseTo(0.5, 1);
    expect(fitProfile(server.columns()).profile.cpu!.std).toBeGreaterThan(1.3 * cpu!.std!);
  });

  it("draws what few quarters' ends tell towards the usual, by as much as noise leaves open", () => {
    const told = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((seed) => {
      // It follows no calendar, and its days vary by more than any quarter does.
      const noisy = seededServer().custom({ cpu: { calendarResponse: 0, std: 80 }, dynamics: { persistence: 0.6 } });
      const data = noisy.seed(seed).only('cpu').until('2026-01-01').series(120);
      return fitProfile(data, { defaults: { seasonalPeakFactor: 1 } }).report.figures.seasonalPeakFactor;
    });
    for (const { value } of told) {
      expect(value).toBeGreaterThan(0.8);
      expect(value).toBeLessThan(1.35);
    }
    expect(told.some(({ reason = '' }) => /^\d+ % the data's, the rest the usual 1$/.test(reason))).toBe(true);
  });

  it('knows the quarters of a fiscal year that begins in another month', () => {
    const server = web.profile({ fiscalYearStart: 2 }).from('2023-07-01');
    const { profile } = fitProfile(server.columns(), { defaults: { fiscalYearStart: 2 } });
    expect(profile.seasonalPeakFactor).toBeCloseTo(1.4, 1);
    expect(profile.fiscalYearStart).toBe(2);
    expect(fitProfile(server.columns()).profile.seasonalPeakFactor).toBeLessThan(1.25);
  });

  it('tells a level that shifts from one that wanders', () => {
    const found = [0, 0.9].map((shifts) => {
      const server = seededServer()
        .custom({ dynamics: { persistence: 0.7, shifts } })
        .seed('shifts');
      return fitProfile(server.series(730)).report.figures.dynamics.shifts;
    });
    expect(found[0]!.value).toBeLessThan(0.2);
    expect(found[1]!.value).toBeGreaterThan(0.6);
    expect(found[1]).toMatchObject({
      source: 'fitted',
      reason: expect.stringMatching(/^\d+ % the data's, /) as string,
    });
    const { shifts } = fitProfile(seededServer().custom().series(90)).report.figures.dynamics;
    expect(shifts).toEqual({ value: 0.3, source: 'default', reason: 'fewer than 180 days' });
  });

  it('knows correlations that no four metrics have, and moves them to the nearest', () => {
    // Days on which one metric is missing make pairs of different days.
    const rows = Array.from({ length: 240 }, (_, day) => {
      const z = (draw: number): number => Math.exp(0.2 * (uniform(rootKey('impossible'), 8 * day + draw) - 0.5));
      const [shared, other] = [z(0), z(1)];
      const parts = [
        { cpu: 20 * shared, memory: 20 * shared },
        { cpu: 20 * shared, network: 20 * shared },
        { memory: 20 * shared, network: 20 / shared },
        { cpu: 20 * shared, diskIo: 20 * other },
      ];
      return { time: Date.UTC(2025, 0, 1 + day), ...parts[day % 4] };
    });
    const units = { cpu: 'percent', memory: 'percent', network: 'percent', diskIo: 'MB/s' } as const;
    const { profile, report } = fitProfile(rows, { units });
    expect(report.figures.correlation.cpuMemory.reason).toBe(
      'moved to the nearest that four metrics can have together',
    );
    expect(() => seededServer().custom(profile).record()).not.toThrow();
  });

  it('knows a server that never moves', () => {
    const { time } = web.columns();
    const { profile, report } = fitProfile({ time, cpu: time.map((_, day) => 40 + (day % 2) * 1e-9) });
    expect(profile.cpu).toMatchObject({ growth: 0 });
    expect(profile.cpu!.std).toBeLessThan(0.001);
    expect(report.figures.correlation.cpuMemory.source).toBe('default');
    expect(() => seededServer().custom(profile).record()).not.toThrow();
  });
});

describe('a profile of one metric', () => {
  it('is one that a server can have, whatever its std and tail', () => {
    const server = seededServer()
      .custom({ cpu: { std: 95, tail: 1.4 }, correlation: { cpuMemory: 0.1, cpuNetwork: 0.1 } })
      .seed('wild')
      .from('2023-01-01')
      .until('2025-01-01');
    const { profile } = fitProfile(server.only('cpu').columns());
    expect(() => seededServer().custom(profile).columns(10)).not.toThrow();
  });

  it('has no weekends where those of a month differ by chance, and has them where they do not', () => {
    const month = (weekendFactor: number): Fit =>
      fitProfile(
        seededServer()
          .custom({ weekendFactor, cpu: { std: 20 } })
          .seed('month')
          .from('2025-05-05')
          .only('cpu')
          .columns(35),
      );
    expect(month(1).report.figures.weekendFactor).toMatchObject({ source: 'default', value: 1 });
    expect(month(0.4).report.figures.weekendFactor).toMatchObject({ source: 'fitted' });
  });

  it('takes a server that is idle for most of most days', () => {
    const root = rootKey('idle');
    const fit = (isBusy: (slot: number, draw: number) => boolean): Fit => {
      const time = Array.from({ length: 60 * 288 }, (_, i) => Date.UTC(2025, 2, 3) + i * 300_000);
      const idle = time.map((_, i) => (isBusy(i % 288, uniform(root, i)) ? 50 + 10 * uniform(root, -i) : 0));
      const cpu = time.map((_, i) => 30 + 5 * uniform(childKey(root, 1), i));
      const [start, units] = [{ holidays: 'none' } as const, { cpu: 'percent', diskIo: 'MB/s' } as const];
      return fitProfile({ time, cpu, diskIo: idle }, { ...start, units });
    };
    const hours = fit((slot) => slot >= 96 && slot < 144).report.figures;
    expect(hours.diskIo).toMatchObject({ quietLevel: { value: 0.01 }, base: { source: 'fitted' } });
    expect(hours.peakHours).toMatchObject({ start: { value: 8 }, end: { value: 12 } });
    for (const share of [0.4, 0.1]) {
      const { figures } = fit((_, draw) => draw < share).report;
      expect(figures.diskIo.quietLevel.value).toBe(1);
      // The same P95 on all days.
      expect(figures.cpu.base.value).toBeCloseTo(34.7, 1);
    }
  });

  it('finds the calendar where some metrics do not follow it at all', () => {
    const still = { calendarResponse: 0 };
    for (const seed of ['a', 'b', 'c']) {
      const server = seededServer()
        .web()
        .typical()
        .profile({ memory: still, diskIo: still })
        .seed(seed)
        .from('2024-01-01')
        .until('2026-01-01');
      const { report, profile } = fitProfile(server.columns());
      expect(report.figures.weekendFactor.value).toBeCloseTo(0.5, 1);
      const { value, error } = report.figures.seasonalPeakFactor;
      expect(error).toBeLessThan(0.05);
      expect(Math.abs(value - 1.4)).toBeLessThan(3 * error!);
      for (const metric of ['memory', 'diskIo'] as const) {
        expect(report.figures[metric].calendarResponse.value).toBeLessThan(0.05);
      }
      expect(profile.correlation!.cpuMemory).toBeGreaterThan(0.8);
    }
  });

  it('has no quarters where part of one refutes the usual ones, and has them where it does not', () => {
    const weeks = (seasonalTroughFactor: number, from: string, defaults?: PartialProfile): Fit =>
      fitProfile(
        seededServer()
          .custom({ seasonalTroughFactor, seasonalPeakFactor: 1, dynamics: { shifts: 0 } })
          .seed('weeks')
          .from(from)
          .only('cpu')
          .columns(42),
        { defaults },
      );
    const figures = (...asked: Parameters<typeof weeks>) => weeks(...asked).report.figures;
    // Into the middle of a quarter.
    expect(figures(1, '2025-01-20').seasonalTroughFactor).toEqual({
      value: 1,
      source: 'default',
      reason: "the quarter's middle that there is does not fall as is usual",
    });
    expect(figures(0.65, '2025-01-20').seasonalTroughFactor).toMatchObject({ source: 'default', value: 0.65 });
    // Past its end.
    expect(figures(1, '2025-03-05')).toMatchObject({
      seasonalPeakFactor: { value: 1, source: 'default' },
      seasonalTroughFactor: { value: 0.65, reason: "fewer than two quarters' middles" },
    });
    // What a user says stands.
    const said = { seasonalTroughFactor: 0.7 };
    expect(figures(1, '2025-01-20', { ...said }).seasonalTroughFactor).toMatchObject({ source: 'default', value: 0.7 });
  });
});
