import { fields, number, placeOf, suggestion } from '../check.js';
import { ServerError } from '../errors.js';
import type { Metric } from '../profiles/profile.js';

/** What shares of a capacity are written in: per cent, ratios of 0–1, or amounts of a capacity in the same unit. */
export type ShareUnit = 'percent' | 'ratio' | { readonly capacity: number };

/** What a throughput is written in. */
export type RateUnit = 'B/s' | 'kB/s' | 'MB/s' | 'GB/s' | 'KiB/s' | 'MiB/s' | 'GiB/s';

/** What the values of each metric are written in. */
export type FitUnits = { readonly [M in Metric]?: (M extends 'diskIo' ? RateUnit : ShareUnit) | undefined };

/** How to read a metric's numbers. */
export interface Unit {
  /** What 1 is in the model's unit, % or MB/s. */
  readonly scale: number;
  /** The largest valid number. */
  readonly most: number;
  /** What may stand behind a number. */
  readonly sign?: '%';
}

/** One of each in MB/s. */
const MEGABYTES: Readonly<Record<RateUnit, number>> = {
  'B/s': 1e-6,
  'kB/s': 1e-3,
  'MB/s': 1,
  'GB/s': 1e3,
  'KiB/s': 1024e-6,
  'MiB/s': 1.048576,
  'GiB/s': 1073.741824,
};

/** The largest throughput that a profile has a ceiling above, in MB/s. */
const MOST_MEGABYTES = 7.5e8;

/** What a unit may be, in words. */
export function unitsOf(metric: Metric): string {
  return metric === 'diskIo'
    ? `one of ${Object.keys(MEGABYTES)
        .map((name) => `'${name}'`)
        .join(', ')}`
    : "'percent', 'ratio' or { capacity: … }";
}

/** The units of this library's own records. */
export function ownUnit(metric: Metric): Unit {
  return { scale: 1, most: metric === 'diskIo' ? MOST_MEGABYTES : 100 };
}

/** @throws {ServerError} When the value is no unit of the metric. */
export function checkUnit(path: string, metric: Metric, value: unknown): Unit {
  if (metric === 'diskIo') {
    const known = typeof value === 'string' && Object.hasOwn(MEGABYTES, value) ? (value as RateUnit) : undefined;
    if (known) return { scale: MEGABYTES[known], most: MOST_MEGABYTES / MEGABYTES[known] };
    const names = Object.keys(MEGABYTES);
    // A kilobyte in other letters is nearer than a byte.
    const wanted = typeof value === 'string' ? value.toLowerCase() : '';
    const sameLetters = names.filter((name) => name.toLowerCase() === wanted);
    throw new ServerError(
      path,
      unitsOf(metric) + suggestion(value, sameLetters.length > 0 ? sameLetters : names),
      value,
    );
  }
  if (value === 'percent') return { scale: 1, most: 100, sign: '%' };
  if (value === 'ratio') return { scale: 100, most: 1 };
  if (typeof value !== 'object' || value === null) {
    throw new ServerError(path, unitsOf(metric) + suggestion(value, ['percent', 'ratio']), value);
  }
  const { capacity } = fields(path, value, ['capacity']);
  const most = number(placeOf(path, 'capacity'), capacity, { above: 0 });
  return { scale: 100 / most, most };
}
