import { childKey, type Key, uniform } from '../num/random.js';
import { type Model, PARTS } from './compile.js';
import { SAMPLE_MS } from './samples.js';

/** Seconds of a bucket. */
export const BUCKET_SECONDS: number = SAMPLE_MS / 1000;

/**
 * The layer below 5 minutes: the mean over a part of a bucket, such that the means of the parts average to the bucket's
 * value and nothing leaves the bounds.
 *
 * Through the bucket runs a parabola with the bucket's mean, continuous with its neighbours' (the piecewise parabolic
 * method of P. Colella and P. R. Woodward, J. Comput. Phys. 54, 1984, 174–201), so that no stairs are seen. Beside a jump,
 * such as a restart, it ends in a step: a curve through the jump would swing before and after it. On it lies keyed noise
 * in a cascade of minutes, 10 seconds and seconds, each of mean 0 over the part above it and bounded by the parabola's
 * distance to the nearer bound.
 */
export interface Refinement {
  /** Parts of a bucket are whole multiples of it: 1, 10 or 60 seconds. */
  readonly unit: number;
  /** In the order of `METRICS`. */
  readonly metrics: readonly RefinedBucket[];
}

/** A bucket of one metric. */
interface RefinedBucket {
  readonly ceiling: number;
  /** Largest noise as a share of the room to the nearer bound. */
  readonly share: number;
  /** The parabola from `left` to `right`; x runs from 0 to 1. */
  left: number;
  right: number;
  curve: number;
  /** The bound of the noise. */
  amplitude: number;
  /** The noise of each level of the cascade that the unit shows, times its weight: a number for each part. */
  readonly noise: readonly Float64Array[];
  readonly keys: readonly Key[];
}

/** The levels of the cascade: length of a part, parts in the part above, and weight; the weights sum to 1. */
const CASCADE = [
  { seconds: 60, parts: 5, weight: 0.3 },
  { seconds: 10, parts: 6, weight: 0.25 },
  { seconds: 1, parts: 10, weight: 0.45 },
] as const;

/** Largest noise of each metric as a share of the room to the nearer bound; chosen by eye: memory hardly moves. */
const SHARES = [0.35, 0.01, 0.6, 0.45] as const;

/** @returns Room for a bucket of each metric of a server. */
export function refinement(model: Model, unit: number): Refinement {
  const key = childKey(model.key, PARTS.refinement);
  const levels = CASCADE.filter(({ seconds }) => seconds >= unit);
  const metrics = model.metrics.map(({ ceiling }, metric): RefinedBucket => ({
    ceiling,
    share: SHARES[metric]!,
    left: 0,
    right: 0,
    curve: 0,
    amplitude: 0,
    noise: levels.map(({ seconds }) => new Float64Array(BUCKET_SECONDS / seconds)),
    keys: levels.map((_, level) => childKey(childKey(key, metric), level)),
  }));
  return { unit, metrics };
}

/** Takes a bucket, by its number counted from 1970, with its value and its neighbours'. */
export function setBucket(bucket: RefinedBucket, number: number, before: number, value: number, after: number): void {
  const { ceiling, share, noise, keys } = bucket;
  const falls = edge(before, value, ceiling) - value;
  const rises = edge(after, value, ceiling) - value;
  const least = LEAST_STEP * value;
  const left = value + within(Math.max(2 * Math.abs(rises), least), falls);
  const right = value + within(Math.max(2 * Math.abs(falls), least), rises);
  bucket.left = left;
  bucket.right = right;
  bucket.curve = 6 * (value - (left + right) / 2);
  // The levels' noise is −1 to 1 and their weights sum to 1, so all of it stays inside this share of the room.
  bucket.amplitude = room(bucket, value, ceiling) * share;
  for (let level = 0; level < noise.length; level++) {
    const { parts, weight } = CASCADE[level]!;
    setNoise(keys[level]!, number * BUCKET_SECONDS, parts, weight, noise[level]!);
  }
}

/** Writes zero-mean noise, −1 to 1 times its weight, for the parts of a bucket. */
function setNoise(key: Key, first: number, parts: number, weight: number, noise: Float64Array): void {
  for (let group = 0; group < noise.length; group += parts) {
    let total = 0;
    for (let part = group; part < group + parts; part++) {
      const draw = uniform(key, first + part);
      noise[part] = draw;
      total += draw;
    }
    const mean = total / parts;
    for (let part = group; part < group + parts; part++) noise[part] = weight * (noise[part]! - mean);
  }
}

/**
 * Writes the means over `count` parts of a bucket, each `length` seconds, from second `from` on: whole multiples of the
 * unit, all inside the bucket.
 */
export function setMeans(
  { left, right, curve, amplitude, noise }: RefinedBucket,
  unit: number,
  from: number,
  length: number,
  count: number,
  out: Float64Array,
  at: number,
): void {
  const levels = noise.length;
  const minutes = noise[0]!;
  const tens = noise[levels > 1 ? 1 : 0]!;
  const seconds = noise[levels > 2 ? 2 : 0]!;
  for (let i = 0; i < count; i++) {
    const begin = from + i * length;
    const end = begin + length;
    let sum = 0;
    for (let second = begin; second < end; second += unit) {
      sum += minutes[(second / 60) | 0]!;
      if (levels > 1) sum += tens[(second / 10) | 0]!;
      if (levels > 2) sum += seconds[second]!;
    }
    const x = begin / BUCKET_SECONDS;
    const y = end / BUCKET_SECONDS;
    // The mean of the parabola between two places.
    const middle = (x + y) / 2;
    const squares = (x * x + x * y + y * y) / 3;
    out[at + i] = left + middle * (right - left + curve) - squares * curve + (amplitude * sum * unit) / length;
  }
}

/**
 * An edge this share of the value away, or up to twice as far as the other one, is let be: with half as far on the other
 * side, the parabola rises or falls all the way, and with none, it swings by a third of it.
 */
const LEAST_STEP = 0.15;

function within(most: number, value: number): number {
  return Math.max(-most, Math.min(most, value));
}

/** Half-way to the neighbour; an edge above three times the mean would bend the parabola through 0, and likewise above. */
function edge(neighbour: number, value: number, ceiling: number): number {
  return Math.max(3 * value - 2 * ceiling, Math.min(3 * value, (neighbour + value) / 2));
}

/** The smallest distance of the parabola to the bounds. */
function room({ left, right, curve }: RefinedBucket, value: number, ceiling: number): number {
  let lowest = Math.min(left, right, value);
  let highest = Math.max(left, right, value);
  const vertex = curve === 0 ? -1 : (right - left + curve) / (2 * curve);
  if (vertex > 0 && vertex < 1) {
    const turn = left + vertex * (right - left + curve) - vertex * vertex * curve;
    lowest = Math.min(lowest, turn);
    highest = Math.max(highest, turn);
  }
  return Math.max(0, Math.min(lowest, ceiling - highest));
}
