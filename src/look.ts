import type { Blocks } from './blocks.js';
import { interval } from './duration.js';
import { Found, ServerError } from './errors.js';
import type { Members } from './members.js';
import type { Metric } from './profiles/profile.js';
import { range, type RangeOptions } from './range.js';
import type { ServerBuilder } from './serverBuilder.js';

/** What a job's options say of each server, as plain data. */
export interface Look {
  /** The interval in milliseconds, and the window; undefined for each server's own. */
  readonly stepMs: number | undefined;
  readonly window: RangeOptions | undefined;
}

/**
 * How a job with some options looks at its servers.
 *
 * @throws {ServerError} When the window or the interval is not valid.
 */
export function lookOf(path: string, { every, count, from, until }: Readonly<Record<string, unknown>>): Look {
  const stepMs = every === undefined ? undefined : interval(`${path}.every`, every);
  const window = { count, from, until } as RangeOptions;
  // Checked here too, for a job without servers.
  const { count: rows, from: start, until: end } = range(path, window, {}, Number.MAX_SAFE_INTEGER);
  const isAsked = [rows, start, end].some((value) => value !== undefined);
  return { stepMs, window: isAsked ? window : undefined };
}

/** The rows of a server as a job looks at them. */
export function seen(server: ServerBuilder, metrics: readonly Metric[] | undefined, { stepMs, window }: Look): Blocks {
  // A builder of its own, so that what iterating makes goes with it.
  const narrowed = metrics === undefined ? server : server.only(...metrics);
  return (stepMs === undefined ? narrowed : narrowed.every(stepMs)).blocks(window);
}

/** The rows of a server as a job sees them. */
export type View = (server: ServerBuilder, ordinal: number, metrics: readonly Metric[] | undefined) => Blocks;

/** Looks at a server, and tells what is wrong with it in terms of the options. */
export function viewOf(path: string, look: Look, { areAlike }: Members): View {
  /** Where the user wrote what an error of a server's steps is about. */
  const placeOf = (error: ServerError, ordinal: number): string => {
    const [step, field] = error.path.split('.');
    if (step === 'blocks' && field !== undefined) return `${path}.${field}`;
    if (step === 'blocks' && (areAlike || look.window)) return path;
    if (areAlike) return step === 'only' ? `${path}.metrics` : error.path;
    return step === 'blocks' || step === 'only' ? `servers[${ordinal}]` : `servers[${ordinal}].${error.path}`;
  };
  return (server, ordinal, metrics) => {
    try {
      return seen(server, metrics, look);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const { expected, received } = error;
      const isNarrow = error.path === 'only' && !areAlike;
      const need = isNarrow ? `a server with the metrics ${metrics!.join(', ')}` : expected;
      const found = new Found(isNarrow ? `one without ${received}` : received);
      throw new ServerError(placeOf(error, ordinal), need, found, { cause: error });
    }
  };
}
