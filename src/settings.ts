import { number } from './check.js';
import { ServerError } from './errors.js';
import { instant } from './instant.js';
import type { Holidays } from './model/holidays.js';

/** @throws {ServerError} When the value is not a finite number or a text. */
export function checkSeed(value: unknown): string | number {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return number('seed', value);
  throw new ServerError('seed', 'a finite number or a text', value);
}

/** @throws {ServerError} When the value does not say which days are holidays. */
export function checkHolidays(value: unknown): Holidays {
  if (value === 'us' || value === 'none' || typeof value === 'function') return value as Holidays;
  if (!Array.isArray(value)) {
    throw new ServerError('holidays', "'us', 'none', a list of dates such as '2026-12-25' or a function", value);
  }
  return Object.freeze(
    value.map((date: unknown, i) => {
      const path = `holidays[${String(i)}]`;
      if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
        throw new ServerError(path, "a local date such as '2026-12-25'", date);
      }
      instant(path, date);
      return date;
    }),
  );
}
