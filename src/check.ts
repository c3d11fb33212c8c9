import { Found, quote, ServerError } from './errors.js';

/** Bounds of a number; each is optional, and a bound is either included or excluded. */
export interface Bounds {
  /** Smallest valid number (included). */
  readonly from?: number;
  /** Largest valid number (included). */
  readonly to?: number;
  /** Lower bound (excluded). */
  readonly above?: number;
  /** Upper bound (excluded). */
  readonly below?: number;
  /** Whether only whole numbers are valid. */
  readonly whole?: boolean;
}

/** A number within bounds; −0 becomes 0. */
export function number(path: string, value: unknown, bounds: Bounds = {}): number {
  const { from = -Infinity, to = Infinity, above = -Infinity, below = Infinity, whole = false } = bounds;
  const valid =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value >= from &&
    value <= to &&
    value > above &&
    value < below &&
    (!whole || Number.isInteger(value));
  if (!valid) throw new ServerError(path, wordsOf(bounds), value);
  return value === 0 ? 0 : value;
}

function wordsOf({ from, to, above, below, whole }: Bounds): string {
  const noun = whole ? 'a whole number' : 'a finite number';
  const low = from !== undefined ? `of at least ${from}` : above !== undefined ? `above ${above}` : '';
  const high = to !== undefined ? `at most ${to}` : below !== undefined ? `below ${below}` : '';
  return [noun, [low, high].filter(Boolean).join(' and ')].filter(Boolean).join(' ');
}

/**
 * A text that is not empty.
 *
 * @param need - What it is to be, in words.
 */
export function text(path: string, value: unknown, need = 'a text that is not empty'): string {
  if (typeof value !== 'string' || value === '') throw new ServerError(path, need, value);
  return value;
}

/** `true` or `false`. */
export function boolean(path: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new ServerError(path, 'true or false', value);
  return value;
}

/** One of a few words. */
export function oneOf<T extends string>(path: string, value: unknown, words: readonly T[]): T {
  const found = words.find((word) => word === value);
  if (found === undefined) {
    const all = words.map((word) => `'${word}'`).join(', ');
    throw new ServerError(path, `one of ${all}${suggestion(value, words)}`, value);
  }
  return found;
}

/** A key that nobody knows. */
export const UNKNOWN: Found = new Found('an unknown one');

/**
 * The fields of a plain object all of whose keys are known; a field that is undefined counts as absent.
 *
 * @param need - What is valid in its place, in words.
 */
export function fields<K extends string>(
  path: string,
  value: unknown,
  known: readonly K[],
  need?: string,
): Partial<Record<K, unknown>> {
  const found: Partial<Record<K, unknown>> = {};
  for (const [key, field] of entries(path, value, need)) {
    if (!known.includes(key as K)) {
      const nearest = suggestion(key, known);
      const expected = nearest === '' ? `one of the keys ${known.join(', ')}` : `a valid key${nearest}`;
      throw new ServerError(placeOf(path, key), expected, UNKNOWN);
    }
    if (field !== undefined) found[key as K] = field;
  }
  return found;
}

/** The keys and values of a plain object's own; each is read once, so that what is checked is what is used. */
export function entries(
  path: string,
  value: unknown,
  need = 'a plain object',
): readonly (readonly [key: string | symbol, value: unknown])[] {
  let found: (readonly [key: string | symbol, value: unknown])[] | undefined;
  if (typeof value === 'object' && value !== null) {
    try {
      if (isPlain(value)) found = Reflect.ownKeys(value).map((key) => [key, Reflect.get(value, key)] as const);
    } catch (cause) {
      throw new ServerError(path, need, new Found('one that throws when it is read'), { cause });
    }
  }
  if (!found) throw new ServerError(path, need, value);
  return found;
}

/** Where a field is written: `profile.cpu`, or `profile["a key"]` for a key that needs it. */
export function placeOf(path: string, key: string | symbol): string {
  if (typeof key === 'symbol') return `${path}[symbol]`;
  return /^[\w$]{1,30}$/.test(key) ? `${path}.${key}` : `${path}[${quote(key, 20)}]`;
}

/**
 * The elements of an array, each as `check` returns it. The holes of a sparse array are elements that are undefined.
 *
 * @param need - What is valid in its place, in words.
 * @param check - Is given each element and its place, such as `metrics[0]`.
 */
export function list<T>(
  path: string,
  value: unknown,
  need: string,
  check: (path: string, element: unknown) => T,
): readonly T[] {
  try {
    if (Array.isArray(value)) return Array.from(value, (element, i) => check(`${path}[${i}]`, element));
  } catch (cause) {
    if (cause instanceof ServerError) throw cause;
    throw new ServerError(path, need, new Found('one that throws when it is read'), { cause });
  }
  throw new ServerError(path, need, value);
}

/**
 * Words none of which is there twice.
 *
 * @param noun - What each of them is.
 */
export function distinct<T extends string>(path: string, noun: string, words: readonly T[]): readonly T[] {
  const twice = words.find((word, i) => words.indexOf(word) < i);
  if (twice !== undefined) throw new ServerError(path, `one ${noun} ${twice}`, new Found('two'));
  return words;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm (a test's vm context) has another Object.prototype, whose own prototype is null too.
  return prototype === null || (!Array.isArray(value) && Object.getPrototypeOf(prototype) === null);
}

/** The nearest valid word in parentheses, where one is near: a few letters away, or begun. */
export function suggestion(value: unknown, words: readonly string[]): string {
  if (typeof value !== 'string') return '';
  const wanted = value.toLowerCase();
  let nearest = '';
  let best = Math.min(wanted.length, Math.max(2, Math.floor(wanted.length / 3)) + 1);
  for (const word of words) {
    const lower = word.toLowerCase();
    const distance = lower.startsWith(wanted) ? 1 : editDistance(wanted, lower);
    if (distance < best) [best, nearest] = [distance, word];
  }
  return nearest === '' ? '' : ` (nearest: '${nearest}')`;
}

/** Levenshtein's distance. */
function editDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 8) return Infinity;
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 0; i < one.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (one[i] === other[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length]!;
}

/**
 * A function that takes no options: it refuses an object that is given alone, which would change nothing, and lets be
 * what callbacks are given.
 */
export function noOptions<T>(name: string, make: () => T, instead = ''): (...given: readonly unknown[]) => T {
  return (...given) => {
    const [options] = given;
    if (given.length === 1 && typeof options === 'object' && options !== null) {
      throw new ServerError(name, `no options${instead}`, options);
    }
    return make();
  };
}
