import { weekday } from '../model/civil.js';
import { type DayEffects, type MetricDays, residualsOf } from './dayModel.js';

/** Holidays that there must be. */
const FEWEST = 4;
/** They are refuted where as working days they are explained to this share of what is left of them. */
const REFUTED = 0.25;
const WEEKEND = [0, 6];

/**
 * The days with holidays as the working days that they are, where the data refute that they are off; undefined where
 * they do not.
 */
export function withoutHolidays(data: MetricDays, effects: DayEffects): MetricDays | undefined {
  const isHoliday = data.off.map((off, i) => (off > 0 && !WEEKEND.includes(weekday(data.days[i]!)) ? 1 : 0));
  const count = isHoliday.reduce((sum, value) => sum + value, 0);
  if (count < FEWEST) return undefined;
  const working = { ...data, off: data.off.map((off, i) => (isHoliday[i]! ? 0 : off)) };
  const squares = (days: MetricDays): number =>
    residualsOf(days, effects).reduce((sum, value, i) => sum + isHoliday[i]! * value * value, 0);
  return squares(working) < REFUTED * squares(data) ? working : undefined;
}
