import { type CivilDate, civilDate, dayNumber, weekday } from './civil.js';

/**
 * Which days have the load of a weekend day: `'us'` (the federal holidays of the United States), `'none'`, a list of
 * local dates such as `'2026-12-25'`, or a function that is given a local date.
 */
export type Holidays = 'us' | 'none' | readonly string[] | ((date: CivilDate) => boolean);

/** Whether a day is one of the federal holidays of the United States, or the weekday on which it is observed. */
export function isUsHoliday(day: number): boolean {
  const on = weekday(day);
  if (on === 0 || on === 6) return false;
  // A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after (5 U.S.C. § 6103).
  return isUsHolidayItself(day) || (on === 5 && isFixed(day + 1)) || (on === 1 && isFixed(day - 1));
}

function isUsHolidayItself(day: number): boolean {
  return isFixed(day) || isFloating(day);
}

/** New Year's Day, Juneteenth (since 2021), Independence Day, Veterans Day, Christmas Day. */
function isFixed(dayNumber: number): boolean {
  const { year, month, day } = civilDate(dayNumber);
  return (
    (month === 1 && day === 1) ||
    (month === 6 && day === 19 && year >= 2021) ||
    (month === 7 && day === 4) ||
    (month === 11 && day === 11) ||
    (month === 12 && day === 25)
  );
}

/** Martin Luther King's birthday, Presidents' Day, Memorial Day, Labor Day, Columbus Day, Thanksgiving. */
function isFloating(number: number): boolean {
  const { year, month, day } = civilDate(number);
  const week = Math.ceil(day / 7);
  if (weekday(number) === 1) {
    return (
      (month === 1 && week === 3) ||
      (month === 2 && week === 3) ||
      (month === 5 && number + 7 >= dayNumber(year, 6, 1)) ||
      (month === 9 && week === 1) ||
      (month === 10 && week === 2)
    );
  }
  return weekday(number) === 4 && month === 11 && week === 4;
}
