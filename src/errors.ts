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
  /** What else lets it pass; the sentence has them in parentheses. */
  readonly remedies: readonly Remedy[];

  /**
   * Makes the sentence of its three parts.
   *
   * @param path - Where the value was written.
   * @param expected - What is valid there, in words.
   * @param received - The value that was found.
   * @param options - `cause`: the error behind it, where a value threw one; `remedies`: what else lets it pass.
   */
  constructor(
    path: string,
    expected: string,
    received: unknown,
    options: { readonly cause?: unknown; readonly remedies?: readonly Remedy[] } = {},
  ) {
    const { remedies = [] } = options;
    const found = describe(received);
    super(`${path}: expected ${expected}${inParentheses(remedies.map(wordsOf))}, received ${found}`, options);
    this.path = path;
    this.expected = expected;
    this.received = found;
    this.remedies = remedies;
  }
}

/** A setting that lets something pass, such as `createTables: true makes it`. */
export interface Remedy {
  /** The option to set. */
  readonly option: string;
  /** To one of these. */
  readonly values: readonly (string | boolean)[];
  /** What it does then, in words. */
  readonly effect: string;
}

function wordsOf({ option, values, effect }: Remedy): string {
  return `${option}: ${either(values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))))} ${effect}`;
}

/** Words behind others, such as ` (createTables: true makes it)`; none where there are none. */
export function inParentheses(words: readonly string[]): string {
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

/** Words of which one is meant: `one, two or three`. */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}`;
}

/** The same error in another place, with what is behind it. */
export function placed(error: ServerError, path: string, cause: unknown = error.cause): ServerError {
  const { expected, received, remedies } = error;
  return new ServerError(path, expected, new Found(received), { ...(cause !== undefined && { cause }), remedies });
}

/** Words that stand for a value in {@link ServerError.received} instead of the value itself. */
export class Found {
  readonly words: string;
  constructor(words: string) {
    this.words = words;
  }
}

/**
 * What a check returns, with the errors it throws placed within what it checks.
 *
 * @param path - Where the user wrote it, such as `custom`; a path of `cpu.base` becomes `custom.cpu.base`.
 */
export function within<T>(path: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw placed(error, `${path}.${error.path}`);
  }
}

/** A short text for any value, without running code of the value's own. */
function describe(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${shorten(String(value))}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (value === null || typeof value !== 'object') return String(value);
  try {
    return describeObject(value);
  } catch {
    // A proxy that was revoked, or one whose traps throw.
    return 'an object that cannot be read';
  }
}

function describeObject(value: object): string {
  if (value instanceof Found) return value.words;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const ms = timeOf(value);
  if (ms !== undefined) return Number.isNaN(ms) ? 'an invalid Date' : new Date(ms).toISOString();
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return 'an object';
  const name = ownField(ownField(prototype, 'constructor'), 'name');
  return typeof name === 'string' && /^[\w$]{1,60}$/.test(name)
    ? `an instance of ${name}`
    : 'an object of its own kind';
}

/** The epoch milliseconds of a `Date`, of whatever realm; undefined for anything that is none. */
export function timeOf(value: unknown): number | undefined {
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}

/** A field that is written on an object itself, without calling a getter. */
function ownField(value: unknown, key: string): unknown {
  const hasFields = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return hasFields ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

const LONGEST = 60;

/** A text in quotes on one line, shortened. */
export function quote(text: string, longest: number = LONGEST): string {
  return `"${shorten(JSON.stringify(text.slice(0, longest + 1)).slice(1, -1), longest)}"`;
}

function shorten(text: string, longest: number = LONGEST): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
