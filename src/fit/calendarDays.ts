import type { Calendar } from '../model/calendar.js';
import { civilDate } from '../model/civil.js';
import { DAYS_PER_YEAR } from '../model/compile.js';
import { log } from '../num/log.js';
import type { MetricDays } from './dayModel.js';
import { unbound } from './unbound.js';

/** What bends the days of a metric: see `kneeOfDays`. */
export interface DayBound {
  readonly ceiling: number;
  readonly knee: number;
}

/**
 * The days of a metric that have a value, with what the calendar says of them.
 *
 * @param first - Number of the first day.
 * @param values - Value of each day from there on; NaN where there is none.
 */
export function calendarDays(
  calendar: Calendar,
  first: number,
  values: Float64Array,
  { ceiling, knee }: DayBound,
  asOfDay: number,
): MetricDays {
  const days = Int32Array.from(values.keys())
    .filter((i) => values[i]! > 0)
    .map((i) => first + i);
  const calendarOf = (name: 'peak' | 'trough' | 'off'): Float64Array =>
    Float64Array.from(days, (day) => {
      const year = calendar.year(civilDate(day).year);
      return year[name][day - year.first]!;
    });
  return {
    days,
    logs: Float64Array.from(days, (day) => log(unbound(values[day - first]!, ceiling, knee))),
    years: Float64Array.from(days, (day) => (day - asOfDay) / DAYS_PER_YEAR),
    peak: calendarOf('peak'),
    trough: calendarOf('trough'),
    off: calendarOf('off'),
  };
}
