import { SLOTS } from '../model/shape.js';
import { type Restarts, restartStatistics } from './restartStatistics.js';
import { runningMedian } from './runningMedian.js';
import { spread } from './spread.js';

/** What is seen of the releases of memory. */
export interface ReleaseStatistics {
  /** What all drops give back a day beyond what the rises take, as a difference of logarithms. */
  readonly givenBack: number;
  /** The usual size of a drop, each weighted by its size, as large ones tell most; NaN where rises outweigh them. */
  readonly size: number;
  /** What is given back, in its standard errors. */
  readonly clarity: number;
  /** Falls that fill up again, which are none of the above. */
  readonly restarts: Restarts;
}

/** Standard deviations of the usual steps from sample to sample that count as a drop or a rise. */
const BEYOND_NOISE = 4;
/** Samples before and after a step whose median step is that of a ramp, or of filling up after a restart. */
const RAMP = 6;
/** A step that rounding could make is none. */
const SMALLEST = 0.003;

/**
 * Adds up the sudden drops of memory less the sudden rises: what comes and goes, such as bursts, tasks and other load, does
 * both alike; what ramps up and is released does not.
 *
 * @param residuals - Logarithms about the usual day; see `dayResiduals`.
 */
export function releaseStatistics(residuals: Float64Array): ReleaseStatistics {
  const restarts = restartStatistics(residuals);
  const steps = residuals.map((value, i) =>
    i % SLOTS === 0 || restarts.steps.has(i) ? NaN : value - residuals[i - 1]!,
  );
  const ramps = runningMedian(steps, RAMP);
  const jumps = steps.map((step, i) => step - ramps[i]!);
  const threshold = Math.max(BEYOND_NOISE * spread(jumps), SMALLEST);
  let known = 0;
  let sum = 0;
  let squares = 0;
  let balance = 0;
  for (const step of jumps) {
    if (step !== step) continue;
    known++;
    if (Math.abs(step) <= threshold) continue;
    sum -= step;
    squares += step * step;
    balance -= step * Math.abs(step);
  }
  const days = known / SLOTS;
  const clarity = squares > 0 ? sum / Math.sqrt(squares) : 0;
  return {
    givenBack: days > 0 ? sum / days : 0,
    size: sum > 0 && balance > 0 ? balance / sum : NaN,
    clarity,
    restarts,
  };
}
