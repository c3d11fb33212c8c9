import { Found, ServerError, timeOf } from './errors.js';
import { civilDate, DAY_MS, dayNumber } from './model/civil.js';
import type { Zone } from './model/zone.js';

/**
 * A date as users write it: a `Date`, epoch milliseconds (numbers that look like seconds are refused), or an ISO 8601
 * text. A text without an offset, such as `'2026-01-01'` or `'2026-01-01T09:00'`, is local time in the server's zone,
 * whatever the zone of the machine.
 */
export type DateInput = Date | number | string;

/** A date as a {@link Spec} keeps it: epoch milliseconds, or local milliseconds that wait for the server's zone. */
export type Instant = { readonly utcMs: number } | { readonly localMs: number };

/** The first and the last day of the years 1 to 9999, which every calendar and format can show. */
export const FIRST_DAY: number = dayNumber(1, 1, 1);
export const LAST_DAY: number = dayNumber(9999, 12, 31);
const EARLIEST_MS = FIRST_DAY * DAY_MS;
const LATEST_MS = (LAST_DAY + 1) * DAY_MS - 1;

/** Seconds since 1970 of the years 2001 to 5138; in milliseconds, of 1970 to March 1973. */
const [SECONDS_FROM, SECONDS_UNTIL] = [1e9, 1e11] as const;

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** A date, where only a text can be written. */
export const DATE = "a date from the years 1 to 9999 such as '2026-01-01'";

/**
 * @param need - What is valid in its place, in words.
 * @throws {ServerError} When the value is not a date from the years 1 to 9999, or a number that looks like seconds.
 */
export function instant(path: string, value: unknown, need = `${DATE} or a Date`): Instant {
  if (typeof value === 'number' && value >= SECONDS_FROM && value < SECONDS_UNTIL) {
    const milliseconds =
      "milliseconds since 1970 (for a date before March 1973, a Date or a text such as '1972-06-30')";
    throw new ServerError(path, milliseconds, new Found(`${value}, which looks like seconds`));
  }
  const found = typeof value === 'string' ? parse(value) : { utcMs: epochMs(value) };
  if (!found || !isInRange(found)) throw new ServerError(path, need, value);
  return found;
}

function isInRange(when: Instant): boolean {
  const ms = 'utcMs' in when ? when.utcMs : when.localMs;
  return ms >= EARLIEST_MS && ms <= LATEST_MS;
}

function epochMs(value: unknown): number {
  return typeof value === 'number' ? Math.floor(value) : (timeOf(value) ?? NaN);
}

const LOCAL_DATE = "a date from the years 1 to 9999 such as '2026-12-25'";

/**
 * @param need - What is valid in its place, in words.
 * @throws {ServerError} When the value is not a date from the years 1 to 9999 without a time, such as `'2026-12-25'`.
 */
export function localDate(path: string, value: unknown, need: string = LOCAL_DATE): string {
  // Ten characters have no room for a time.
  const found = typeof value === 'string' && value.length === 10 ? parse(value) : undefined;
  if (!found || !isInRange(found)) throw new ServerError(path, need, value);
  return value as string;
}

function parse(text: string): Instant | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match;
  const number = dayNumber(Number(year), Number(month), Number(day));
  const date = civilDate(number);
  if (date.month !== Number(month) || date.day !== Number(day)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const localMs =
    number * DAY_MS +
    Number(hour) * 3_600_000 +
    Number(minute) * 60_000 +
    Number(second) * 1000 +
    Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (offset === undefined) return { localMs };
  if (offset.toUpperCase() === 'Z') return { utcMs: localMs };
  const offsetHour = Number(offset.slice(1, 3));
  // PostgreSQL and DuckDB write whole hours alone.
  const offsetMinute = offset.length > 3 ? Number(offset.slice(-2)) : 0;
  if (offsetHour > 23 || offsetMinute > 59) return undefined;
  const minutes = offsetHour * 60 + offsetMinute;
  return { utcMs: localMs - (offset.startsWith('-') ? -minutes : minutes) * 60_000 };
}

/** The epoch milliseconds of an instant in a zone; a local time that a clock change skipped counts from before it. */
export function resolveInstant(when: Instant, zone: Zone): number {
  if ('utcMs' in when) return when.utcMs;
  const { localMs } = when;
  // A day is further away than any offset, and nearer than the next change of clocks.
  const [before, after] = [zone.offset(localMs - DAY_MS), zone.offset(localMs + DAY_MS)];
  const readings = [localMs - before, localMs - after].filter((ms) => ms + zone.offset(ms) === localMs);
  // Where both readings exist (clocks put back), the earlier one is meant.
  return readings.length > 0 ? Math.min(...readings) : localMs - before;
}
