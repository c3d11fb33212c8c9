/**
 * What every wrong value is answered with: one sentence with the place, the need and the fact.
 *
 * @example
 * ```ts
 * import { ServerError } from 'faker-server';
 *
 * new ServerError('every', "a positive duration such as '5m'", -5).message;
 * // "every: expected a positive duration such as '5m', received -5"
 * ```
 */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  /** Where the value was written, such as `cpu.base`. */
  readonly path: string;
  /** What is valid there, in words. */
  readonly expected: string;
  /** What was found, in words. */
  readonly received: string;

  /**
   * @param path - Where the value was written.
   * @param expected - What is valid there, in words.
   * @param received - The value that was found.
   */
  constructor(path: string, expected: string, received: unknown) {
    const found = describe(received);
    super(`${path}: expected ${expected}, received ${found}`);
    this.path = path;
    this.expected = expected;
    this.received = found;
  }
}

/** Words that stand for a value in {@link ServerError.received} instead of the value itself. */
export class Found {
  readonly words: string;
  constructor(words: string) {
    this.words = words;
  }
}

/** A short text for any value, without running code of the value's own. */
function describe(value: unknown): string {
  if (value instanceof Found) return value.words;
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${shorten(String(value))}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `an array of ${String(value.length)}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString();
  return 'an object';
}

const LONGEST = 60;

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
