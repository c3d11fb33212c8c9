import { childKey, type Key, uniform } from '../num/random.js';
import { SAMPLE_MS } from './samples.js';

/**
 * The noise of a bucket below 5 minutes, −1 to 1: each minute has a draw of its own, and so has each 10 seconds and each
 * second, less the mean over the part above it.
 *
 * Each level is read by its integral, which is 0 wherever the part above ends: of 10 seconds and of seconds, only those
 * groups are drawn that a mean begins or ends within.
 */
export interface Cascade {
  /** Counted from 1970. */
  bucket: number;
  /** The longest first; those that no mean begins or ends within are left out. */
  readonly levels: readonly Level[];
}

interface Level {
  readonly key: Key;
  /** Seconds of a part. */
  readonly length: number;
  /** Parts in the part above, which are drawn together. */
  readonly parts: number;
  readonly weight: number;
  /** Which parts above have been drawn, a bit for each. */
  drawn: number;
  /** The noise of each part of the bucket, times the weight. */
  readonly noise: Float64Array;
  /** Its integral in seconds, from the beginning of the part above to that of each part. */
  readonly integral: Float64Array;
}

/** Seconds of a bucket. */
export const BUCKET_SECONDS: number = SAMPLE_MS / 1000;

/** The weights sum to 1. */
const LEVELS = [
  { length: 60, parts: 5, weight: 0.3 },
  { length: 10, parts: 6, weight: 0.25 },
  { length: 1, parts: 10, weight: 0.45 },
] as const;

/** @param unit - All means begin and end on whole multiples of it: 60, 10 or 1 seconds. */
export function cascade(key: Key, unit: number): Cascade {
  const levels = LEVELS.map(({ length, parts, weight }, i): Level => {
    // The bucket's end counts as the beginning of a part.
    const noise = new Float64Array(BUCKET_SECONDS / length + 1);
    return { key: childKey(key, i), length, parts, weight, drawn: 0, noise, integral: new Float64Array(noise.length) };
  });
  return { bucket: 0, levels: levels.filter(({ length }) => length >= unit) };
}

/** Takes a bucket, by its number counted from 1970. */
export function setCascade(noise: Cascade, bucket: number): void {
  noise.bucket = bucket;
  for (const level of noise.levels) level.drawn = 0;
  draw(noise.levels[0]!, bucket, 0, 1);
}

/**
 * Adds `amplitude` times the integral of the noise, in seconds, from the bucket's beginning to `count` of its seconds:
 * `from`, and every `step` after it.
 */
export function addIntegrals(
  { bucket, levels }: Cascade,
  amplitude: number,
  from: number,
  step: number,
  count: number,
  out: Float64Array,
): void {
  const depth = levels.length;
  for (let i = 1; i < depth; i++) drawWithin(levels[i]!, bucket, from, step, count);
  // A level that is left out is not read: the longest stands in its place.
  const minutes = levels[0]!;
  const tens = levels[depth > 1 ? 1 : 0]!;
  const seconds = levels[depth > 2 ? 2 : 0]!;
  const { noise: ofMinute, integral: toMinute } = minutes;
  const { noise: ofTen, integral: toTen } = tens;
  const toSecond = seconds.integral;
  for (let i = 0; i < count; i++) {
    const at = (from + i * step) | 0;
    const minute = (at / 60) | 0;
    let sum = toMinute[minute]! + (at - 60 * minute) * ofMinute[minute]!;
    if (depth > 1) {
      const ten = (at / 10) | 0;
      sum += toTen[ten]! + (at - 10 * ten) * ofTen[ten]!;
    }
    if (depth > 2) sum += toSecond[at]!;
    out[i]! += amplitude * sum;
  }
}

/** Draws the groups that have one of the places inside them. */
function drawWithin(level: Level, bucket: number, from: number, step: number, count: number): void {
  const above = level.length * level.parts;
  if (step < above) {
    draw(level, bucket, Math.floor(from / above), Math.ceil((from + (count - 1) * step) / above));
    return;
  }
  for (let i = 0; i < count; i++) {
    const at = from + i * step;
    const group = Math.floor(at / above);
    if (group * above !== at) draw(level, bucket, group, group + 1);
  }
}

/** Draws the groups of a bucket from `begin` (included) to `end` (excluded). */
function draw(level: Level, bucket: number, begin: number, end: number): void {
  const { key, length, parts, weight, noise, integral } = level;
  const first = bucket * BUCKET_SECONDS;
  for (let group = begin; group < end; group++) {
    if ((level.drawn >> group) & 1) continue;
    level.drawn |= 1 << group;
    const from = group * parts;
    let total = 0;
    for (let part = from; part < from + parts; part++) {
      const number = uniform(key, first + part);
      noise[part] = number;
      total += number;
    }
    const mean = total / parts;
    let sum = 0;
    for (let part = from; part < from + parts; part++) {
      const value = weight * (noise[part]! - mean);
      noise[part] = value;
      integral[part] = sum;
      sum += length * value;
    }
  }
}
