import { SLOTS } from '../model/shape.js';
import { exp } from '../num/exp.js';
import { medianOf } from './medianOf.js';
import { spread } from './spread.js';

/** What is seen of the releases of memory. */
export interface ReleaseStatistics {
  readonly perDay: number;
  /** Mean of what a release gives back, as a ratio; NaN where there is none. */
  readonly depth: number;
}

/** Standard deviations of the steps from sample to sample that ramps and noise hardly ever reach. */
const BEYOND_NOISE = 6;
/** Samples within which a drop that undoes a rise is the end of a burst, and how like the two are. */
const BURST = 13;
const ALIKE = 0.5;

/**
 * Counts the sudden drops of memory, but for those that end a burst.
 *
 * @param residuals - Logarithms about the usual day; see `dayResiduals`.
 */
export function releaseStatistics(residuals: Float64Array): ReleaseStatistics {
  const steps = residuals.map((value, i) => (i % SLOTS === 0 ? NaN : value - residuals[i - 1]!));
  const usual = medianOf(steps);
  const threshold = Math.max(BEYOND_NOISE * spread(steps.map((step) => step - usual)), SMALLEST);
  const rises: { at: number; by: number }[] = [];
  let known = 0;
  let count = 0;
  let sum = 0;
  steps.forEach((step, i) => {
    if (step !== step) return;
    known++;
    // A burst that began a little below the threshold may end a little above it.
    if (step > threshold / 2) rises.push({ at: i, by: step });
    if (step >= -threshold) return;
    while (rises.length > 0 && i - rises[0]!.at >= BURST) rises.shift();
    const undone = rises.findLastIndex(({ by }) => Math.abs(by + step) < ALIKE * by);
    if (undone >= 0) rises.splice(undone, 1);
    else {
      count++;
      sum -= step;
    }
  });
  return { perDay: known > 0 ? (SLOTS * count) / known : 0, depth: count > 0 ? 1 - exp(-sum / count) : NaN };
}

/** A drop that rounding could make is none. */
const SMALLEST = 0.001;
