/**
 * Records into files.
 *
 * @module files
 */
import { text } from '../check.js';
import type { CsvFormatOptions } from '../formats/csv.js';
import { prepare } from '../formats/prepare.js';
import { JOB_KEYS, type Servers } from '../job.js';
import { fileSink } from './fileSink.js';
import { kindOfName } from './kinds.js';
import { pour } from './pour.js';
import { course, sentenceOf, WRITE_KEYS, writeFields, type WriteOptions, type Written } from './writing.js';

export type { Servers } from '../job.js';
export type { Progress, WriteOptions, Written } from './writing.js';

/** What {@link writeMetrics} takes: the window, the course, and the options of the file's format. */
export interface FileOptions extends WriteOptions, CsvFormatOptions {}

/**
 * Writes records into a file whose name says the format: `.csv`, and `.gz` after it for a compressed one. The file has
 * its name only when it is whole; a failure leaves the one that was there.
 *
 * @param file - Its name, with or without folders.
 * @param servers - One server, some, or a fleet.
 * @throws {ServerError} When an option is not valid, or the file cannot be written.
 * @example
 * import { writeMetrics } from 'faker-server/files';
 *
 * await writeMetrics('/tmp/metrics.csv', faker.server.fleet(12), { count: 365 }); // { rows: 4380 }
 * @since 0.2.0
 */
export async function writeMetrics(file: string, servers: Servers, options?: FileOptions): Promise<Written> {
  const path = 'writeMetrics';
  const { kind, compress } = kindOfName(path, text(path, file));
  const known = [...JOB_KEYS, ...WRITE_KEYS, ...kind.keys];
  const asked = writeFields(path, options, known);
  const { signal, onProgress, ...formatOptions } = asked;
  const { job, format } = prepare(path, servers, formatOptions, kind);
  const way = course(path, job.rows, { signal, onProgress });
  try {
    await pour(job, format, compress(await fileSink(file)), way);
  } catch (cause) {
    throw sentenceOf(path, `a file that can be written at ${file}`, cause);
  }
  return { rows: job.rows };
}
