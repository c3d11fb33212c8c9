import { type DayEffects, fitDays, freeEffects, type MetricDays } from './dayModel.js';
import { type LevelShift, levelShift, withoutShift } from './levelShift.js';
import type { MetricFit } from './persistence.js';
import { type WeekdayLogs, weekdayLogs, withoutHolidays, withoutWeekdays } from './weekdays.js';
import type { Whitener } from './whitener.js';

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
  const free = freeEffects(data);
  const effectsOf = (days: MetricDays): DayEffects => fitDays(days, whitener, start, free).effects;
  const working = withoutHolidays(data, effectsOf(data));
  const asOff = working ?? data;
  const shift = levelShift(asOff, effectsOf(asOff));
  const level = shift ? withoutShift(asOff, shift) : asOff;
  const weekdays = weekdayLogs(level, effectsOf(level));
  const plain = weekdays ? withoutWeekdays(level, weekdays) : level;
  return { data: plain, effects: effectsOf(plain), free, shift, weekdays, holidays: !working };
}
