import { normal } from '../num/normal.js';
import type { Key } from '../num/random.js';

/**
 * Adds smooth noise of unit variance, times a weight: a quadratic B-spline through independent normal numbers `length`
 * units of time apart, divided by the norm of its weights. Any stretch costs the same, whatever came before.
 */
export function addSmooth(
  key: Key,
  length: number,
  first: number,
  count: number,
  weight: number,
  values: Float64Array,
): void {
  const spline = splineOf(length);
  // No two servers have the same phase.
  const shifted = first + ((key[0] >>> 0) % length);
  let cell = Math.floor(shifted / length);
  let phase = shifted - cell * length;
  let before = weight * normal(key, cell - 1);
  let here = weight * normal(key, cell);
  for (let i = 0; i < count;) {
    const after = weight * normal(key, cell + 1);
    const end = i + length - phase < count ? i + length - phase : count;
    for (let j = 3 * phase; i < end; i++, j += 3) {
      values[i]! += spline[j]! * before + spline[j + 1]! * here + spline[j + 2]! * after;
    }
    phase = 0;
    before = here;
    here = after;
    cell++;
  }
}

const splines = new Map<number, Float64Array>();

/** The weights of the quadratic B-spline for the cells before, at and after each phase of a cell, of unit norm; shape [3 · length]. */
export function splineOf(length: number): Float64Array {
  let known = splines.get(length);
  if (!known) {
    known = new Float64Array(3 * length);
    for (let phase = 0; phase < length; phase++) {
      const x = (phase + 0.5) / length;
      const before = ((1 - x) * (1 - x)) / 2;
      const after = (x * x) / 2;
      const here = 1 - before - after;
      const norm = Math.sqrt(before * before + here * here + after * after);
      known.set([before / norm, here / norm, after / norm], 3 * phase);
    }
    splines.set(length, known);
  }
  return known;
}
