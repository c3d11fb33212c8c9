import { childKey } from '../num/random.js';
import { addIntegrals, BUCKET_SECONDS, type Cascade, cascade, setCascade } from './cascade.js';
import { type Model, PARTS } from './compile.js';

/**
 * A bucket of one metric below 5 minutes: the mean over a part of it, such that the means of the parts average to the
 * bucket's value and nothing leaves the bounds.
 *
 * Through the bucket runs a parabola with the bucket's mean, continuous with its neighbours' (the piecewise parabolic
 * method of P. Colella and P. R. Woodward, J. Comput. Phys. 54, 1984, 174–201), so that no stairs are seen. Beside a jump,
 * such as a restart, it ends in a step: a curve through the jump would swing before and after it. On it lies keyed noise,
 * bounded by the parabola's distance to the nearer bound.
 */
export interface RefinedBucket {
  readonly ceiling: number;
  /** Largest noise as a share of the room to the nearer bound. */
  readonly share: number;
  /** The parabola from `left` to `right`; x runs from 0 to 1. */
  left: number;
  right: number;
  curve: number;
  /** The parabola's bounds, and that of the noise. */
  lowest: number;
  highest: number;
  amplitude: number;
  readonly noise: Cascade;
}

/** Largest noise of each metric as a share of the room to the nearer bound; chosen by eye: memory hardly moves. */
const SHARES = [0.35, 0.01, 0.6, 0.45] as const;

/**
 * @param unit - All means begin and end on whole multiples of it: 60, 10 or 1 seconds.
 * @returns Room for a bucket of each metric of a server, in the order of `METRICS`.
 */
export function refinedBuckets(model: Model, unit: number): readonly RefinedBucket[] {
  const key = childKey(model.key, PARTS.refinement);
  return model.metrics.map(({ ceiling }, metric) => ({
    ceiling,
    share: SHARES[metric]!,
    left: 0,
    right: 0,
    curve: 0,
    lowest: 0,
    highest: 0,
    amplitude: 0,
    noise: cascade(childKey(key, metric), unit),
  }));
}

/** Takes a bucket, by its number, with its value and its neighbours'. */
export function setBucket(bucket: RefinedBucket, number: number, before: number, value: number, after: number): void {
  const { ceiling, share } = bucket;
  const falls = edge(before, value, ceiling) - value;
  const rises = edge(after, value, ceiling) - value;
  const least = LEAST_STEP * value;
  const left = value + within(Math.max(2 * Math.abs(rises), least), falls);
  const right = value + within(Math.max(2 * Math.abs(falls), least), rises);
  setCascade(bucket.noise, number);
  bucket.left = left;
  bucket.right = right;
  bucket.curve = 6 * (value - (left + right) / 2);
  setBounds(bucket, value);
  // The smallest distance to the bounds.
  bucket.amplitude = Math.max(0, Math.min(bucket.lowest, ceiling - bucket.highest)) * share;
}

/** The largest value that any part of the bucket may have, and the smallest. */
export function highestOf({ highest, amplitude }: RefinedBucket): number {
  return highest + amplitude;
}

export function lowestOf({ lowest, amplitude }: RefinedBucket): number {
  return lowest - amplitude;
}

/**
 * Writes the integral over a bucket, in seconds, from its beginning to `count` of its seconds: `from`, and every `step`
 * after it. Between two of them, the difference over the step is the mean.
 */
export function setIntegrals(
  { left, right, curve, amplitude, noise }: RefinedBucket,
  from: number,
  step: number,
  count: number,
  out: Float64Array,
): void {
  const linear = (right - left + curve) / (2 * BUCKET_SECONDS);
  const square = curve / (3 * BUCKET_SECONDS * BUCKET_SECONDS);
  for (let i = 0; i < count; i++) {
    const at = from + i * step;
    out[i] = at * (left + at * (linear - at * square));
  }
  addIntegrals(noise, amplitude, from, step, count, out);
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

function setBounds(bucket: RefinedBucket, value: number): void {
  const { left, right, curve } = bucket;
  let lowest = Math.min(left, right, value);
  let highest = Math.max(left, right, value);
  const vertex = curve === 0 ? -1 : (right - left + curve) / (2 * curve);
  if (vertex > 0 && vertex < 1) {
    const turn = left + vertex * (right - left + curve) - vertex * vertex * curve;
    lowest = Math.min(lowest, turn);
    highest = Math.max(highest, turn);
  }
  bucket.lowest = lowest;
  bucket.highest = highest;
}
