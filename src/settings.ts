import { list, number, oneOf, text } from './check.js';
import { Found, ServerError } from './errors.js';
import { localDate } from './instant.js';
import { type CivilDate, dateText, dayNumber } from './model/civil.js';
import type { Holidays } from './model/holidays.js';
import { zone } from './model/zone.js';
import { type Metric, METRICS } from './profiles/profile.js';

/**
 * The id of a server. Half of a surrogate pair has no UTF-8: files would have U+FFFD for it, and two servers one id.
 *
 * @throws {ServerError} When the value is no text, an empty one, or one with such a half.
 */
export function checkId(path: string, value: unknown): string {
  const id = text(path, value);
  // Where pairs are read as one character, those that are left are halves.
  if (/\p{Surrogate}/u.test(id)) {
    throw new ServerError(path, 'a text without lone surrogates, which no file can hold', value);
  }
  return id;
}

/** @throws {ServerError} When the value is not a finite number or a text. */
export function checkSeed(path: string, value: unknown): string | number {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return number(path, value);
  throw new ServerError(path, 'a finite number or a text', value);
}

/**
 * A zone's name as the user wrote it: what engines make of it differs (Asia/Calcutta, Asia/Kolkata).
 *
 * @throws {ServerError} When the engine does not know it, or it is an offset.
 */
export function checkTimeZone(value: unknown): string {
  if (typeof value !== 'string') throw new ServerError('timeZone', "an IANA time zone such as 'Europe/Berlin'", value);
  zone(value);
  return value;
}

/**
 * Metrics that a user lists, in their usual order.
 *
 * @throws {ServerError} When it is no list, has none, or one that does not exist.
 */
export function checkMetrics(path: string, value: unknown): readonly Metric[] {
  const listed = list(path, value, 'a list of metrics', (place, name) => oneOf(place, name, METRICS));
  if (listed.length === 0) throw new ServerError(path, 'at least one metric', new Found('none'));
  return METRICS.filter((metric) => listed.includes(metric));
}

/** @throws {ServerError} When the value does not say which days are holidays, or, of a function, when an answer does not. */
export function checkHolidays(value: unknown): Holidays {
  if (typeof value === 'function') return checkedRule(value as (date: CivilDate) => unknown);
  return ruleOrDates(value, "'us', 'none', a list of dates such as '2026-12-25' or a function");
}

/** The same of data, which hold no functions. */
export function writtenHolidays(value: unknown): Exclude<Holidays, (date: CivilDate) => boolean> {
  return ruleOrDates(value, "'us', 'none' or a list of dates such as '2026-12-25'");
}

function ruleOrDates(value: unknown, need: string): Exclude<Holidays, (date: CivilDate) => boolean> {
  return value === 'us' || value === 'none' ? value : Object.freeze(list('holidays', value, need, localDate));
}

/** A rule of the user's own, whose every answer is checked: what is truthy, such as a promise, is not yet true. */
function checkedRule(rule: (date: CivilDate) => unknown): Holidays {
  return (date) => {
    const wrong = (found: unknown, options?: { readonly cause: unknown }): ServerError => {
      const day = dateText(dayNumber(date.year, date.month, date.day));
      return new ServerError('holidays', `true or false for ${day}`, found, options);
    };
    let answer: unknown;
    try {
      answer = rule({ ...date });
    } catch (cause) {
      throw wrong(new Found('an error'), { cause });
    }
    if (typeof answer !== 'boolean') throw wrong(answer);
    return answer;
  };
}
