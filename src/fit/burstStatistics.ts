import { SLOTS } from '../model/shape.js';
import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { medianOf } from './medianOf.js';
import { runningMedian } from './runningMedian.js';
import { spread } from './spread.js';

/** What is seen of the bursts of one metric. */
export interface BurstStatistics {
  readonly perDay: number;
  /** Median height above the load of the moment, as a ratio; NaN where there is none. */
  readonly height: number;
  /** Height from which on a burst is told from noise. */
  readonly threshold: number;
  /**
   * Exponent of the Pareto law of the heights (B. M. Hill, Annals of Statistics 3, 1975): above the threshold, or above their
   * median where they begin higher than that, for there it would tell how much higher. NaN where there is none.
   */
  readonly exponent: number;
}

/** Samples before and after which tell the load of the moment: an hour each. */
const REACH = 12;
/** The lowest height of the model's bursts over the median one. */
export const LOWEST = 0.63;
/** Standard deviations that noise hardly ever reaches: one sample in thirty thousand. */
const BEYOND_NOISE = 4;

/**
 * Counts the stretches of samples that are far above the load of their moment.
 *
 * @param residuals - Logarithms about the usual day; see `dayResiduals`.
 */
export function burstStatistics(residuals: Float64Array): BurstStatistics {
  const moment = runningMedian(residuals, REACH);
  const excess = residuals.map((value, i) => value - moment[i]!);
  const beyond = BEYOND_NOISE * spread(excess);
  const threshold = exp(beyond) - 1;
  const heights: number[] = [];
  let known = 0;
  for (let i = 0; i < excess.length; i++) {
    if (excess[i] === excess[i]) known++;
    if (!(excess[i]! > beyond)) continue;
    let sum = 0;
    const from = i;
    for (; excess[i]! > beyond; i++) {
      sum += exp(excess[i]!) - 1;
      known++;
    }
    heights.push(sum / (i - from));
  }
  const height = medianOf(Float64Array.from(heights));
  const from = threshold < LOWEST * height ? height : threshold;
  const higher = heights.filter((each) => each > from);
  return {
    perDay: known > 0 ? (SLOTS * heights.length) / known : 0,
    height,
    threshold,
    exponent: higher.length / higher.reduce((logs, each) => logs + log(each / from), 0),
  };
}
