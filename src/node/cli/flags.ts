import { type Bounds, distinct, number, oneOf, suggestion } from '../../check.js';
import { Found, ServerError } from '../../errors.js';
import { type ColumnName, COLUMNS } from '../../formats/columnNames.js';
import { DATE, instant, localDate } from '../../instant.js';
import { type Metric, METRICS } from '../../profiles/profile.js';
import { checkTimeZone } from '../../settings.js';
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

/** Metrics with commas between, none twice. */
export function metrics(flag: string): Read<readonly Metric[]> {
  return (text) =>
    distinct(
      flag,
      'metric',
      words(text).map((name) => oneOf(flag, known(name, METRICS), METRICS)),
    );
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

/**
 * What each of some keys has, with commas between, such as `time=at,cpu=cpu.total`. A comma that no key follows is one of
 * the text before it.
 */
export function pairs<K extends string>(
  flag: string,
  keys: readonly K[],
  example: string,
): Read<Readonly<Partial<Record<K, string>>>> {
  return (text) => {
    const found: Partial<Record<K, string>> = {};
    for (const part of text.split(/,(?=\s*[\w-]+\s*=)/)) {
      const [, name, value] = /^\s*([\w-]+)\s*=\s*(.+?)\s*$/.exec(part) ?? [];
      if (name === undefined) throw new ServerError(flag, `pairs such as ${example}`, text);
      const key = oneOf(flag, known(name, keys), keys);
      if (found[key] !== undefined) throw new ServerError(flag, `one ${key}`, new Found('two'));
      found[key] = value!;
    }
    return found;
  };
}

/** A time zone by its name. */
export function timeZone(flag: string): Read<string> {
  return (text) => renamed(flag, () => checkTimeZone(text));
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
    const rule = RULES.find((each) => each === text);
    if (rule !== undefined) return rule;
    const dates = words(text);
    // One word alone may be meant for a rule.
    const need = dates.length === 1 ? `${HOLIDAYS}${suggestion(text, RULES)}` : undefined;
    return dates.map((each) => localDate(flag, each, need));
  };
}

const RULES = ['us', 'none'] as const;
const HOLIDAYS = "'us', 'none', or dates such as '2026-12-25' with commas between";

/** Options that were given: an option that a format does not have is an error, where it is given. */
export function present(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
