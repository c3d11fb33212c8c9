import { SLOTS } from '../model/shape.js';
import { medianOf } from './medianOf.js';
import { spread } from './spread.js';

/** What is seen of the releases of memory. */
export interface ReleaseStatistics {
  /** Drops a day beyond as many as there are rises; may be negative by chance. */
  readonly perDay: number;
  /** What all drops give back a day beyond what the rises take, as a difference of logarithms. */
  readonly givenBack: number;
  /** That, in its standard errors. */
  readonly clarity: number;
}

/** Standard deviations of the usual steps from sample to sample that count as a drop or a rise. */
const BEYOND_NOISE = 4;
/** A step that rounding could make is none. */
const SMALLEST = 0.003;

/**
 * Counts the sudden drops of memory less the sudden rises: what comes and goes, such as bursts, tasks and other load, does
 * both alike; what ramps up and is released does not.
 *
 * @param residuals - Logarithms about the usual day; see `dayResiduals`.
 */
export function releaseStatistics(residuals: Float64Array): ReleaseStatistics {
  const steps = residuals.map((value, i) => (i % SLOTS === 0 ? NaN : value - residuals[i - 1]!));
  const usual = medianOf(steps);
  const threshold = Math.max(BEYOND_NOISE * spread(steps.map((step) => step - usual)), SMALLEST);
  let known = 0;
  let balance = 0;
  let sum = 0;
  let squares = 0;
  for (const step of steps) {
    if (step !== step) continue;
    known++;
    if (Math.abs(step) <= threshold) continue;
    balance -= Math.sign(step);
    sum -= step;
    squares += step * step;
  }
  const days = known / SLOTS;
  return { perDay: balance / days, givenBack: sum / days, clarity: squares > 0 ? sum / Math.sqrt(squares) : 0 };
}
