import type { Piece } from '../formats/encode.js';
import type { ByteSink } from './byteSink.js';
import { unlessAborted } from './unlessAborted.js';
import type { Course } from './writing.js';

/** Writes pieces into a sink, one after the other: all of them, or none where anything fails. */
export async function pour(
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
