import { ServerError } from './errors.js';
import { civilDate, DAY_MS, dayNumber } from './model/civil.js';
import type { Zone } from './model/zone.js';

/**
 * A date as users write it: a `Date`, epoch milliseconds, or an ISO 8601 text. A text without an offset, such as
 * `'2026-01-01'` or `'2026-01-01T09:00'`, is local time in the server's zone, whatever the zone of the machine.
 */
export type DateInput = Date | number | string;

/** A date as a {@link Spec} keeps it: epoch milliseconds, or local milliseconds that wait for the server's zone. */
export type Instant = { readonly utcMs: number } | { readonly localMs: number };

/** The years 1 to 9999, which every calendar and format can show. */
const EARLIEST_MS = dayNumber(1, 1, 1) * DAY_MS;
const LATEST_MS = dayNumber(10_000, 1, 1) * DAY_MS - 1;

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** @throws {ServerError} When the value is not a date from the years 1 to 9999. */
export function instant(path: string, value: unknown): Instant {
  const found = typeof value === 'string' ? parse(value) : { utcMs: epochMs(value) };
  const ms = found && ('utcMs' in found ? found.utcMs : found.localMs);
  if (!found || ms === undefined || !(ms >= EARLIEST_MS && ms <= LATEST_MS)) {
    throw new ServerError(path, "a date from the years 1 to 9999 such as '2026-01-01' or a Date", value);
  }
  return found;
}

function epochMs(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' ? Math.floor(value) : NaN;
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
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return { utcMs: localMs - (offset.startsWith('-') ? -minutes : minutes) * 60_000 };
}

/** The epoch milliseconds of an instant in a zone; a local time that a clock change skipped counts from before it. */
export function resolveInstant(when: Instant, zone: Zone): number {
  if ('utcMs' in when) return when.utcMs;
  const guess = when.localMs - zone.offset(when.localMs);
  const refined = when.localMs - zone.offset(guess);
  // Where both readings exist (clocks put back), the earlier one is meant.
  const other = when.localMs - zone.offset(Math.min(guess, refined) - 3 * 3_600_000);
  return other + zone.offset(other) === when.localMs ? Math.min(other, refined) : refined;
}
