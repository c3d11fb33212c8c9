import type { Job } from '../job.js';
import { type Bytes, noBytes, written } from './bytes.js';
import type { Format } from './format.js';

/** Bytes that are gathered before they are given on: fewer and larger writes. */
const PIECE_BYTES = 1 << 18;

/** A piece of a job's bytes, valid until the next one is asked for, and how many rows are behind it. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Rows of the job that are encoded up to here. */
  readonly rows: number;
}

/** The bytes of a job in pieces of some 256 kB. */
export function* encode(
  { metrics, servers, isFirst, isLast, blocks }: Job,
  format: Format,
): Generator<Piece, void, undefined> {
  const encoder = format.encoder({ metrics, servers, isFirst, isLast });
  const bytes: Bytes = noBytes();
  let rows = 0;
  encoder.begin(bytes);
  for (const block of blocks) {
    encoder.add(bytes, block);
    rows += block.count;
    if (bytes.length < PIECE_BYTES) continue;
    yield { bytes: written(bytes), rows };
    bytes.length = 0;
  }
  encoder.end(bytes);
  if (bytes.length > 0) yield { bytes: written(bytes), rows };
}
