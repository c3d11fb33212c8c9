import { civilDate, dayNumber, weekday } from './civil.js';
import { type Holidays, isUsHoliday } from './holidays.js';

/**
 * The shape of the business year, the same for every server with the same holidays and fiscal year: for each day, how
 * near it is to a quarter's end and to its middle, and whether it is a day off. What a server makes of it is its
 * factors' affair.
 */
export interface Calendar {
  /** The days of a civil year, from 1 January. */
  year(year: number): CalendarYear;
  /** The kinds of day there are and how often each occurs, over the years by which levels are normalised. */
  readonly kinds: () => readonly DayKind[];
}

/** The days of one year; each array has the shape [365 or 366]. */
export interface CalendarYear {
  /** Number of 1 January, and of the next year's. */
  readonly first: number;
  readonly end: number;
  /** Nearness to the last day of a fiscal quarter: 1 on it, smoothly to 0 ten days away. */
  readonly peak: Float64Array;
  /** Nearness to the middle of a fiscal quarter: 1 on it, smoothly to 0 fifteen days away. */
  readonly trough: Float64Array;
  /** 1 on Saturdays, Sundays and holidays, else 0. */
  readonly off: Float64Array;
}

/** Days that are alike, and their share of all days. */
export interface DayKind {
  readonly peak: number;
  readonly trough: number;
  readonly off: number;
  readonly share: number;
}

const PEAK_DAYS = 10;
const TROUGH_DAYS = 15;
/** 28 years, in which every date falls on every weekday equally often; all of them have today's holidays. */
const NORMAL_YEARS: readonly [first: number, last: number] = [2022, 2049];
const LARGEST_CACHE = 4000;

/** The calendar with the given holidays, whose fiscal year begins in `fiscalYearStart` (1 to 12). */
export function calendar(holidays: Holidays, fiscalYearStart: number): Calendar {
  const isHoliday = holidayRule(holidays);
  const years = new Map<number, CalendarYear>();
  const year = (number: number): CalendarYear => {
    let known = years.get(number);
    if (!known) {
      if (years.size >= LARGEST_CACHE) years.clear();
      known = calendarYear(number, fiscalYearStart, isHoliday);
      years.set(number, known);
    }
    return known;
  };
  let kinds: readonly DayKind[] | undefined;
  return { year, kinds: () => (kinds ??= dayKinds(normalYears(holidays).map(year))) };
}

function calendarYear(number: number, fiscalYearStart: number, isHoliday: (day: number) => boolean): CalendarYear {
  const first = dayNumber(number, 1, 1);
  const end = dayNumber(number + 1, 1, 1);
  const peak = new Float64Array(end - first);
  const trough = new Float64Array(end - first);
  const off = new Float64Array(end - first);

  for (let day = first; day < end; day++) {
    const { month } = civilDate(day);
    const monthOfQuarter = (((month - fiscalYearStart) % 3) + 3) % 3;
    const quarterStart = dayNumber(number, month - monthOfQuarter, 1);
    const quarterEnd = dayNumber(number, month - monthOfQuarter + 3, 1);
    // The last day of a quarter is the peak, on the way up and, from the next quarter's first day, on the way down.
    peak[day - first] = bump(Math.min(quarterEnd - 1 - day, day - quarterStart + 1) / PEAK_DAYS);
    trough[day - first] = bump(Math.abs(day - (quarterStart + quarterEnd - 1) / 2) / TROUGH_DAYS);
    const on = weekday(day);
    off[day - first] = on === 0 || on === 6 || isHoliday(day) ? 1 : 0;
  }
  return { first, end, peak, trough, off };
}

/** 1 at 0, 0 from 1 on, smooth at both: the cubic smoothstep. */
function bump(distance: number): number {
  if (distance >= 1) return 0;
  const near = 1 - distance;
  return near * near * (3 - 2 * near);
}

function holidayRule(holidays: Holidays): (day: number) => boolean {
  if (holidays === 'us') return isUsHoliday;
  if (holidays === 'none') return () => false;
  if (typeof holidays === 'function') return (day) => holidays(civilDate(day));
  const days = new Set(holidays.map(dayOfText));
  return (day) => days.has(day);
}

/** The day number of an ISO date such as `2026-12-25`. */
function dayOfText(date: string): number {
  const [year, month, day] = date.split('-').map(Number);
  return dayNumber(year!, month!, day!);
}

/** The years by which levels are normalised: those that a list of holidays speaks of, else a whole weekly cycle. */
function normalYears(holidays: Holidays): number[] {
  let [first, last] = NORMAL_YEARS;
  if (typeof holidays === 'object' && holidays.length > 0) {
    const listed = holidays.map((date) => Number(date.slice(0, 4)));
    first = listed.reduce((a, b) => Math.min(a, b));
    last = listed.reduce((a, b) => Math.max(a, b));
  }
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Days as like as a quarter of a bump; what they are near to is their mean, so that linear means stay exact. */
function dayKinds(years: readonly CalendarYear[]): readonly DayKind[] {
  const kinds = new Map<number, { peak: number; trough: number; off: number; share: number }>();
  const total = years.reduce((sum, { off }) => sum + off.length, 0);
  for (const { peak, trough, off } of years) {
    for (let i = 0; i < off.length; i++) {
      const bin = (Math.round(4 * peak[i]!) * 5 + Math.round(4 * trough[i]!)) * 2 + off[i]!;
      const kind = kinds.get(bin) ?? { peak: 0, trough: 0, off: off[i]!, share: 0 };
      kind.peak += peak[i]!;
      kind.trough += trough[i]!;
      kind.share += 1;
      kinds.set(bin, kind);
    }
  }
  return [...kinds.values()].map(({ peak, trough, off, share }) => ({
    peak: peak / share,
    trough: trough / share,
    off,
    share: share / total,
  }));
}

const shared = new Map<string, Calendar>();

/** The calendar of a rule or list, made once; a function of the user's own is asked anew by every server. */
export function sharedCalendar(holidays: Holidays, fiscalYearStart: number): Calendar {
  if (typeof holidays === 'function') return calendar(holidays, fiscalYearStart);
  const key = `${fiscalYearStart} ${String(holidays)}`;
  let known = shared.get(key);
  if (!known) {
    if (shared.size >= 64) shared.clear();
    known = calendar(holidays, fiscalYearStart);
    shared.set(key, known);
  }
  return known;
}
