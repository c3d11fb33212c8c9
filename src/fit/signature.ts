import { selectLargest } from '../model/largest.js';
import { SLOTS } from '../model/shape.js';
import { log } from '../num/log.js';
import { meanOf } from './meanOf.js';

/**
 * How a metric moves, whatever its base and its spread: features in units in which 1 is about the difference between a
 * real server and plain noise. Of them, NaN where the samples do not tell it.
 */
export type Signature = readonly number[];

/** Days that are looked at together: what grows with the length of a sample is then alike on both sides. */
const SPAN_DAYS = 28;
const HOUR = 12;
/** Lags of autocorrelations, in samples: 5 and 15 minutes, 1 and 6 hours, a day. */
const LAGS = [1, 3, 12, 72, SLOTS] as const;
const QUANTILES = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98] as const;
const DAY_QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;
/** Every third sample tells the quantiles well enough. */
const QUANTILE_STRIDE = 3;
/** A step between two days' P95 that counts as none, in their standard deviations. */
const STILL = 0.05;

/**
 * The mean of the features over spans of four weeks: autocorrelations, values and how far their mean lies below the days'
 * P95, steps from one to the next, hours, and the P95s of days.
 *
 * @param rows - Samples as they are published, one day below the other, shape [n · 288]; NaN where there is none.
 */
export function signature(rows: Float64Array): Signature {
  const days = rows.length / SLOTS;
  const spans = Math.max(1, Math.round(days / SPAN_DAYS));
  const all = Array.from({ length: spans }, (_, span) =>
    spanSignature(
      rows.subarray(Math.floor((span * days) / spans) * SLOTS, Math.floor(((span + 1) * days) / spans) * SLOTS),
    ),
  );
  return all[0]!.map((_, feature) => meanOf(all.map((features) => features[feature]!).filter(Number.isFinite)));
}

/**
 * The mean difference of the features that the data tell; NaN where they tell none.
 *
 * @param seen - That of the data.
 * @param looks - That of a simulated server, for which a feature that it does not show is as far off as plain noise.
 */
export function distance(seen: Signature, looks: Signature): number {
  let [sum, count] = [0, 0];
  seen.forEach((feature, i) => {
    if (!Number.isFinite(feature)) return;
    const difference = Math.abs(feature - looks[i]!);
    sum += difference === difference ? difference : 1;
    count++;
  });
  return sum / count;
}

function spanSignature(rows: Float64Array): Signature {
  const whole = momentsOf(rows);
  const scaled = scaledBy(whole, rows);
  const steps = momentsOf(stepsOf(scaled));
  const hours = momentsOf(meansOf(scaled, HOUR));
  const p95 = percentilesOfDays(scaled);
  const days = momentsOf(p95);
  const scaledDays = scaledBy(days, p95);
  const daySteps = stepsOf(scaledDays);
  const ofDaySteps = momentsOf(daySteps);
  return [
    ...LAGS.map((lag) => autocorrelation(scaled, lag) / 0.2),
    ...quantiles(scaled, QUANTILE_STRIDE, QUANTILES).map((value) => value / 0.4),
    log(whole.mean / (whole.mean + days.mean * whole.deviation)) / 0.2,
    skewed(whole.skewness),
    tailed(whole.kurtosis),
    steps.deviation / 0.4,
    tailed(steps.kurtosis),
    hours.deviation / 0.2,
    skewed(hours.skewness),
    tailed(hours.kurtosis),
    days.deviation / 0.5,
    ...quantiles(scaledDays, 1, DAY_QUANTILES).map((value) => value / 0.6),
    skewed(days.skewness),
    tailed(days.kurtosis),
    ofDaySteps.deviation / 0.5,
    tailed(ofDaySteps.kurtosis),
    shareOf(daySteps, (step) => Math.abs(step) < STILL) / 0.3,
  ];
}

/** The mean of some days as a share of their mean P95; rows as {@link signature} has them. */
export function meanOverP95(rows: Float64Array): number {
  return momentsOf(rows).mean / momentsOf(percentilesOfDays(rows)).mean;
}

/** Heavy tails have the skewness and the kurtosis of a few values, so their logarithms count. */
function skewed(skewness: number): number {
  return skewness < 0 ? -log(1 - skewness) : log(1 + skewness);
}

function tailed(kurtosis: number): number {
  return log(Math.max(0.1, kurtosis + 3)) / 2;
}

/** Share of a mean that is no deviation from it. */
const ROUNDING = 1e-10;

/** Of the values that there are. */
interface Moments {
  readonly mean: number;
  readonly deviation: number;
  readonly skewness: number;
  /** Excess kurtosis. */
  readonly kurtosis: number;
}

function momentsOf(values: Float64Array): Moments {
  let [count, sum] = [0, 0];
  for (const value of values) {
    if (value !== value) continue;
    count++;
    sum += value;
  }
  const mean = sum / count;
  let [squares, cubes, fourths] = [0, 0, 0];
  for (const value of values) {
    if (value !== value) continue;
    const centred = value - mean;
    const square = centred * centred;
    squares += square;
    cubes += square * centred;
    fourths += square * square;
  }
  // Of values that are all the same, the mean may be another by its rounding.
  const variance = squares <= count * ROUNDING * ROUNDING * mean * mean ? 0 : squares / count;
  const deviation = Math.sqrt(variance);
  return {
    mean,
    deviation,
    skewness: cubes / count / (variance * deviation),
    kurtosis: fourths / count / (variance * variance) - 3,
  };
}

/** The values with a mean of 0 and a deviation of 1; NaN where there is no deviation. */
function scaledBy({ mean, deviation }: Moments, values: Float64Array): Float64Array {
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : NaN));
}

function stepsOf(values: Float64Array): Float64Array {
  return values.map((value, i) => (i === 0 ? NaN : value - values[i - 1]!));
}

/** Share of the values that there are. */
function shareOf(values: Float64Array, holds: (value: number) => boolean): number {
  return values.filter(holds).length / values.filter((value) => value === value).length;
}

/** Of values of mean 0 and standard deviation 1. */
function autocorrelation(values: Float64Array, lag: number): number {
  let [count, products] = [0, 0];
  for (let i = lag; i < values.length; i++) {
    const product = values[i]! * values[i - lag]!;
    if (product !== product) continue;
    count++;
    products += product;
  }
  return products / count;
}

function meansOf(values: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: values.length / size }, (_, at) => {
    let sum = 0;
    for (let i = at * size; i < (at + 1) * size; i++) sum += values[i]!;
    return sum / size;
  });
}

/** The P95 of each day by the nearest rank; NaN where a fifth of the samples is missing. */
function percentilesOfDays(values: Float64Array): Float64Array {
  const largest = new Float64Array(SLOTS);
  return Float64Array.from({ length: values.length / SLOTS }, (_, day) => {
    const known = values.subarray(day * SLOTS, (day + 1) * SLOTS).filter((value) => value === value);
    if (known.length < 0.8 * SLOTS) return NaN;
    const size = known.length - Math.round(0.95 * (known.length - 1));
    selectLargest(known, 0, known.length, 1, size, largest, -Infinity);
    return largest[size - 1]!;
  });
}

function quantiles(values: Float64Array, stride: number, levels: readonly number[]): readonly number[] {
  const sorted = values.filter((value, i) => i % stride === 0 && value === value).sort();
  return levels.map((level) => sorted[Math.round(level * (sorted.length - 1))] ?? NaN);
}
