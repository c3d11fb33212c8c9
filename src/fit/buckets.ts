import { SAMPLE_MS } from '../model/samples.js';
import type { UsualStep } from './coarseDays.js';

/** Values on the model's grid of 5 minutes. */
export interface Buckets {
  /** Number of the first bucket, counted from 1970. */
  readonly first: number;
  /** Means of the buckets; NaN where there is none. */
  readonly values: Float64Array;
}

/** How much longer than usual the time to the next value may be, and a value still hold until then; it always holds a bucket. */
const PATIENCE = 1.25;
/** Values farther apart are none of samples. */
const HOUR_MS = 3_600_000;
/** Share of a bucket that must be known. */
const LEAST_KNOWN = 0.5;

/**
 * Brings values to buckets of 5 minutes: each holds until the next one, but not much longer than usual, and a bucket has
 * the mean over its known time.
 *
 * @param time - Epoch milliseconds, rising.
 * @param usualMs - The usual time from one value to the next.
 * @param usualStep - The same about an instant, where that is longer.
 */
export function buckets(time: Float64Array, values: Float64Array, usualMs: number, usualStep: UsualStep): Buckets {
  const first = Math.floor(time[0]! / SAMPLE_MS);
  const last = Math.floor((time.at(-1)! + usualMs - 1) / SAMPLE_MS);
  const sums = new Float64Array(last - first + 1);
  const known = new Float64Array(last - first + 1);
  for (let i = 0; i < time.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const nextMs = i + 1 < time.length ? time[i + 1]! : time[i]! + usualMs;
    // Where the next value is missing, this one does not stand for it.
    const stepMs = usualStep(time[i]!);
    const longestMs = PATIENCE * (stepMs > usualMs && stepMs <= HOUR_MS ? stepMs : usualMs);
    const endMs = Math.min(nextMs, time[i]! + Math.max(longestMs, SAMPLE_MS));
    for (let ms = time[i]!; ms < endMs;) {
      const bucket = Math.floor(ms / SAMPLE_MS);
      const untilMs = Math.min(endMs, (bucket + 1) * SAMPLE_MS);
      sums[bucket - first]! += value * (untilMs - ms);
      known[bucket - first]! += untilMs - ms;
      ms = untilMs;
    }
  }
  return {
    first,
    values: sums.map((sum, i) => (known[i]! > LEAST_KNOWN * SAMPLE_MS ? sum / known[i]! : NaN)),
  };
}
