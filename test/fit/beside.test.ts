import { describe, expect, it } from 'vitest';
import { fitProfile, type FitReport, type PartialProfile } from '../../src/index.js';
import { seededServer } from '../faker.js';

const FROM = '2025-01-06';
const calm: PartialProfile = {
  cpu: { base: 30, std: 8, growth: 0, quietLevel: 0.4 },
  network: { base: 20, std: 8, growth: 0 },
  correlation: { cpuNetwork: 0 },
  seasonalPeakFactor: 1,
  seasonalTroughFactor: 1,
  weekendFactor: 1,
  dynamics: { persistence: 0.2, shifts: 0 },
};
const DEFAULTS = { ...calm, cpu: {}, network: {}, correlation: {} };

/** What a fit says of a calm server's days, each times what it is told to be. */
function daysTimes(
  days: number,
  factor: (day: number) => number,
  holidays: 'none' | 'us' = 'none',
): FitReport['figures'] {
  const columns = seededServer()
    .custom(calm)
    .seed('days')
    .holidays('none')
    .from(FROM)
    .only('cpu', 'network')
    .columns(days);
  const times = (values: Float64Array): Float64Array => values.map((value, day) => value * factor(day));
  const data = { time: columns.time, cpu: times(columns.cpu), network: times(columns.network) };
  return fitProfile(data, { holidays, defaults: DEFAULTS }).report.figures;
}

/** Days since a Monday. */
const weekdayOf = (day: number): number => (day + 1) % 7;

describe('what is no noise, and no figure of a profile,', () => {
  it('is a change of the level: the base is the new one, and the std that of the days beside it', () => {
    const { cpu, correlation } = daysTimes(180, (day) => (day < 90 ? 0.5 : 1));
    expect(Math.abs(cpu.base.value / 30 - 1)).toBeLessThan(0.06);
    expect(Math.abs(cpu.std.value / 8 - 1)).toBeLessThan(0.25);
    expect(Math.abs(cpu.growth.value)).toBeLessThan(0.15);
    expect(cpu.growth.reason).toMatch(/beside a level that is (1\.9|2|2\.0)\d* times as high from 2025-04-06 on$/);
    expect(Math.abs(correlation.cpuNetwork.value)).toBeLessThan(0.25);
  });

  it('is none that smaller changes would be, which are noise that remembers', () => {
    const { cpu } = daysTimes(180, (day) => (day < 90 ? 0.85 : 1));
    expect(cpu.growth.reason ?? '').not.toMatch(/times as high/);
  });

  it('is what Fridays do: neither noise nor correlation', () => {
    const { cpu, correlation, weekendFactor } = daysTimes(365, (day) => ([5, 6].includes(weekdayOf(day)) ? 0.4 : 1));
    expect(Math.abs(cpu.std.value / 8 - 1)).toBeLessThan(0.25);
    expect(Math.abs(correlation.cpuNetwork.value)).toBeLessThan(0.15);
    expect(weekendFactor.reason).toMatch(/days of the week differ from each other beside it/);
  });

  it('is what Sundays do beside Saturdays, where it is less than the noise', () => {
    const { cpu, correlation, weekendFactor } = daysTimes(
      90,
      (day) => 0.5 * [1.1, 2, 2, 2, 2, 2, 0.9][weekdayOf(day)]!,
    );
    expect(Math.abs(cpu.std.value / 8 - 1)).toBeLessThan(0.15);
    expect(Math.abs(correlation.cpuNetwork.value)).toBeLessThan(0.15);
    expect(weekendFactor.reason).toMatch(/days of the week differ from each other beside it/);
  });

  it('is no holiday that people work on, and is one where they do not', () => {
    const weekends = (day: number): number => ([0, 6].includes(weekdayOf(day)) ? 0.5 : 1);
    const { cpu, weekendFactor } = daysTimes(365, weekends, 'us');
    expect(Math.abs(cpu.std.value / 8 - 1)).toBeLessThan(0.25);
    expect(weekendFactor.reason).toBe(
      "holidays are working days in the data: holidays('none') makes them so on a server",
    );
    const off = seededServer()
      .custom({ ...calm, weekendFactor: 0.5 })
      .seed('days')
      .from(FROM)
      .only('cpu')
      .columns(365);
    expect(fitProfile(off, { defaults: DEFAULTS }).report.figures.weekendFactor.reason).toBeUndefined();
  });

  it('is a single holiday that people plainly work on, and none that they do not, or of which noise tells nothing', () => {
    const reasonOf = (days: number, weekend: number, holiday: number): string | undefined => {
      // Martin Luther King's day is the 15th.
      const factorOf = (day: number): number => ([0, 6].includes(weekdayOf(day)) ? weekend : day === 14 ? holiday : 1);
      const { cpu, weekendFactor } = daysTimes(days, factorOf, 'us');
      expect(cpu.std.value).toBeLessThan(11);
      expect(Math.abs(weekendFactor.value / weekend - 1)).toBeLessThan(0.1);
      return weekendFactor.reason;
    };
    for (const days of [16, 28]) {
      for (const weekend of [0.3, 0.6]) {
        expect(reasonOf(days, weekend, 1)).toBe(
          "holidays are working days in the data: holidays('none') makes them so on a server",
        );
        expect(reasonOf(days, weekend, weekend)).toBeUndefined();
      }
    }
    const { weekendFactor } = daysTimes(28, (day) => ([0, 6].includes(weekdayOf(day)) ? 0.9 : 1), 'us');
    expect(weekendFactor.reason ?? '').not.toMatch(/holidays/);
  });

  it('is not the weekend, which is one', () => {
    const { weekendFactor } = daysTimes(365, (day) => ([0, 6].includes(weekdayOf(day)) ? 0.4 : 1));
    expect(Math.abs(weekendFactor.value - 0.4)).toBeLessThan(0.03);
    expect(weekendFactor.reason).toBeUndefined();
  });
});

it('a server that is switched off at weekends is so, as far as a profile can say it', () => {
  const { cpu, weekendFactor } = daysTimes(90, (day) => ([0, 6].includes(weekdayOf(day)) ? 0 : 1));
  expect(weekendFactor).toEqual({ value: 0.01, source: 'fitted', reason: 'the server is off on days off' });
  expect(Math.abs(cpu.std.value / 8 - 1)).toBeLessThan(0.25);
  const working = daysTimes(365, (day) => ([0, 6].includes(weekdayOf(day)) ? 0 : 1), 'us');
  expect(Math.abs(working.cpu.std.value / 8 - 1)).toBeLessThan(0.25);
  expect(working.weekendFactor.reason).toMatch(/^the server is off on days off; holidays are working days in the data/);
  const week = daysTimes(10, (day) => ([0, 6].includes(weekdayOf(day)) ? 0 : 1));
  expect(week.weekendFactor.value).toBe(0.01);
  const some = daysTimes(90, (day) => ([0, 2, 3].includes(weekdayOf(day)) ? 0 : 1));
  expect(some.weekendFactor.reason).not.toMatch(/off on days off/);
});

it('a server that is on at weekends only is so, as far as a profile can say it', () => {
  const isWeekend = (day: number): boolean => [0, 6].includes(weekdayOf(day));
  for (const days of [45, 400]) {
    const { cpu, weekendFactor } = daysTimes(days, (day) => (isWeekend(day) ? 1 : 0));
    expect(weekendFactor).toEqual({ value: 10, source: 'fitted', reason: 'the server is off on working days' });
    expect(Math.abs(cpu.std.value / 8 - 1)).toBeLessThan(0.25);
  }
  const { time, cpu } = seededServer()
    .custom(calm)
    .seed('days')
    .from(FROM)
    .every('5m')
    .only('cpu')
    .columns(288 * 45);
  const atWeekends = cpu.map((value, i) => (isWeekend(Math.floor(i / 288)) ? value : 0));
  const { profile, report } = fitProfile({ time, cpu: atWeekends }, { holidays: 'none' });
  const twin = seededServer().custom(profile).holidays('none').seed('twin').asOf(report.asOf).from(FROM).columns(364);
  const meanOf = (isOf: (day: number) => boolean): number => {
    const levels = [...twin.cpu].filter((_, day) => isOf(day));
    return levels.reduce((sum, level) => sum + level, 0) / levels.length;
  };
  expect(Math.abs(meanOf(isWeekend) / 30 - 1)).toBeLessThan(0.1);
  expect(Math.abs(meanOf((day) => !isWeekend(day)) / 3 - 1)).toBeLessThan(0.1);
  const holidays = daysTimes(400, (day) => (isWeekend(day) ? 1 : 0), 'us').weekendFactor;
  expect(holidays.reason).toMatch(/^the server is off on working days; holidays are working days in the data/);
});

it('a server whose days are all off, as its calendar says, has no weekend', () => {
  const { time, cpu } = seededServer().custom(calm).seed('days').from(FROM).only('cpu').columns(30);
  const { weekendFactor, cpu: figures } = fitProfile({ time, cpu }, { holidays: () => true }).report.figures;
  expect(weekendFactor.source).toBe('default');
  expect(Math.abs(figures.base.value / 30 - 1)).toBeLessThan(0.1);
});

it('a column of numbers of nodes, or of one server in several spellings, is no sign of several servers', () => {
  const { time, cpu } = seededServer().custom(calm).from(FROM).only('cpu').columns(30);
  const rows = Array.from(cpu, (value, i) => ({
    time: new Date(time[i]!),
    cpu: value,
    node: i % 3,
    vm1: i,
    host: ['web-1', 'Web-1 ', '-'][i % 3],
  }));
  expect(fitProfile(rows, { units: { cpu: 'percent' } }).report.data.metrics.cpu!.days).toBe(30);
});

it('noise that remembers is no growth that no usual one is', () => {
  const server = seededServer();
  const growths = Array.from({ length: 12 }, (_, i) =>
    fitProfile(server.application().seed(`wander-${i}`).asOf('2026-01-01').until('2026-01-01').columns(100)),
  ).flatMap(({ report }) => ['cpu', 'memory', 'diskIo'].map((metric) => report.figures[metric as 'cpu'].growth.value));
  for (const growth of growths) expect(Math.abs(growth)).toBeLessThan(0.6);
});

it('says of a load that no profile has how far the mean of a server is from it', () => {
  const columns = seededServer()
    .custom(calm)
    .seed('cron')
    .from(FROM)
    .every('5m')
    .only('cpu')
    .columns(30 * 288);
  const cpu = columns.cpu.map((value, i) => (i % 12 < 2 ? value : value / 10));
  const { quietLevel } = fitProfile({ time: columns.time, cpu }, { holidays: 'none', defaults: DEFAULTS }).report
    .figures.cpu;
  expect(quietLevel.reason).toMatch(/^the mean of a server of this is \d+ % of its daily P95, that of the data 2\d %$/);
  const plain = fitProfile(columns, { holidays: 'none', defaults: DEFAULTS }).report.figures.cpu;
  expect(plain.quietLevel.reason).toBeUndefined();
});

it('a growth that no usual one is, is told as it is, and the base is that of the last day', () => {
  const { cpu } = daysTimes(120, (day) => 2 ** ((day - 120) / 120));
  expect(Math.abs(cpu.base.value / 30 - 1)).toBeLessThan(0.06);
  expect(Math.abs(Math.log2(1 + cpu.growth.value) / (365 / 120) - 1)).toBeLessThan(0.15);
});

describe('beside working hours that are lower', () => {
  /** The CPU of two months, half as high as it is, times a factor of the hour. */
  const hoursWith = (factorOf: (hour: number) => number) => {
    const columns = seededServer()
      .custom(calm)
      .seed('hours')
      .from(FROM)
      .every('5m')
      .only('cpu')
      .columns(60 * 288);
    const cpu = columns.cpu.map((value, i) => (value / 2) * factorOf((i % 288) / 12));
    return fitProfile({ time: columns.time, cpu }, { holidays: 'none', defaults: DEFAULTS }).report.figures;
  };

  it('the busy hours are those of the P95', () => {
    const { peakHours } = hoursWith((hour) => 1 + 3 * Math.max(0, Math.min(1, hour - 1, 5 - hour)));
    expect(Math.abs(peakHours.start.value - 1.5)).toBeLessThan(1);
    expect(Math.abs(peakHours.end.value - 4.5)).toBeLessThan(1);
  });

  it('a backup at night is a job', () => {
    const { peakHours, dynamics } = hoursWith((hour) => (hour >= 2 && hour < 4 ? 4 : 1));
    expect(Math.abs(peakHours.start.value - 9)).toBeLessThan(0.6);
    expect(Math.abs(peakHours.end.value - 17)).toBeLessThan(0.6);
    expect(dynamics.jobsPerDay.value).toBeGreaterThanOrEqual(1);
    expect(dynamics.jobMinutes.value).toBeGreaterThanOrEqual(56);
  });
});
