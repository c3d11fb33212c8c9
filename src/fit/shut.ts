import type { Calendar } from '../model/calendar.js';
import { civilDate } from '../model/civil.js';
import type { DaysOfServer } from './dayValues.js';

/** Days off that there must be, the share of them on which the server is off, and that of working days at the most. */
const FEWEST = 4;
const MOST_OF_DAYS_OFF = 0.8;
const FEW_OF_OTHERS = 0.1;

/** Whether a server is switched off on days off, as those of developers are, and on on others. */
export function isShutOnDaysOff({ first, values, off }: DaysOfServer, calendar: Calendar): boolean {
  const metrics = [...values.values()];
  const days = { off: 0, others: 0 };
  const shut = { off: 0, others: 0 };
  off.forEach((isShut, i) => {
    if (!isShut && metrics.every((each) => Number.isNaN(each[i]))) return;
    const year = calendar.year(civilDate(first + i).year);
    const kind = year.off[first + i - year.first]! > 0 ? 'off' : 'others';
    days[kind]++;
    if (isShut) shut[kind]++;
  });
  return days.off >= FEWEST && shut.off >= MOST_OF_DAYS_OFF * days.off && shut.others <= FEW_OF_OTHERS * days.others;
}
