import { type DayEffects, fitDays, freeEffects, type MetricDays } from './dayModel.js';
import { type LevelShift, levelShift, withoutShift } from './levelShift.js';
import type { MetricFit } from './persistence.js';
import { type WeekdayLogs, weekdayLogs, withoutWeekdays } from './weekdays.js';
import type { Whitener } from './whitener.js';
import { withoutHolidays } from './workingHolidays.js';

/** The days of a metric without what no figure of a profile says, and what that is. */
export interface PlainDays extends MetricFit {
  readonly shift: LevelShift | undefined;
  readonly weekdays: WeekdayLogs | undefined;
  /** Whether holidays may be off. */
  readonly holidays: boolean;
}

/**
 * The days of a metric, and what the calendar does with them.
 *
 * @param start - The effects to begin with.
 */
export function plainDays(data: MetricDays, start: DayEffects, whitener: Whitener): PlainDays {
  const withEffects = (days: MetricDays): MetricFit => {
    const free = freeEffects(days);
    return { data: days, effects: fitDays(days, whitener, start, free).effects, free };
  };
  const working = withoutHolidays(data, withEffects);
  let plain = working ?? withEffects(data);
  const shift = levelShift(plain.data, plain.effects);
  if (shift) plain = withEffects(withoutShift(plain.data, shift));
  const weekdays = weekdayLogs(plain.data, plain.effects);
  if (weekdays) plain = withEffects(withoutWeekdays(plain.data, weekdays));
  return { ...plain, shift, weekdays, holidays: !working };
}
