import { weekday } from '../model/civil.js';
import { log } from '../num/log.js';
import { type DayEffects, type MetricDays, residualsOf } from './dayModel.js';

/** Logarithm of what each day of the week has beside days off, from Sunday on. */
export type WeekdayLogs = readonly number[];

const WEEK = [0, 1, 2, 3, 4, 5, 6];
/** How often each day of the week must be there, and how far one of them must lie from the others. */
const FEWEST = 4;
const LEAST = 0.05;
/** Means of weekdays beside the level of working days and that of days off. */
const MEANS = 5;

/**
 * What the days of the week do that no weekend does, such as backups on Sundays or a weekend on Fridays: a profile has no
 * figure for it, and as noise it would be that of all metrics at once. Undefined where nothing stands out, by the Bayesian
 * information criterion: noise that remembers hides it rather than looking like it.
 */
export function weekdayLogs(data: MetricDays, effects: DayEffects): WeekdayLogs | undefined {
  const left = residualsOf(data, effects);
  const counts = WEEK.map(() => 0);
  const sums = WEEK.map(() => 0);
  let squares = 0;
  left.forEach((value, i) => {
    const day = weekday(data.days[i]!);
    counts[day]!++;
    sums[day]! += value;
    squares += value * value;
  });
  if (counts.some((count) => count < FEWEST)) return undefined;
  const explained = sums.reduce((sum, value, day) => sum + (value * value) / counts[day]!, 0);
  const logs = sums.map((sum, day) => sum / counts[day]!);
  const differs = logs.some((value) => Math.abs(value) > LEAST);
  const gain = left.length * log(squares / (squares - explained));
  return differs && gain > MEANS * log(left.length) ? logs : undefined;
}

/** The days without what their weekdays have. */
export function withoutWeekdays(data: MetricDays, logs: WeekdayLogs): MetricDays {
  return { ...data, logs: data.logs.map((value, i) => value - logs[weekday(data.days[i]!)]!) };
}
