import { encode } from './encode.js';
import type { FormatKind } from './format.js';
import { prepare } from './prepare.js';

/** Bytes of a format, piece by piece; to be iterated as often as one likes. */
export interface ByteStream extends Iterable<Uint8Array> {
  /** How many rows they hold: one for each record, in OpenMetrics one for each metric of each. */
  readonly rows: number;
}

/**
 * The bytes of some servers' records in a format.
 *
 * @param path - The name of the function that a user called with these options.
 * @throws {ServerError} When one of them is not valid.
 */
export function byteStream(path: string, servers: unknown, options: unknown, kind: FormatKind): ByteStream {
  const { job, format } = prepare(path, servers, options, kind);
  return Object.freeze({
    rows: job.rows,
    *[Symbol.iterator]() {
      // Copies, for those who keep them.
      for (const { bytes } of encode(job, format)) yield bytes.slice();
    },
  });
}
