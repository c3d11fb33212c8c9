import { Found, ServerError } from './errors.js';

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
  const low = from !== undefined ? `of at least ${String(from)}` : above !== undefined ? `above ${String(above)}` : '';
  const high = to !== undefined ? `at most ${String(to)}` : below !== undefined ? `below ${String(below)}` : '';
  return [noun, [low, high].filter(Boolean).join(' and ')].filter(Boolean).join(' ');
}

/** A text that is not empty. */
export function text(path: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new ServerError(path, 'a text that is not empty', value);
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
    throw new ServerError(path, `one of ${quoteAll(words)}${suggestion(value, words)}`, value);
  }
  return found;
}

/** The fields of a plain object all of whose keys are known; a field that is undefined counts as absent. */
export function fields<K extends string>(
  path: string,
  value: unknown,
  known: readonly K[],
): Partial<Record<K, unknown>> {
  if (typeof value !== 'object' || value === null || !isPlain(value))
    throw new ServerError(path, 'a plain object', value);
  const found: Partial<Record<K, unknown>> = {};
  for (const key of Reflect.ownKeys(value)) {
    if (!known.includes(key as K)) {
      const place = path === '' ? '' : `${path}.`;
      const name = typeof key === 'symbol' ? 'a symbol' : JSON.stringify(key);
      throw new ServerError(
        `${place}${String(key)}`,
        `one of the keys ${quoteAll(known)}${suggestion(key, known)}`,
        new Found(`the unknown key ${name}`),
      );
    }
    const field: unknown = Reflect.get(value, key);
    if (field !== undefined) found[key as K] = field;
  }
  return found;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm (a test's vm context) has another Object.prototype, whose own prototype is null too.
  return prototype === null || (!Array.isArray(value) && Object.getPrototypeOf(prototype) === null);
}

function quoteAll(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}

/** «, did you mean …?» in the field's words: the nearest valid one, where one is near. */
function suggestion(value: unknown, words: readonly string[]): string {
  if (typeof value !== 'string') return '';
  const wanted = value.toLowerCase();
  let nearest = '';
  let best = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const word of words) {
    const distance = editDistance(wanted, word.toLowerCase());
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
