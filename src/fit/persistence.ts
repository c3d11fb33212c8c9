import type { Memory } from './dayAutocorrelation.js';
import { type DayEffects, fitDays, type MetricDays } from './dayModel.js';
import { clamp } from './estimate.js';
import type { Whiteners } from './whiteners.js';

/** The persistence that the days of all metrics tell together, for a share of shifts. */
export interface PersistenceFit {
  readonly value: number;
  /** Standard error, as if the metrics were independent. */
  readonly error: number;
  /** Persistences below and above it at which everything was looked at. */
  readonly below: number;
  readonly above: number;
  /** Logarithm of the likelihood near the value, up to a constant. */
  readonly likelihood: number;
}

/** One metric whose effects are known well enough to look at what is left. */
export interface MetricFit {
  readonly data: MetricDays;
  readonly effects: DayEffects;
  readonly free: readonly (keyof DayEffects)[];
}

const LOWEST = 0;
/** At 1 no day would have anything of its own. */
const HIGHEST = 0.98;
/** Distances of the three points through which a parabola is laid, one round after the other. */
const DISTANCES = [0.3, 0.1, 0.1, 0.1, 0.1, 0.1];
/** The same, to begin near the end. */
export const NEAR: readonly number[] = [0.1];

/**
 * Maximises the metrics' restricted likelihoods together, by parabolas: a few looks are enough, and each takes a
 * decomposition of a large matrix.
 *
 * @param start - The persistence to begin with, and the shifts that hold.
 */
export function fitPersistence(
  metrics: readonly MetricFit[],
  whitenerOf: Whiteners,
  { persistence: start, shifts }: Memory,
  distances: readonly number[] = DISTANCES,
): PersistenceFit {
  const known = new Map<number, number>();
  const likelihood = (persistence: number): number => {
    let sum = known.get(persistence);
    if (sum === undefined) {
      sum = 0;
      for (const { data, effects, free } of metrics) {
        sum += fitDays(data, whitenerOf(data.days, { persistence, shifts }), effects, free, 1).likelihood;
      }
      known.set(persistence, sum);
    }
    return sum;
  };

  let found: PersistenceFit = { value: start, error: 0.5, below: start, above: start, likelihood: 0 };
  for (const distance of distances) {
    const middle = clamp(found.value, LOWEST + distance, HIGHEST - distance);
    const [below, above] = [middle - distance, middle + distance];
    const slope = (likelihood(above) - likelihood(below)) / (2 * distance);
    const bend = (2 * likelihood(middle) - likelihood(below) - likelihood(above)) / (distance * distance);
    // Where the parabola opens upwards it tells the side alone.
    const step = bend > 0 ? slope / bend : Math.sign(slope) * distance;
    const value = clamp(middle + clamp(step, -2 * distance, 2 * distance), LOWEST, HIGHEST);
    const isSettled = Math.abs(value - middle) <= distance || value === found.value;
    const highest = likelihood(middle) + slope * (value - middle) - (bend * (value - middle) * (value - middle)) / 2;
    found = { value, error: bend > 0 ? 1 / Math.sqrt(bend) : 0.5, below, above, likelihood: highest };
    if (distance < DISTANCES[0]! && isSettled) break;
  }
  return found;
}
