import { type DayEffects, type MetricDays, residualsOf } from './dayModel.js';
import { dotProduct } from './dotProduct.js';
import { meanOf } from './meanOf.js';

/** A change of a metric's level that is neither noise nor growth. */
export interface LevelShift {
  /** Number of the first day with the new level. */
  readonly day: number;
  /** Logarithm of the new level over the old one. */
  readonly log: number;
}

/** Days that there must be, altogether and on either side. */
const FEWEST_DAYS = 120;
const FEWEST_BESIDE = 30;
/** How many deviations of the days a change must be: noise that remembers wanders as well, in several steps. */
const CLEAR = 4;
/** And what a change leaves must be less than this share of what a trend does. */
const BETTER = 0.5;
/** Less than a tenth is no change to speak of. */
const LEAST = 0.1;

/**
 * The one day from which on a metric has another level, by least squares; undefined where no change stands out.
 *
 * @param effects - What the calendar does with the days.
 */
export function levelShift(data: MetricDays, effects: DayEffects): LevelShift | undefined {
  const { days, years } = data;
  const count = days.length;
  if (count < FEWEST_DAYS) return undefined;
  const logs = residualsOf(data, { ...effects, growth: 0 });
  const mean = meanOf(logs);
  const centred = logs.map((value) => value - mean);
  const squares = dotProduct(centred, centred);

  let best = { at: 0, explained: 0, size: 0 };
  let before = 0;
  for (let at = 1; at < count; at++) {
    before += centred[at - 1]!;
    if (at < FEWEST_BESIDE || at > count - FEWEST_BESIDE) continue;
    // Both sides have the same sum, but for the sign.
    const explained = before * before * (1 / at + 1 / (count - at));
    if (explained > best.explained) best = { at, explained, size: -before * (1 / at + 1 / (count - at)) };
  }
  const middle = meanOf(years);
  const time = years.map((year) => year - middle);
  const slope = dotProduct(time, centred);
  const afterTrend = squares - (slope * slope) / dotProduct(time, time);
  const afterShift = squares - best.explained;
  const stands =
    afterShift < BETTER * afterTrend && Math.abs(best.size) > Math.max(LEAST, CLEAR * Math.sqrt(afterShift / count));
  return stands ? { day: days[best.at]!, log: best.size } : undefined;
}

/** The days as if they all had the new level. */
export function withoutShift(data: MetricDays, { day, log }: LevelShift): MetricDays {
  return { ...data, logs: data.logs.map((value, i) => (data.days[i]! < day ? value + log : value)) };
}
