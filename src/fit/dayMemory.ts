import { sampleCorrelation } from 'simple-statistics';
import { byDay } from './byDay.js';
import { residualsOf } from './dayModel.js';
import { byDefault, decimals, type Estimate, fitted } from './estimate.js';
import { fitPersistence, type MetricFit, type PersistenceFit } from './persistence.js';
import type { Whiteners } from './whiteners.js';

/** The persistence of the daily noise, and what it is in a profile. */
export interface DayMemory extends PersistenceFit {
  readonly estimate: Estimate;
}

/**
 * The persistence, where there are days enough to tell memory from chance; else the usual one.
 *
 * @param metrics - Those that move.
 */
export function dayMemory(metrics: readonly MetricFit[], whitenerOf: Whiteners, usual: number): DayMemory {
  const long = metrics.filter(({ data }) => data.days.length >= FEWEST_FOR_PERSISTENCE);
  if (long.length === 0) {
    const reason = metrics.length === 0 ? 'nothing moves' : `fewer than ${String(FEWEST_FOR_PERSISTENCE)} days`;
    const [below, above] = [0.5 * usual, 0.5 * (1 + usual)];
    return { value: usual, error: UNKNOWN_PERSISTENCE, below, above, estimate: byDefault(usual, reason) };
  }
  const found = fitPersistence(long, whitenerOf, usual);
  const error = found.error * Math.sqrt(likeness(long));
  return { ...found, error, estimate: fitted(decimals(found.value, 2), error) };
}

const FEWEST_FOR_PERSISTENCE = 180;
/** Error of a persistence that nothing is known of. */
const UNKNOWN_PERSISTENCE = 0.25;

/**
 * How much more the error of a figure is that metrics tell together than if they were independent: the mean over metrics
 * of the squared correlations with all, of which likelihoods of normal laws are the information they share.
 */
function likeness(metrics: readonly MetricFit[]): number {
  const residuals = metrics.map(({ data, effects }) => byDay(data.days, residualsOf(data, effects)));
  let sum = 0;
  for (const one of residuals) {
    for (const other of residuals) {
      const days = [...one.keys()].filter((day) => other.has(day));
      const r =
        days.length < 2
          ? 0
          : sampleCorrelation(
              days.map((day) => one.get(day)!),
              days.map((day) => other.get(day)!),
            );
      sum += Number.isFinite(r) ? r * r : 0;
    }
  }
  return sum / metrics.length;
}
