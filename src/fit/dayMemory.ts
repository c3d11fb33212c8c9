import { sampleCorrelation } from 'simple-statistics';
import { byDay } from './byDay.js';
import type { Told } from './calendarFactors.js';
import type { Memory } from './dayAutocorrelation.js';
import { residualsOf } from './dayModel.js';
import { byDefault, clamp, decimals, type Estimate, fitted } from './estimate.js';
import { fitPersistence, type MetricFit, NEAR, type PersistenceFit } from './persistence.js';
import { LEAST_WEIGHT, shareOf, shrink } from './shrink.js';
import type { Whiteners } from './whiteners.js';

/** The memory of the daily noise, and what it is in a profile. */
export interface DayMemory extends Memory {
  /** Of the persistence, with the shifts known. */
  readonly fit: PersistenceFit;
  readonly estimates: Readonly<Record<keyof Memory, Estimate>>;
}

/**
 * The memory, where there are days enough to tell it from chance; else the usual one.
 *
 * @param metrics - Those that move.
 */
export function dayMemory(metrics: readonly MetricFit[], whitenerOf: Whiteners, usual: Memory): DayMemory {
  const long = metrics.filter(({ data }) => data.days.length >= FEWEST_FOR_PERSISTENCE);
  if (long.length > 0) return toldMemory(long, whitenerOf, usual);
  const { persistence, shifts } = usual;
  const reason = metrics.length === 0 ? 'nothing moves' : `fewer than ${String(FEWEST_FOR_PERSISTENCE)} days`;
  const [below, above] = [0.5 * persistence, 0.5 * (1 + persistence)];
  return {
    ...{ persistence, shifts },
    fit: { value: persistence, error: UNKNOWN_PERSISTENCE, below, above, likelihood: 0 },
    estimates: { persistence: byDefault(persistence, reason), shifts: byDefault(shifts, reason) },
  };
}

/** The share of shifts that is likeliest with the persistence that goes with it, drawn towards the usual one; then that. */
function toldMemory(metrics: readonly MetricFit[], whitenerOf: Whiteners, { persistence, shifts }: Memory): DayMemory {
  const share = clamp(shifts, APART, 1 - APART);
  const middle = fitPersistence(metrics, whitenerOf, { persistence, shifts: share });
  const fitAt = (other: number): PersistenceFit =>
    fitPersistence(metrics, whitenerOf, { persistence: middle.value, shifts: other }, NEAR);
  const [below, above] = [fitAt(share - APART), fitAt(share + APART)];

  const alike = Math.sqrt(likeness(metrics));
  const likeliest = parabola(share, APART, [below, middle, above]);
  const drawn = shrink({ ...likeliest, error: alike * likeliest.error }, shifts, SHIFTS_SPREAD, 1);
  const isTold = drawn.weight >= LEAST_WEIGHT;
  const value = isTold ? clamp(decimals(drawn.value, 2), 0, 1) : shifts;

  const found = fitAt(value);
  // What is not known of the shifts is not known of the persistence.
  const slope = (above.value - below.value) / (2 * APART);
  const error = Math.sqrt(alike * alike * found.error * found.error + slope * slope * drawn.error * drawn.error);
  return {
    persistence: found.value,
    shifts: value,
    fit: { ...found, error },
    estimates: {
      persistence: fitted(decimals(found.value, 2), error),
      shifts: isTold
        ? fitted(value, drawn.error, shareOf(drawn, shifts))
        : byDefault(shifts, 'too little data to tell shifts of the level from a level that wanders'),
    },
  };
}

/** Where a parabola through three likelihoods, `apart` from each other, is highest, and the standard error that it tells. */
function parabola(middle: number, apart: number, [below, at, above]: readonly PersistenceFit[]): Told {
  const bend = (2 * at!.likelihood - below!.likelihood - above!.likelihood) / (apart * apart);
  if (!(bend > 0)) return { value: middle, error: Infinity };
  const slope = (above!.likelihood - below!.likelihood) / (2 * apart);
  return { value: middle + slope / bend, error: 1 / Math.sqrt(bend) };
}

const FEWEST_FOR_PERSISTENCE = 180;
/** Error of a persistence that nothing is known of. */
const UNKNOWN_PERSISTENCE = 0.25;
/** Shares of shifts that are compared. */
const APART = 0.3;
/** How far the share of shifts of a server lies from the usual one: chosen by eye, the archetypes have .28 to .46. */
const SHIFTS_SPREAD = 0.25;

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
