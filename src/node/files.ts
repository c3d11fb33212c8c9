/**
 * Records into files and streams.
 *
 * @module files
 */
import process from 'node:process';
import { text } from '../check.js';
import type { CsvFormatOptions } from '../formats/csv.js';
import type { LineProtocolFormatOptions } from '../formats/lineProtocol.js';
import type { OpenMetricsFormatOptions } from '../formats/openMetrics.js';
import type { ParquetFormatOptions } from '../formats/parquet/parquet.js';
import { encode } from '../formats/encode.js';
import { prepare } from '../formats/prepare.js';
import { JOB_KEYS, type Servers } from '../job.js';
import type { SqlFormatOptions } from '../tables/sqlInserts.js';
import { fileSink } from './fileSink.js';
import { kindOf } from './kinds.js';
import { pour } from './pour.js';
import { type NodeStream, streamSink, type WebStream } from './streamSink.js';
import { checkThreads, encodeInThreads } from './threads.js';
import { course, sentenceOf, writableAt, WRITE_KEYS, writeFields, type WriteOptions, type Written } from './writing.js';

export type { Servers } from '../job.js';
export { formatNames } from './kinds.js';
export type { NodeStream, WebStream, WebWriter } from './streamSink.js';
export type { Progress, WriteOptions, Written } from './writing.js';

/** What {@link writeMetrics} takes: the window, the course, and the options of the file's format. */
export interface FileOptions
  extends
    WriteOptions,
    CsvFormatOptions,
    ParquetFormatOptions,
    SqlFormatOptions,
    LineProtocolFormatOptions,
    OpenMetricsFormatOptions {
  /**
   * The format, one of {@link formatNames}, with `.gz` or `.zst` after it for a compressed one: `'csv.gz'`. Defaults to
   * what the name of the file says; a stream needs it.
   */
  readonly format?: string | undefined;
  /**
   * How many threads make the bytes, which are the same: 1 to 256, for texts alone. Defaults to 1. Threads begin cold,
   * which costs nearly a second: two are faster than one from some ten million rows on, and slower below.
   */
  readonly jobs?: number | undefined;
}

/**
 * Writes records into a file whose name says the format: `.csv`, `.parquet`, `.arrow` or `.feather`
 * (Apache Arrow; `.arrows` for its stream), `.ndjson` or `.jsonl`, `.sql`, `.lp` (line
 * protocol), `.om` (OpenMetrics) or `.otlp.jsonl`, and `.gz` or `.zst` (Node.js 22.15 or later) after it for a compressed
 * one. A file of that name is replaced, once the new one is whole; a failure leaves it.
 *
 * Into a stream as well, of Node or of the web, which is ended with the last record, but for `process.stdout` and
 * `process.stderr`, and destroyed by a failure.
 *
 * @param target - The name of the file, with or without folders, or a stream.
 * @param servers - One server, some, or a fleet.
 * @throws {ServerError} When an option is not valid, two servers have one id, or the file or stream cannot be written.
 * @example
 * import { writeMetrics } from 'faker-server/files';
 *
 * await writeMetrics('/tmp/metrics.csv', faker.server.fleet(12), { count: 365 }); // { rows: 4380 }
 * @since 0.2.0
 */
export async function writeMetrics(
  target: string | NodeStream | WebStream,
  servers: Servers,
  options?: FileOptions,
): Promise<Written> {
  const path = 'writeMetrics';
  const file = typeof target === 'string' ? text(path, target) : undefined;
  const open = file === undefined ? streamSink(path, target) : (signal?: AbortSignal) => fileSink(file, signal);
  const { kind, compress } = await kindOf(path, file, (options as FileOptions | null | undefined)?.format);
  const known = [...JOB_KEYS, ...WRITE_KEYS, ...kind.keys, 'format', 'jobs'];
  const asked = writeFields(path, options, known);
  const { signal, onProgress, format: _named, jobs, ...formatOptions } = asked;
  const { job, format } = prepare(path, servers, formatOptions, kind);
  const way = course(path, job.rows, { signal, onProgress });
  const threads = jobs === undefined ? 1 : checkThreads(`${path}.jobs`, jobs, format);
  try {
    const pieces =
      threads === 1 ? encode(job, format) : encodeInThreads(path, job, kind, formatOptions, threads, signal);
    await pour(pieces, compress(await open(way.signal)), way);
  } catch (cause) {
    throw sentenceOf(path, needOf(target), cause, way.signal);
  }
  return { rows: job.rows };
}

function needOf(target: unknown): string {
  if (typeof target === 'string') return writableAt(target);
  return target === process.stdout ? 'a stdout that takes all of it' : 'a stream that stays open to the end';
}
