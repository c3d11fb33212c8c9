import { encode, type Piece } from '../formats/encode.js';
import type { Format } from '../formats/format.js';
import type { Job } from '../job.js';
import type { ByteSink } from './byteSink.js';
import type { Course } from './writing.js';

/** Writes a job's bytes into a sink: all of them, or none where anything fails. */
export async function pour(job: Job, format: Format, sink: ByteSink, course: Course): Promise<void> {
  await pourPieces(encode(job, format), sink, course);
}

/** Writes pieces into a sink, one after the other: all of them, or none where anything fails. */
export async function pourPieces(
  pieces: Iterable<Piece> | AsyncIterable<Piece>,
  sink: ByteSink,
  course: Course,
): Promise<void> {
  try {
    for await (const { bytes, rows } of pieces) {
      await unlessAborted(course.signal, sink.write(bytes));
      course.step(rows);
    }
    await unlessAborted(course.signal, sink.close());
    await sink.publish?.();
  } catch (error) {
    // The first error is the one to tell of.
    await sink.abort(error).catch(() => undefined);
    throw error;
  }
}

/** What a promise gives; fails at once where the job is aborted, so that a reader that takes nothing cannot hold it. */
export function unlessAborted<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
