import { DAY_MS } from '../model/civil.js';
import { SAMPLE_MS } from '../model/samples.js';
import type { Zone } from '../model/zone.js';
import type { Metric } from '../profiles/profile.js';
import type { Buckets } from './buckets.js';
import { type DayValues, percentilesOfDays } from './dayValues.js';
import { FEWEST_DAYS } from './fewestDays.js';
import { meanOf } from './meanOf.js';
import { medianOf } from './medianOf.js';

/** Slower samples hide bursts and noise. */
export const FINE_MS = 330_000;

/** Days of data that were sampled in two ways, such as years by the hour and the last weeks by 5 minutes. */
export interface CoarseDays {
  /** Usual time between the values of the coarse days. */
  readonly intervalMs: number;
  /** Whether a local day is one. */
  readonly has: (day: number) => boolean;
  readonly count: number;
}

/** The usual time between values about an instant: that of its day in UTC; NaN where there are not two. */
export type UsualStep = (ms: number) => number;

/** @param time - Epoch milliseconds, rising. */
export function usualSteps(time: Float64Array, steps: Float64Array): UsualStep {
  const first = Math.floor(time[0]! / DAY_MS);
  const medians = new Float64Array(Math.floor(time.at(-1)! / DAY_MS) - first + 1).fill(NaN);
  for (let from = 0; from < steps.length;) {
    const day = Math.floor(time[from]! / DAY_MS);
    let end = from + 1;
    while (end < steps.length && time[end]! < (day + 1) * DAY_MS) end++;
    medians[day - first] = medianOf(steps.subarray(from, end));
    from = end;
  }
  return (ms) => medians[Math.floor(ms / DAY_MS) - first] ?? NaN;
}

/** The coarse days, where there are enough of both kinds. */
export function coarseDays({ first, values }: DayValues, zone: Zone, usualStep: UsualStep): CoarseDays | undefined {
  const columns = [...values.values()];
  const known = Array.from(columns[0]!.keys()).filter((i) => columns.some((column) => Number.isFinite(column[i])));
  const stepOf = (day: number): number => usualStep(zone.startOf(day) + DAY_MS / 2);
  const coarse = known.map((i) => first + i).filter((day) => stepOf(day) > FINE_MS);
  if (Math.min(coarse.length, known.length - coarse.length) < FEWEST_DAYS) return undefined;
  const days = new Set(coarse);
  return { intervalMs: medianOf(Float64Array.from(coarse, stepOf)), has: (day) => days.has(day), count: days.size };
}

/**
 * The P95s of days as if all were finely sampled: those of the coarse ones, which are of means, are raised by as much as
 * such means would lower the others'.
 */
export function asFine(
  days: DayValues,
  samples: ReadonlyMap<Metric, Buckets>,
  zone: Zone,
  { intervalMs, has }: CoarseDays,
): DayValues {
  const size = Math.max(1, Math.round(intervalMs / SAMPLE_MS));
  const means = new Map([...samples].map(([metric, all]) => [metric, { ...all, values: meansOf(all, size) }] as const));
  const ofMeans = percentilesOfDays(means, zone).values;
  const values = [...days.values].map(([metric, column]) => {
    const ratios = column.map((value, i) => (has(days.first + i) ? NaN : value / ofMeans.get(metric)![i]!));
    const ratio = medianOf(ratios);
    const raised = column.map((value, i) => (has(days.first + i) && Number.isFinite(ratio) ? value * ratio : value));
    return [metric, raised] as const;
  });
  return { first: days.first, values: new Map(values) };
}

/** Each bucket's mean over its interval of some of them, which begins where intervals of UTC do. */
function meansOf({ first, values }: Buckets, size: number): Float64Array {
  const means = new Float64Array(values.length).fill(NaN);
  for (let from = -(first % size); from < values.length; from += size) {
    const [low, high] = [Math.max(0, from), Math.min(values.length, from + size)];
    const known = values.subarray(low, high).filter((value) => value === value);
    if (known.length > 0) means.fill(meanOf(known), low, high);
  }
  return means;
}
