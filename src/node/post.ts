import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Found, ServerError } from '../errors.js';
import { encode } from '../formats/encode.js';
import type { Format } from '../formats/format.js';
import type { Job } from '../job.js';
import type { Endpoint } from './endpoint.js';
import { request } from './request.js';
import { type Course, isThrownByUser, thrownByUser } from './writing.js';

/** How pieces become the bodies of requests. */
export interface Posting {
  /** Where the user asked for it, such as `seedInflux`. */
  readonly path: string;
  readonly endpoint: Endpoint;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of a piece, which is valid until the promise is kept. */
  readonly body: (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Requests under way at a time: one that the server works on, and one on its way. */
const ABREAST = 2;
/** Repetitions of a request that finds the server busy or away: some 8 s in all. */
const RETRIES = 5;

/**
 * Sends a job's bytes in requests of 256 kB and more before compression, some thousands of rows, and waits for the
 * server where it is slower.
 *
 * @throws {ServerError} When the server refuses one, with how many rows it has taken: HTTP has no transactions.
 */
export async function post(job: Job, format: Format, posting: Posting, course: Course): Promise<void> {
  const { path, endpoint, headers, body } = posting;
  const stop = new AbortController();
  const signal = course.signal ? AbortSignal.any([course.signal, stop.signal]) : stop.signal;
  const underWay = new Set<Promise<void>>();
  let taken = 0;
  let failure: unknown;

  const send = async (piece: Uint8Array<ArrayBuffer>, rows: number): Promise<void> => {
    try {
      await request(endpoint, { headers, body: piece, signal, retries: RETRIES });
      taken += rows;
      course.step(taken);
    } catch (error) {
      failure ??= error;
      stop.abort();
    }
  };
  let encoded = 0;
  try {
    for (const { bytes, rows } of encode(job, format)) {
      const piece = await body(bytes);
      while (underWay.size >= ABREAST) await Promise.race(underWay);
      if (failure !== undefined) break;
      course.signal?.throwIfAborted();
      const sent: Promise<void> = send(piece, rows - encoded).finally(() => underWay.delete(sent));
      underWay.add(sent);
      encoded = rows;
    }
  } catch (error) {
    // What is under way goes on: its rows count.
    failure ??= error;
  }
  await Promise.all(underWay);
  if (failure === undefined) return;
  if (isThrownByUser(failure)) throw thrownByUser(failure);
  course.signal?.throwIfAborted();
  const there = (more = ''): string => `after ${taken} of ${job.rows} rows${more}, which stay`;
  if (failure instanceof ServerError) {
    if (taken === 0) throw failure;
    throw new ServerError(failure.path, failure.expected, new Found(`${failure.received}, ${there()}`), {
      cause: failure,
    });
  }
  const found = failure instanceof Error ? failure.message : 'something that is no error';
  // InfluxDB's words for a request of which it has taken what it could.
  const isPartial = found.includes('partial write');
  const done = `${there(isPartial ? ' and a part of others' : '')}; the same call with mode: 'append' completes them`;
  const words = `${found}, ${taken === 0 && !isPartial ? 'before any row' : done}`;
  throw new ServerError(path, `${endpoint.shown} to take all rows`, new Found(words), { cause: failure });
}

const gzipAsync = promisify(gzip);

/** Bytes compressed, quickly rather than well: most of the time is the server's. */
export async function zipped(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return gzipAsync(bytes, { level: 1 });
}
