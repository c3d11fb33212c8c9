import { fields, oneOf, placeOf, text } from '../check.js';
import { within } from '../errors.js';
import { type DateInput, instant, type Instant } from '../instant.js';
import { type Calendar, sharedCalendar } from '../model/calendar.js';
import type { Holidays } from '../model/holidays.js';
import { zone, type Zone } from '../model/zone.js';
import { checkProfile } from '../profiles/check.js';
import {
  type Metric,
  METRICS,
  type PartialProfile,
  type PartOf,
  type Profile,
  type ProfileInput,
} from '../profiles/profile.js';
import { checkHolidays, checkTimeZone } from '../settings.js';
import { usualProfile } from './startProfile.js';
import { checkUnit, type FitUnits, type Unit } from './unit.js';

/** What {@link fitProfile} takes beside the data. */
export interface FitOptions {
  /**
   * The names that time and metrics have in rows or columns. Default to `timestamp` or `time`, `cpu`, `memory`, `diskIo`
   * or `disk_io`, and `network`.
   */
  readonly columns?: PartOf<Record<'time' | Metric, string>> | undefined;
  /**
   * What the values of each metric are in. What `series()` and `columns()` give needs none; anything else does, for each
   * metric that it has.
   */
  readonly units?: FitUnits | undefined;
  /**
   * What the instants are, as formats have it: `'s'` or `'ms'`, numbers of seconds or milliseconds since 1970, or `'iso'`,
   * texts or `Date`s. Defaults to milliseconds for numbers, and to ISO 8601 for other texts.
   */
  readonly time?: 'iso' | 's' | 'ms' | undefined;
  /**
   * What stands where the data tell nothing, and goes into the profile: any part of one. Defaults to the generic server's
   * figures, which do not. The month in which the fiscal year begins is never told by data: say it here.
   */
  readonly defaults?: ProfileInput | undefined;
  /** The zone whose days and hours the server lives by, an IANA name. Defaults to `'UTC'`. */
  readonly timeZone?: string | undefined;
  /** The days that have the load of a weekend day, as `ServerBuilder.holidays` takes them. Defaults to `'us'`. */
  readonly holidays?: Holidays | undefined;
  /**
   * What a value of daily data is of its day: its 95th percentile, or its mean, which does not tell the base. Defaults to
   * `'p95'`; not used where there are several values a day.
   */
  readonly statistic?: 'p95' | 'mean' | undefined;
  /** The instant at which the base is to hold. Defaults to the last day of the data. */
  readonly asOf?: DateInput | undefined;
}

/** {@link FitOptions}, checked and with nothing left to look up. */
export interface FitSettings {
  readonly columns: Readonly<Partial<Record<'time' | Metric, string>>>;
  readonly units: Readonly<Partial<Record<Metric, Unit>>>;
  readonly time: 'iso' | 's' | 'ms' | undefined;
  readonly defaults: PartialProfile;
  /** The generic server with the defaults. */
  readonly usual: Profile;
  readonly zone: Zone;
  readonly timeZone: string;
  readonly calendar: Calendar;
  readonly statistic: 'p95' | 'mean';
  readonly asOf: Instant | undefined;
}

const KEYS = ['columns', 'units', 'time', 'defaults', 'timeZone', 'holidays', 'statistic', 'asOf'] as const;

/** @throws {ServerError} For the first option that is unknown or not valid. */
export function checkFitOptions(path: string, value: unknown): FitSettings {
  const found = fields(path, value ?? {}, KEYS, 'a plain object of options');
  const at = (key: keyof FitOptions): string => placeOf(path, key);
  const columns = fields(at('columns'), found.columns ?? {}, ['time', ...METRICS]);
  const units = fields(at('units'), found.units ?? {}, METRICS);
  const defaults = checkProfile(at('defaults'), found.defaults ?? {});
  const usual = within(at('defaults'), () => usualProfile(defaults));
  const holidays = within(path, () => checkHolidays(found.holidays ?? 'us'));
  const timeZone = within(path, () => checkTimeZone(found.timeZone ?? 'UTC'));
  return {
    columns: mapped(columns, (name, column) => text(placeOf(at('columns'), name), column)),
    units: mapped(units, (metric, unit) => checkUnit(placeOf(at('units'), metric), metric, unit)),
    time: found.time === undefined ? undefined : oneOf(at('time'), found.time, ['iso', 's', 'ms'] as const),
    defaults,
    usual,
    zone: zone(timeZone),
    timeZone,
    calendar: sharedCalendar(holidays, usual.fiscalYearStart),
    statistic: oneOf(at('statistic'), found.statistic ?? 'p95', ['p95', 'mean']),
    asOf: found.asOf === undefined ? undefined : instant(at('asOf'), found.asOf),
  };
}

function mapped<K extends string, T>(
  found: Partial<Record<K, unknown>>,
  check: (key: K, value: unknown) => T,
): Partial<Record<K, T>> {
  const entries = Object.entries(found) as [K, unknown][];
  return Object.fromEntries(entries.map(([key, value]) => [key, check(key, value)])) as Partial<Record<K, T>>;
}
