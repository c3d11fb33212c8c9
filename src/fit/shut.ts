import type { Calendar } from '../model/calendar.js';
import { civilDate, weekday } from '../model/civil.js';
import type { DaysOfServer } from './dayValues.js';

/** Days of a kind that there must be, the share of them on which the server is off, and that of the others at the most. */
const FEWEST = 2;
const MOST_OF_DAYS_OFF = 0.8;
const FEW_OF_OTHERS = 0.1;
/** Share of the days with load that are days off where a server is on on no others. */
const MOST_OF_LOAD = 0.8;
/** Holidays that are not what they should be and no accident. */
const FEWEST_HOLIDAYS = 4;
const WEEKEND = [0, 6];

/** The days on which a server is switched off. */
export type ShutDays = 'days off' | 'working days';

/**
 * The kind of days on which a server is switched off while it is on on others: days off, as those of developers are, or
 * working days, as one that computes at weekends; undefined where it is neither.
 */
export function shutDays(days: DaysOfServer, calendar: Calendar): ShutDays | undefined {
  const { weekends, holidays, working } = countsOf(days, calendar);
  const off = { days: weekends.days + holidays.days, shut: weekends.shut + holidays.shut };
  const isShutOff = off.days >= FEWEST && off.shut >= MOST_OF_DAYS_OFF * off.days;
  if (isShutOff && working.shut <= FEW_OF_OTHERS * working.days) return 'days off';
  const isShutWorking = working.days >= FEWEST && working.shut >= (1 - FEW_OF_OTHERS) * working.days;
  const [loadOff, load] = [off.days - off.shut, off.days - off.shut + working.days - working.shut];
  return isShutWorking && loadOff >= MOST_OF_LOAD * load ? 'working days' : undefined;
}

/** Whether holidays are working days of a server that is switched off on some days. */
export function worksOnHolidays(days: DaysOfServer, calendar: Calendar, shut: ShutDays): boolean {
  const { holidays } = countsOf(days, calendar);
  return (shut === 'working days' ? holidays.shut : holidays.days - holidays.shut) >= FEWEST_HOLIDAYS;
}

/** The days of each kind that there are, and on how many of them the server is off. */
function countsOf({ first, values, off }: DaysOfServer, calendar: Calendar) {
  const metrics = [...values.values()];
  const counts = {
    weekends: { days: 0, shut: 0 },
    holidays: { days: 0, shut: 0 },
    working: { days: 0, shut: 0 },
  };
  off.forEach((isShut, i) => {
    if (!isShut && metrics.every((each) => Number.isNaN(each[i]))) return;
    const year = calendar.year(civilDate(first + i).year);
    const isOff = year.off[first + i - year.first]! > 0;
    const kind = !isOff ? 'working' : WEEKEND.includes(weekday(first + i)) ? 'weekends' : 'holidays';
    counts[kind].days++;
    if (isShut) counts[kind].shut++;
  });
  return counts;
}
