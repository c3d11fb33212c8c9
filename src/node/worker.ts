/**
 * What a thread runs: the bytes of a piece of a job.
 *
 * @module worker
 */
import { Tinypool } from 'tinypool';
import { ServerError } from '../errors.js';
import { bytesIn, written } from '../formats/bytes.js';
import { jobOfPiece, type JobPiece } from '../pieces.js';
import { kindOf } from './kinds.js';

/** A piece, its format, and an array in which its bytes may stand. */
export interface Task {
  readonly path: string;
  /** As the option `format` names it. */
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly piece: JobPiece;
  readonly room: Uint8Array<ArrayBuffer>;
}

/** The parts of a {@link ServerError}, whose class no message keeps. */
interface Refusal {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}

/** What a thread gives back. */
export type Encoded = Uint8Array<ArrayBuffer> | Refusal;

/** The bytes of a piece, in the array that came with it or in a larger one, which goes back without a copy. */
export default async function encodePiece({ path, kind, options, piece, room }: Task): Promise<Encoded> {
  try {
    const job = jobOfPiece(piece);
    const format = (await kindOf(path, undefined, kind)).kind.create(path, options);
    const encoder = format.encoder(job);
    const bytes = bytesIn(room, 0);
    encoder.begin(bytes);
    for (const block of job.blocks) encoder.add(bytes, block);
    encoder.end(bytes);
    return Tinypool.move(written(bytes)) as Uint8Array<ArrayBuffer>;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return { path: error.path, expected: error.expected, received: error.received };
  }
}
