import { weekday } from '../model/civil.js';
import { type DayEffects, freeEffects, type MetricDays, residualsOf } from './dayModel.js';

/** Holidays are refuted where as working days they are explained to this share of what is left of them as days off. */
const REFUTED = 0.25;
/** And where that is likelier by so much, as a logarithm: normal noise makes it so once in 700 times at most. */
const CLEARLY = 4.5;
const WEEKEND = [0, 6];

/** Days of a metric with what the calendar does to them. */
interface Explained {
  readonly data: MetricDays;
  readonly effects: DayEffects;
}

/**
 * The days with holidays as the working days that they are, where the data refute that they are off; undefined where
 * they do not. A single one is enough if its level is plainly that of working days, and not that of weekends.
 *
 * @param explain - Finds what the calendar does to days.
 */
export function withoutHolidays<E extends Explained>(
  data: MetricDays,
  explain: (data: MetricDays) => E,
): E | undefined {
  const isHoliday = data.off.map((off, i) => (off > 0 && !WEEKEND.includes(weekday(data.days[i]!)) ? 1 : 0));
  const working = { ...data, off: data.off.map((off, i) => (isHoliday[i]! ? 0 : off)) };
  const free = freeEffects(working);
  if (!isHoliday.includes(1) || !free.includes('off')) return undefined;
  const explained = explain(working);
  const squares = (days: MetricDays, counts: (i: number) => boolean): number =>
    residualsOf(days, explained.effects).reduce((sum, value, i) => sum + (counts(i) ? value * value : 0), 0);
  const onHolidays = (i: number): boolean => isHoliday[i] === 1;
  const others = data.days.length - isHoliday.reduce((sum, value) => sum + value, 0);
  const variance = squares(working, (i) => !onHolidays(i)) / (others - free.length);
  const [asWorking, asOff] = [squares(working, onHolidays), squares(data, onHolidays)];
  const isRefuted = asWorking < REFUTED * asOff && (asOff - asWorking) / (2 * variance) > CLEARLY;
  return isRefuted ? explained : undefined;
}
