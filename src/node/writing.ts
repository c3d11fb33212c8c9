import { Found, ServerError } from '../errors.js';
import type { JobOptions } from '../job.js';

/** How far a job is. */
export interface Progress {
  /** Rows that are written. */
  readonly rows: number;
  /** Rows of the whole job. */
  readonly total: number;
}

/** What every call takes that writes records somewhere. */
export interface WriteOptions extends JobOptions {
  /** Stops the job where it is aborted, and leaves the target as it was. */
  readonly signal?: AbortSignal | undefined;
  /** Is told of the progress, some times a second at most. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Names of {@link WriteOptions} beside those of the job. */
export const WRITE_KEYS = ['signal', 'onProgress'] as const;

/** What was written. */
export interface Written {
  /** Rows of records. */
  readonly rows: number;
}

/** {@link WriteOptions} as the job's course needs them. */
export interface Course {
  /** Throws where the job is aborted, and tells of the progress: to be called after each piece of work. */
  readonly step: (rows: number) => void;
  readonly signal: AbortSignal | undefined;
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
      report({ rows, total });
    },
  };
}

/**
 * The sentence for an error of a file system, a network or a driver; an error of ours as it is, and so the reason of
 * one who aborted.
 */
export function sentenceOf(path: string, need: string, cause: unknown, signal?: AbortSignal): Error {
  if (signal?.aborted === true && cause === signal.reason) return cause as Error;
  if (cause instanceof ServerError || (cause instanceof Error && cause.name === 'AbortError')) return cause;
  const found = cause instanceof Error ? cause.message : String(cause);
  return new ServerError(path, need, new Found(found), { cause });
}
