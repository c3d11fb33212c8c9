import { type Bounds, number, oneOf } from '../../check.js';
import { Found, ServerError } from '../../errors.js';
import { type ColumnName, COLUMNS } from '../../formats/columnNames.js';
import { DATE, instant } from '../../instant.js';
import { type Metric, METRICS } from '../../profiles/profile.js';
import { checkHolidays } from '../../settings.js';
import { renamed } from './renamed.js';

/** Reads the text of a flag. */
type Read<T> = (text: string) => T;

/** A number within bounds. */
export function numeric(flag: string, bounds: Bounds): Read<number> {
  // What is no number stays a text, so that the error shows it as it was written.
  return (text) => number(flag, /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : text, bounds);
}

/** A date, as it was written: without an offset it is of the time zone of each server. */
export function date(flag: string): Read<string> {
  return (text) => {
    instant(flag, text, DATE);
    return text;
  };
}

/** One of a few words. */
export function word<T extends string>(flag: string, known: readonly T[]): Read<T> {
  return (text) => oneOf(flag, text, known);
}

/** Metrics with commas between. */
export function metrics(flag: string): Read<readonly Metric[]> {
  return (text) => words(text).map((name) => oneOf(flag, known(name, METRICS), METRICS));
}

/** Columns with commas between. */
export function columns(flag: string): Read<readonly ColumnName[]> {
  return (text) => words(text).map((name) => oneOf(flag, known(name, COLUMNS), COLUMNS));
}

/** Words with commas between. */
export function words(text: string): readonly string[] {
  return text.split(',').map((part) => part.trim());
}

/** The word that is meant: `disk_io`, as files have it, and `disk-io`, as flags are written, for `diskIo`. */
export function known(name: string, names: readonly string[]): string {
  const plain = (word: string): string => word.replaceAll(/[-_]/g, '').toLowerCase();
  return names.find((each) => plain(each) === plain(name)) ?? name;
}

/** Weights with commas between, `web=2,batch=1`; the names are the fleet's to check. */
export function mix(flag: string): Read<Readonly<Record<string, number>>> {
  return (text) => {
    const weights: Record<string, number> = {};
    for (const part of words(text)) {
      const [, name, weight] = /^([^=]+)=(.+)$/.exec(part) ?? [];
      if (name === undefined) throw new ServerError(flag, 'weights such as web=2,batch=1', text);
      if (Object.hasOwn(weights, name)) throw new ServerError(flag, `one weight of ${name}`, new Found('two'));
      Object.defineProperty(weights, name, { value: numeric(`${flag} ${name}`, {})(weight!), enumerable: true });
    }
    return weights;
  };
}

/** `us`, `none`, or dates with commas between. */
export function holidays(flag: string): Read<'us' | 'none' | readonly string[]> {
  return (text) => {
    const found = text === 'us' || text === 'none' ? text : words(text);
    renamed(flag, () => checkHolidays(found));
    return found;
  };
}

/** Options that were given: an option that a format does not have is an error, where it is given. */
export function present(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
