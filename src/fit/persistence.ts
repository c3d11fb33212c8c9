import type { DayEffects, MetricDays } from './dayModel.js';
import { fitDays } from './dayModel.js';
import type { Whiteners } from './whiteners.js';

/** The persistence that the days of all metrics tell together. */
export interface PersistenceFit {
  readonly value: number;
  /** Standard error, as if the metrics were independent. */
  readonly error: number;
}

/** One metric whose effects are known well enough to look at what is left. */
export interface Prepared {
  readonly data: MetricDays;
  readonly effects: DayEffects;
  readonly free: readonly (keyof DayEffects)[];
}

const LOWEST = 0;
const HIGHEST = 0.98;
/** The search ends with a bracket of less than a hundredth. */
const STEPS = 9;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Maximises the metrics' restricted likelihoods together, by the golden section. */
export function fitPersistence(metrics: readonly Prepared[], whitenerOf: Whiteners): PersistenceFit {
  const likelihood = (persistence: number): number => {
    let sum = 0;
    for (const { data, effects, free } of metrics) {
      sum += fitDays(data, whitenerOf(data.days, persistence), effects, free, 1).likelihood;
    }
    return sum;
  };
  let low = LOWEST;
  let high = HIGHEST;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let atLeft = likelihood(left);
  let atRight = likelihood(right);
  for (let step = 0; step < STEPS; step++) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = likelihood(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = likelihood(right);
    }
  }
  const value = (low + high) / 2;
  return { value, error: curvatureError(likelihood, value) };
}

/** The standard error that the likelihood's curvature tells. */
function curvatureError(likelihood: (persistence: number) => number, value: number): number {
  const step = Math.min(0.05, (HIGHEST - value) / 2 + 0.01);
  const middle = Math.min(Math.max(value, LOWEST + step), HIGHEST - step);
  const curvature =
    (2 * likelihood(middle) - likelihood(middle - step) - likelihood(middle + step)) / (step * step);
  return curvature > 0 ? 1 / Math.sqrt(curvature) : 0.5;
}
