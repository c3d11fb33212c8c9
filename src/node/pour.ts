import { encode } from '../formats/encode.js';
import type { Format } from '../formats/format.js';
import type { Job } from '../job.js';
import type { ByteSink } from './byteSink.js';
import type { Course } from './writing.js';

/** Writes a job's bytes into a sink: all of them, or none where anything fails. */
export async function pour(job: Job, format: Format, sink: ByteSink, course: Course): Promise<void> {
  try {
    for (const { bytes, rows } of encode(job, format)) {
      await sink.write(bytes);
      course.step(rows);
    }
    await sink.close();
  } catch (error) {
    await sink.abort();
    throw error;
  }
}
