import process from 'node:process';
import { fields } from '../check.js';
import { Found, ServerError } from '../errors.js';
import type { JobOptions } from '../job.js';
import type { Shard } from '../shard.js';
import { autoShard } from './environmentShard.js';
import { systemWords } from './systemWords.js';

/** How far a job is. */
export interface Progress {
  /** Rows that are written. */
  readonly rows: number;
  /** Rows of the whole job. */
  readonly total: number;
}

/** What every call takes that writes records somewhere. */
export interface WriteOptions extends JobOptions {
  /**
   * A part of the job, `'3/16'` or `{ index: 3, of: 16 }`. The parts together are the whole, whatever the order in which
   * they are made. `'auto'` is the part that a batch engine sets: Slurm arrays, AWS Batch arrays and Cloud Run jobs, and
   * Kubernetes Indexed Jobs with the number of parts in `FAKER_SERVER_SHARDS` or as `'auto/16'`. Defaults to the whole.
   */
  readonly shard?: Shard | string | undefined;
  /**
   * Stops the job where it is aborted. Files, and the rows of databases, are left as they were; what a stream has taken, or
   * a server over HTTP, stays there.
   */
  readonly signal?: AbortSignal | undefined;
  /** Is told of the progress, some times a second at most. What it throws ends the job, and comes out as it is. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Names of {@link WriteOptions} beside those of the job. */
export const WRITE_KEYS = ['signal', 'onProgress'] as const;

/**
 * What a user wrote as options, with the shard that an engine sets in place of `'auto'`.
 *
 * @throws {ServerError} When one of them is unknown, or there is no such shard.
 */
export function writeFields<K extends string>(
  path: string,
  asked: unknown,
  known: readonly K[],
): Partial<Record<K | 'shard', unknown>> {
  const options = (asked === undefined ? {} : fields(path, asked, known, 'an object of options')) as Partial<
    Record<K | 'shard', unknown>
  >;
  const shard = autoShard(`${path}.shard`, options.shard, process.env);
  return shard === undefined ? options : { ...options, shard };
}

/** What was written. */
export interface Written {
  /** Rows that were written: one for each record, in OpenMetrics one for each metric of each. */
  readonly rows: number;
}

/** {@link WriteOptions} as the job's course needs them. */
export interface Course {
  /** Throws where the job is aborted, and tells of the progress: to be called after each piece of work. */
  readonly step: (rows: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Errors of `onProgress`, which are no fault of the target's, and nobody else's words; what it threw that is no error has
 * one that carries it past drivers and streams.
 */
const thrownByUsers = new WeakMap<Error, unknown>();

/** Whether an error is of the user's `onProgress`. */
export function isThrownByUser(error: unknown): error is Error {
  return error instanceof Error && thrownByUsers.has(error);
}

/** What the user's `onProgress` threw, an error as a rule. */
export function thrownByUser(error: Error): Error {
  return thrownByUsers.get(error) as Error;
}

/** Between two reports of progress. */
const REPORT_MS = 100;

/**
 * The course of a job of so many rows.
 *
 * @throws {ServerError} When `signal` or `onProgress` is something else.
 */
export function course(path: string, total: number, options: Readonly<Record<string, unknown>>): Course {
  const { signal, onProgress } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new ServerError(`${path}.signal`, 'an AbortSignal', signal);
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new ServerError(`${path}.onProgress`, 'a function', onProgress);
  }
  signal?.throwIfAborted();
  const report = onProgress as WriteOptions['onProgress'];
  let reportedMs = -Infinity;
  return {
    signal,
    step: (rows) => {
      signal?.throwIfAborted();
      if (!report) return;
      const nowMs = performance.now();
      if (rows < total && nowMs - reportedMs < REPORT_MS) return;
      reportedMs = nowMs;
      try {
        report({ rows, total });
      } catch (error) {
        const carrier = error instanceof Error ? error : new Error('thrown by onProgress');
        thrownByUsers.set(carrier, error);
        throw carrier;
      }
      // After the last step comes what cannot be taken back.
      signal?.throwIfAborted();
    },
  };
}

/** What is needed of a file that is written. */
export function writableAt(name: string): string {
  return `a file that can be written at ${name}`;
}

/**
 * The sentence for an error of a file system, a network or a driver; an error of ours as it is, and so the reason of
 * one who aborted and what `onProgress` threw.
 */
export function sentenceOf(path: string, need: string, cause: unknown, signal?: AbortSignal): Error {
  if (signal?.aborted === true && cause === signal.reason) return cause as Error;
  if (isThrownByUser(cause)) return thrownByUser(cause);
  if (cause instanceof ServerError || (cause instanceof Error && cause.name === 'AbortError')) return cause;
  const found = cause instanceof Error ? systemWords(cause) : String(cause);
  return new ServerError(path, need, new Found(found), { cause });
}
