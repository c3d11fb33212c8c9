import { type Archetype, type Correlation, type Metric, METRICS, type ServerBuilder } from '../../src/index.js';
import { seededServer } from '../faker.js';

/** A mean over independent servers, with its standard error: each server's years count as one observation. */
export interface Estimate {
  readonly mean: number;
  readonly error: number;
}

/** What the population of an archetype shows of what its servers' profiles ask for. */
export interface Population {
  /** Mean of the daily P95 with growth 0, over the base. */
  readonly base: Record<Metric, Estimate>;
  /** Standard deviation of the noise, over the asked one. */
  readonly std: Record<Metric, Estimate>;
  /** Correlation of the noise, less the asked one. */
  readonly correlation: Record<keyof Correlation, Estimate>;
  /** Growth a year, less the asked one. */
  readonly growth: Record<Metric, Estimate>;
  /** Level on the last day of a quarter and in its middle, over an ordinary day's, over the asked ratio. */
  readonly peak: Record<Metric, Estimate>;
  readonly trough: Record<Metric, Estimate>;
}

export const SERVERS = 100;
const FROM = '2015-01-01';
const UNTIL = '2025-01-01';
const YEARS = 10;

/** Ten whole years of each of a hundred servers of an archetype, read as users read them. */
export function measure(archetype: Archetype | 'custom'): Population {
  const server = seededServer();
  const servers = Array.from({ length: SERVERS }, (_, i) => {
    const one = archetype === 'custom' ? server.custom() : server.archetype(archetype);
    return one
      .seed('statistics')
      .id(`${archetype}-${String(i)}`)
      .from(FROM)
      .until(UNTIL);
  });
  const flat = servers.map((one) => observe(one.growth(0)));
  const grown = servers.map((one) => yearlyGrowth(one.asOf(UNTIL)));
  const each = (of: (server: Observation, metric: Metric) => number): Record<Metric, Estimate> =>
    byMetric((metric) => estimate(flat.map((server) => of(server, metric))));
  const pairs = Object.keys(flat[0]!.correlation) as (keyof Correlation)[];
  return {
    base: each(({ base }, metric) => base[metric]),
    std: each(({ std }, metric) => std[metric]),
    correlation: Object.fromEntries(
      pairs.map((pair) => [pair, estimate(flat.map(({ correlation }) => correlation[pair]))]),
    ) as Population['correlation'],
    growth: byMetric((metric) => estimate(grown.map((growth) => growth[metric]))),
    peak: each(({ peak }, metric) => peak[metric]),
    trough: each(({ trough }, metric) => trough[metric]),
  };
}

interface Observation {
  readonly base: Record<Metric, number>;
  readonly std: Record<Metric, number>;
  readonly correlation: Record<keyof Correlation, number>;
  readonly peak: Record<Metric, number>;
  readonly trough: Record<Metric, number>;
}

/** The expected level of each day is computed here from the profile alone, not taken from the model. */
function observe(server: ServerBuilder): Observation {
  const profile = server.profile();
  const columns = server.columns();
  const days = [...columns.time].map(describeDay);
  const deviations = byMetric(() => [] as number[]);
  const levels = byMetric((metric) => {
    const { calendarResponse } = profile[metric];
    const respond = (factor: number): number => 1 + calendarResponse * (factor - 1);
    const working = days.map(({ off }) => (off ? respond(profile.weekendFactor) : 1));
    const values = [...columns[metric]].map((value, i) => value / working[i]!);
    const mean = (kind: DayKind): number => average(values.filter((_, i) => days[i]!.kind === kind));
    const ordinary = mean('ordinary');
    values.forEach((value, i) => {
      if (days[i]!.kind === 'ordinary') deviations[metric].push(value / ordinary - 1);
    });
    return {
      base: average(columns[metric]) / profile[metric].base,
      peak: mean('peak') / ordinary / respond(profile.seasonalPeakFactor),
      trough: mean('trough') / ordinary / respond(profile.seasonalTroughFactor),
    };
  });
  const correlationOf = (one: Metric, other: Metric): number => pearson(deviations[one], deviations[other]);
  const { correlation } = profile;
  return {
    base: byMetric((metric) => levels[metric].base),
    std: byMetric((metric) => (Math.sqrt(average(deviations[metric].map((d) => d * d))) * 100) / profile[metric].std),
    correlation: {
      cpuMemory: correlationOf('cpu', 'memory') - correlation.cpuMemory,
      cpuNetwork: correlationOf('cpu', 'network') - correlation.cpuNetwork,
      memoryDisk: correlationOf('memory', 'diskIo') - correlation.memoryDisk,
      cpuDisk: correlationOf('cpu', 'diskIo') - correlation.cpuDisk,
      memoryNetwork: correlationOf('memory', 'network') - correlation.memoryNetwork,
      diskNetwork: correlationOf('diskIo', 'network') - correlation.diskNetwork,
    },
    peak: byMetric((metric) => levels[metric].peak),
    trough: byMetric((metric) => levels[metric].trough),
  };
}

type DayKind = 'ordinary' | 'peak' | 'trough' | 'between';

/** What a day of the default calendar is, by `Date` arithmetic that shares no code with the model's. */
function describeDay(time: number): { kind: DayKind; off: boolean } {
  const date = new Date(time);
  const quarter = Math.floor(date.getUTCMonth() / 3) * 3;
  const start = Date.UTC(date.getUTCFullYear(), quarter, 1);
  const end = Date.UTC(date.getUTCFullYear(), quarter + 3, 1);
  const day = (time - start) / 86_400_000;
  const length = (end - start) / 86_400_000;
  const toEnd = Math.min(length - 1 - day, day + 1);
  const toMiddle = Math.abs(day - (length - 1) / 2);
  const kind =
    toEnd === 0 ? 'peak' : toMiddle <= 0.5 ? 'trough' : toEnd >= 10 && toMiddle >= 15 ? 'ordinary' : 'between';
  return { kind, off: [0, 6].includes(date.getUTCDay()) || US_HOLIDAYS.has(date.toISOString().slice(0, 10)) };
}

/** Growth a year by the ratio of yearly means, less the asked one. */
function yearlyGrowth(server: ServerBuilder): Record<Metric, number> {
  const profile = server.profile();
  const columns = server.columns();
  const years = [...columns.time].map((time) => new Date(time).getUTCFullYear());
  return byMetric((metric) => {
    const mean = (year: number): number => average([...columns[metric]].filter((_, i) => years[i] === year));
    // Least squares of the logarithm on the year: ten points, whose ordinary days are the same.
    const logs = Array.from({ length: YEARS }, (_, i) => Math.log(mean(2015 + i)));
    const centre = (YEARS - 1) / 2;
    const slope =
      logs.reduce((sum, value, i) => sum + (i - centre) * value, 0) /
      logs.reduce((sum, _, i) => sum + (i - centre) ** 2, 0);
    return Math.exp(slope) - 1 - profile[metric].growth;
  });
}

export function byMetric<T>(of: (metric: Metric) => T): Record<Metric, T> {
  return Object.fromEntries(METRICS.map((metric) => [metric, of(metric)])) as Record<Metric, T>;
}

type Numbers = ArrayLike<number> & Iterable<number>;

export function average(values: Numbers): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function estimate(values: readonly number[]): Estimate {
  const mean = average(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

export function pearson(one: Numbers, other: Numbers): number {
  const [a, b] = [average(one), average(other)];
  let [covariance, variance, otherVariance] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    const [x, y] = [one[i]! - a, other[i]! - b];
    covariance += x * y;
    variance += x * x;
    otherVariance += y * y;
  }
  return covariance / Math.sqrt(variance * otherVariance);
}

/** As observed, 2015 to 2024: U.S. Office of Personnel Management, Federal Holidays. */
export const US_HOLIDAYS: ReadonlySet<string> = new Set(
  `2015-01-01 2015-01-19 2015-02-16 2015-05-25 2015-07-03 2015-09-07 2015-10-12 2015-11-11 2015-11-26 2015-12-25
   2016-01-01 2016-01-18 2016-02-15 2016-05-30 2016-07-04 2016-09-05 2016-10-10 2016-11-11 2016-11-24 2016-12-26
   2017-01-02 2017-01-16 2017-02-20 2017-05-29 2017-07-04 2017-09-04 2017-10-09 2017-11-10 2017-11-23 2017-12-25
   2018-01-01 2018-01-15 2018-02-19 2018-05-28 2018-07-04 2018-09-03 2018-10-08 2018-11-12 2018-11-22 2018-12-25
   2019-01-01 2019-01-21 2019-02-18 2019-05-27 2019-07-04 2019-09-02 2019-10-14 2019-11-11 2019-11-28 2019-12-25
   2020-01-01 2020-01-20 2020-02-17 2020-05-25 2020-07-03 2020-09-07 2020-10-12 2020-11-11 2020-11-26 2020-12-25
   2021-01-01 2021-01-18 2021-02-15 2021-05-31 2021-06-18 2021-07-05 2021-09-06 2021-10-11 2021-11-11 2021-11-25
   2021-12-24 2021-12-31 2022-01-17 2022-02-21 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-10-10 2022-11-11
   2022-11-24 2022-12-26 2023-01-02 2023-01-16 2023-02-20 2023-05-29 2023-06-19 2023-07-04 2023-09-04 2023-10-09
   2023-11-10 2023-11-23 2023-12-25 2024-01-01 2024-01-15 2024-02-19 2024-05-27 2024-06-19 2024-07-04 2024-09-02
   2024-10-14 2024-11-11 2024-11-28 2024-12-25`.split(/\s+/),
);
