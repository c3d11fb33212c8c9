import { Found, ServerError } from '../errors.js';
import { DAY_MS } from '../model/civil.js';
import type { Zone } from '../model/zone.js';
import type { Metric } from '../profiles/profile.js';
import { type Buckets, buckets } from './buckets.js';
import { asFine, type CoarseDays, coarseDays, usualSteps } from './coarseDays.js';
import { daysOfServer } from './daysOfServer.js';
import { type DaysOfServer, percentilesOfDays, valuesOfDays } from './dayValues.js';
import { significant } from './estimate.js';
import { FEWEST_DAYS } from './fewestDays.js';
import type { MetricReport } from './fitReport.js';
import { placesOf } from './placesOf.js';
import type { Reading } from './readData.js';
import { medianOf } from './medianOf.js';
import { withoutStuck } from './stuck.js';

/** Data as the estimators want them. */
export interface Prepared {
  /** Usual time between two values. */
  readonly intervalMs: number;
  readonly days: DaysOfServer;
  /** On the grid of 5 minutes; undefined for daily data. */
  readonly samples: ReadonlyMap<Metric, Buckets> | undefined;
  /** Those days that were sampled more coarsely than the others, where there are both. */
  readonly coarse: CoarseDays | undefined;
  readonly report: Readonly<Partial<Record<Metric, MetricReport>>>;
}

const HOUR_MS = 3_600_000;
/** Daily values may be an hour late, for clocks change. */
const DAILY_MS: readonly [from: number, to: number] = [DAY_MS - 2 * HOUR_MS, DAY_MS + 2 * HOUR_MS];
/** The matrices of longer series would fill the memory. */
const MOST_DAYS = 30 * 366;
/** March 1973 in milliseconds, or the year 5138 in seconds. */
const EPOCH_SECONDS = 1e11;
/** The smallest base of a profile. */
export const SMALLEST_BASE = 1e-6;

/**
 * Finds out how the data were sampled, takes stuck values out, and makes days of them.
 *
 * @throws {ServerError} When the values are too few, or too far apart.
 */
export function prepareData(path: string, reading: Reading, zone: Zone): Prepared {
  const { time } = reading;
  const steps = new Float64Array(Math.max(0, time.length - 1));
  for (let i = 0; i < steps.length; i++) steps[i] = time[i + 1]! - time[i]!;
  const intervalMs = medianOf(steps);
  const isDaily = intervalMs >= DAILY_MS[0] && intervalMs <= DAILY_MS[1];
  if (time.length > 0 && time.at(-1)! < EPOCH_SECONDS) {
    throw new ServerError(path, 'instants in milliseconds since 1970', new Found('ones that look like seconds'));
  }
  if (time.length < 2 || time.at(-1)! - time[0]! > MOST_DAYS * DAY_MS) {
    throw new ServerError(path, `values of ${String(FEWEST_DAYS)} days to 30 years`, new Found(spanOf(time)));
  }
  if (!isDaily && intervalMs > HOUR_MS) {
    throw new ServerError(
      path,
      'at least one value an hour, or one a day',
      new Found(`one every ${hoursOf(intervalMs)}`),
    );
  }

  const cleaned = new Map<Metric, { values: Float64Array; stuck: number }>();
  for (const [metric, values] of reading.values) {
    cleaned.set(metric, withoutStuck(time, values, metric === 'diskIo' ? Infinity : 100));
  }
  const all = new Map([...cleaned].map(([metric, { values }]) => [metric, values]));
  const usualStep = usualSteps(time, steps);
  const samples = isDaily
    ? undefined
    : new Map([...all].map(([metric, values]) => [metric, buckets(time, values, intervalMs, usualStep)]));
  const found = samples ? percentilesOfDays(samples, zone) : valuesOfDays({ ...reading, values: all }, zone);
  const coarse = samples && coarseDays(found, zone, usualStep);
  const days = coarse ? asFine(found, samples, zone, coarse) : found;

  const expected = Math.round((time.at(-1)! - time[0]!) / intervalMs) + 1;
  const report: Partial<Record<Metric, MetricReport>> = {};
  const enough = new Map<Metric, Float64Array>();
  const { first, values, off } = daysOfServer(days);
  for (const [metric, on] of values) {
    const count = on.filter(Number.isFinite).length;
    const present = placesOf(reading.values.get(metric)!).length;
    report[metric] = {
      days: count,
      missing: Math.max(0, expected - present),
      stuck: cleaned.get(metric)!.stuck,
      clipped: reading.clipped.get(metric)!,
      off: days.values.get(metric)!.filter((value, i) => value === value && Number.isNaN(on[i])).length,
    };
    if (count >= FEWEST_DAYS && on.some((value) => value > 0)) enough.set(metric, on);
  }
  // Those that have days enough always rest.
  const few = Object.values(report).filter(({ days: count }) => count < FEWEST_DAYS);
  if (enough.size === 0) throw tooFew(path, few, samples !== undefined);
  for (const [metric, on] of enough) refuseTiny(path, metric, medianOf(on));
  return { intervalMs, days: { first, values: enough, off }, samples, coarse, report };
}

/** The refusal of data none of whose metrics has enough days: too few of them, or too many on which the server was off. */
function tooFew(path: string, found: readonly MetricReport[], isSampled: boolean): ServerError {
  const [{ days, off }] = [...found].sort((one, other) => other.days - one.days || other.off - one.off) as [
    MetricReport,
  ];
  const least = `at least ${String(FEWEST_DAYS)} days`;
  if (days + off >= FEWEST_DAYS) {
    const need = `${least} on which the server was on: above 0 and a hundredth of the usual day`;
    return new ServerError(path, need, new Found(`${String(days)} of ${String(days + off)}`));
  }
  const need = `${least} with ${isSampled ? '80 % of their samples' : 'a value above 0'}`;
  return new ServerError(path, need, new Found(String(days)));
}

/** Refuses a metric of which a profile would say 0. */
function refuseTiny(path: string, metric: Metric, usual: number): void {
  if (usual >= SMALLEST_BASE) return;
  const unit = metric === 'diskIo' ? 'MB/s' : '%';
  const need = `a usual ${metric} of at least ${String(SMALLEST_BASE)} ${unit}`;
  throw new ServerError(path, need, new Found(`${String(significant(usual, 3))} ${unit}`));
}

function spanOf(time: Float64Array): string {
  if (time.length < 2) return time.length === 0 ? 'none' : 'one instant';
  return `${String(Math.round((time.at(-1)! - time[0]!) / DAY_MS))} days`;
}

function hoursOf(ms: number): string {
  return `${String(Math.round(ms / (HOUR_MS / 10)) / 10)} h`;
}
