import { Found, ServerError } from '../../errors.js';
import { instant } from '../../instant.js';
import type { RangeOptions } from '../../range.js';
import { civilDate, DAY_MS } from '../../model/civil.js';
import type { WindowFlags } from './windowOptions.js';

/** The records that flags ask for, whatever the day. */
export interface ChosenWindow {
  readonly range: RangeOptions;
  /** Interval between two records in milliseconds. */
  readonly everyMs: number;
  /** What counts as today: where the window ends. */
  readonly reference: Date;
  /** The flags that say what the clock said, and so make the same again tomorrow. */
  readonly assumed: readonly string[];
}

/** Days of a window of which nothing is said. */
export const USUAL_DAYS = 30;

/** The day that a window ends on, unless a flag says it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/**
 * The window that flags ask for.
 *
 * @param usualEnd - Where it ends unless they say it, such as `2026-01-01`.
 * @param usualDays - Its length unless they say it.
 * @throws {ServerError} When they say too much.
 */
export function chooseWindow(flags: WindowFlags, usualEnd: string, usualDays: number = USUAL_DAYS): ChosenWindow {
  const { from, until, count, every: everyMs = DAY_MS } = flags;
  const days = flags.days ?? (count === undefined && from === undefined ? usualDays : undefined);
  if (from !== undefined && until !== undefined && (flags.days ?? count) !== undefined) {
    const flag = flags.days === undefined ? '--count' : '--days';
    throw new ServerError(flag, 'none where --from and --until are given', new Found('one'));
  }
  const isLength = (days ?? count) !== undefined;
  if (from !== undefined && isLength) {
    if (days === undefined) {
      const reference = dateOf('--count', epochMs(from) + count! * everyMs);
      return { range: { from, count }, everyMs, reference, assumed: [] };
    }
    const end = shifted(from, days);
    return { range: { from, until: end }, everyMs, reference: dateOf('--days', epochMs(end)), assumed: [] };
  }
  const end = until ?? usualEnd;
  const range = from !== undefined ? { from, until: end } : daysBefore(end);
  const reference = dateOf('--until', epochMs(end));
  return { range, everyMs, reference, assumed: until === undefined ? ['--until', usualEnd] : [] };

  function daysBefore(date: string): RangeOptions {
    // Steps that a day is made of begin with the first of the days; others are counted back from where they end.
    if (days !== undefined && DAY_MS % everyMs === 0) return { from: shifted(date, -days), until: date };
    const [flag, steps] = days === undefined ? ['--count', count!] : ['--days', Math.ceil((days * DAY_MS) / everyMs)];
    dateOf(flag, epochMs(date) - steps * everyMs);
    return { count: steps, until: date };
  }
}

/** A date some days later, at the same time of the day and in the same zone. */
function shifted(date: string, days: number): string {
  const day = Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + days * DAY_MS;
  // Both in the years that can be shown: an offset may lead from one to the next.
  dateOf('--days', epochMs(date) + days * DAY_MS);
  return dateOf('--days', day).toISOString().slice(0, 10) + date.slice(10);
}

/** Epoch milliseconds of a date that was checked where it was read; in UTC, unless it has an offset. */
function epochMs(date: string): number {
  const when = instant('date', date);
  return 'utcMs' in when ? when.utcMs : when.localMs;
}

/**
 * A date of an instant.
 *
 * @param flag - What leads to it.
 * @throws {ServerError} When it is beyond what calendars can show.
 */
function dateOf(flag: string, ms: number): Date {
  const { year } = civilDate(Math.floor(ms / DAY_MS));
  if (!(year >= 1 && year <= 9999)) {
    const reached = Number.isSafeInteger(ms) ? `the year ${year}` : 'beyond any calendar';
    throw new ServerError(flag, 'records of the years 1 to 9999', new Found(`a window that reaches ${reached}`));
  }
  return new Date(ms);
}
