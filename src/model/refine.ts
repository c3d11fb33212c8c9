import { childKey, type Key, uniform } from '../num/random.js';
import { type Model, PARTS } from './compile.js';
import { SAMPLE_MS } from './samples.js';

/** A bucket of the 5-minute layer between its neighbours. */
export interface Bucket {
  /** Number of the bucket, counted from 1970. */
  readonly number: number;
  readonly before: number;
  readonly value: number;
  readonly after: number;
}

/**
 * The layer below 5 minutes: the mean over a part of a bucket, such that the means of the parts average to the bucket's
 * value and nothing leaves the bounds.
 *
 * Through the bucket runs a parabola with the bucket's mean, continuous with its neighbours' (the piecewise parabolic
 * method of P. Colella and P. R. Woodward, J. Comput. Phys. 54, 1984, 174–201), so that no stairs are seen. On it lies
 * keyed noise in a cascade of minutes, 10 seconds and seconds, each of mean 0 over the part above it and bounded by the
 * parabola's distance to the nearer bound.
 */
export interface Refinement {
  /**
   * The mean over `length` seconds from second `from` of the bucket on, 0 (included) to 300 − length (included).
   * Both are whole multiples of `unit`: 1, 10 or 60 seconds.
   */
  mean(metric: number, bucket: Bucket, from: number, length: number, unit: number): number;
}

/** @returns The refinement of a server's buckets. */
export function refinement(model: Model): Refinement {
  const key = childKey(model.key, PARTS.refinement);
  const keys = model.metrics.map((_, metric) => CASCADE.map((_, level) => childKey(childKey(key, metric), level)));

  const mean: Refinement['mean'] = (metric, bucket, from, length, unit) => {
    const { ceiling } = model.metrics[metric]!;
    const arc = arcOf(bucket, ceiling);
    const levels = CASCADE.filter((level) => level.seconds >= unit);
    // The levels' noise is −1 to 1 and their weights sum to 1, so all of it stays inside this share of the room.
    const amplitude = room(bucket, arc, ceiling) * SHARES[metric]!;
    let sum = 0;
    for (let second = from; second < from + length; second += unit) {
      for (let i = 0; i < levels.length; i++)
        sum += levels[i]!.weight * cascadeNoise(keys[metric]![i]!, bucket, second, i);
    }
    return arcMean(arc, from / SECONDS, (from + length) / SECONDS) + (amplitude * sum * unit) / length;
  };
  return { mean };
}

const SECONDS = SAMPLE_MS / 1000;

/** The levels of the cascade: length of a part, parts in the part above, and weight; the weights sum to 1. */
const CASCADE = [
  { seconds: 60, parts: 5, weight: 0.45 },
  { seconds: 10, parts: 6, weight: 0.35 },
  { seconds: 1, parts: 10, weight: 0.2 },
] as const;

/** Largest noise of each metric as a share of the room to the nearer bound; chosen by eye: memory hardly moves. */
const SHARES = [0.35, 0.01, 0.6, 0.45] as const;

/** Zero-mean noise of one level of the cascade at a second of a bucket: −1 to 1. */
function cascadeNoise(key: Key, { number }: Bucket, second: number, level: number): number {
  const { seconds, parts } = CASCADE[level]!;
  const part = Math.floor(second / seconds);
  const group = part - (part % parts);
  const counter = number * SECONDS + group;
  let total = 0;
  for (let i = 0; i < parts; i++) total += uniform(key, counter + i);
  return uniform(key, counter + part - group) - total / parts;
}

/** The parabola from `left` to `right` with a mean; x runs from 0 to 1. */
interface Arc {
  readonly left: number;
  readonly right: number;
  readonly curve: number;
}

function arcOf({ before, value, after }: Bucket, ceiling: number): Arc {
  const left = edge(before, value, ceiling);
  const right = edge(value, after, ceiling);
  return { left, right, curve: 6 * (value - (left + right) / 2) };

  /** Half-way to the neighbour; an edge above three times the mean would bend the parabola through 0, and likewise above. */
  function edge(one: number, other: number, ceiling: number): number {
    return Math.max(3 * value - 2 * ceiling, Math.min(3 * value, (one + other) / 2));
  }
}

/** The mean of the parabola between two places. */
function arcMean({ left, right, curve }: Arc, from: number, to: number): number {
  const middle = (from + to) / 2;
  const squares = (from * from + from * to + to * to) / 3;
  return left + middle * (right - left + curve) - squares * curve;
}

/** The smallest distance of the parabola to the bounds. */
function room({ value }: Bucket, arc: Arc, ceiling: number): number {
  const { left, right, curve } = arc;
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
