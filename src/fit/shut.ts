import type { Calendar } from '../model/calendar.js';
import { civilDate } from '../model/civil.js';
import type { DaysOfServer } from './dayValues.js';

/** Days off that there must be, the share of them on which the server is off, and that of working days at the most. */
const FEWEST = 2;
const MOST_OF_DAYS_OFF = 0.8;
const FEW_OF_OTHERS = 0.1;
/** Days off with load that are no accident. */
const FEWEST_AT_WORK = 4;

/** Whether a server is switched off on days off, as those of developers are, and on on others. */
export function isShutOnDaysOff(days: DaysOfServer, calendar: Calendar): boolean {
  const { off, others } = countsOf(days, calendar);
  return off.days >= FEWEST && off.shut >= MOST_OF_DAYS_OFF * off.days && others.shut <= FEW_OF_OTHERS * others.days;
}

/** Whether it is on on some days off: of one that is off on nearly all of them, on holidays. */
export function worksOnHolidays(days: DaysOfServer, calendar: Calendar): boolean {
  const { off } = countsOf(days, calendar);
  return off.days - off.shut >= FEWEST_AT_WORK;
}

/** Days off and others that there are, and on how many of them the server is off. */
function countsOf({ first, values, off }: DaysOfServer, calendar: Calendar) {
  const metrics = [...values.values()];
  const counts = { off: { days: 0, shut: 0 }, others: { days: 0, shut: 0 } };
  off.forEach((isShut, i) => {
    if (!isShut && metrics.every((each) => Number.isNaN(each[i]))) return;
    const year = calendar.year(civilDate(first + i).year);
    const kind = counts[year.off[first + i - year.first]! > 0 ? 'off' : 'others'];
    kind.days++;
    if (isShut) kind.shut++;
  });
  return counts;
}
