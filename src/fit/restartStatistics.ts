import { SLOTS } from '../model/shape.js';
import { medianOf } from './medianOf.js';
import { spread } from './spread.js';

/** What is seen of the restarts of memory. */
export interface Restarts {
  /** How many there are. */
  readonly count: number;
  readonly perMonth: number;
  /** The steps from sample to sample that they make, by the place of the later one. */
  readonly steps: ReadonlySet<number>;
}

/** A quarter of the memory lost within two samples: the least of a restart is three tenths, and noise is beside it. */
const FALL = 0.29;
/** Falls of so many standard deviations of the samples are no noise. */
const BEYOND_NOISE = 4;
/** A share of the fall is below the usual: releases are half above it. */
const BELOW = 0.8;
/** A share of it is filled up again four hours later. */
const FILLED = 0.5;
const LATER = 48;
/** A rise by this share of the fall from one sample to the next fills nothing: the level jumps back. */
const JUMP = 0.4;
/** Samples before the fall, and about that time, of which the median counts. */
const NEAR = 6;

/**
 * Counts the falls from the usual level that fill up again within hours, fast at first: a release falls from the top of its
 * ramp.
 *
 * @param residuals - Logarithms about the usual day; see `dayResiduals`.
 */
export function restartStatistics(residuals: Float64Array): Restarts {
  const steps = new Set<number>();
  const least = Math.max(FALL, BEYOND_NOISE * spread(residuals));
  let count = 0;
  let known = 0;
  for (let day = 0; day < residuals.length; day += SLOTS) {
    for (let slot = NEAR; slot < SLOTS - 1; slot++) {
      const at = day + slot;
      const before = residuals[at - 1]!;
      const fallen = residuals[at + 1]!;
      if (before !== before || fallen !== fallen) continue;
      const isLate = slot >= SLOTS - LATER - NEAR;
      if (!isLate) known++;
      if (!(before - fallen > least)) continue;
      // Nobody knows whether that fills up again: it is none of both.
      if (isLate) {
        steps.add(at).add(at + 1);
        continue;
      }
      const fall = medianOf(residuals.subarray(at - NEAR, at)) - fallen;
      const filled = medianOf(residuals.subarray(at + LATER - NEAR, at + LATER + NEAR)) - fallen;
      if (!(fallen < -BELOW * fall && filled > FILLED * fall)) continue;
      if (largestRise(residuals.subarray(at + 1, at + LATER)) > JUMP * fall) continue;
      count++;
      steps.add(at).add(at + 1);
      slot += LATER;
    }
  }
  return { count, perMonth: known === 0 ? 0 : (count * 30 * SLOTS) / known, steps };
}

function largestRise(values: Float64Array): number {
  let largest = 0;
  for (let i = 1; i < values.length; i++) {
    // A missing value is no rise.
    const rise = values[i]! - values[i - 1]!;
    if (rise > largest) largest = rise;
  }
  return largest;
}
