import type { ServerMetadata } from '../facts/metadata.js';
import type { JobBlock, RowOrder } from '../job.js';
import type { Metric } from '../profiles/profile.js';
import type { Bytes } from './bytes.js';

/** Turns the blocks of a job, in order, into bytes. One encoder makes one text or file. */
export interface Encoder {
  /** Adds what stands before the first block. */
  readonly begin: (bytes: Bytes) => void;
  /** Adds a block, or keeps it for later. */
  readonly add: (bytes: Bytes, block: JobBlock) => void;
  /** Adds what stands after the last block. */
  readonly end: (bytes: Bytes) => void;
}

/** What an encoder is made for. */
export interface Encoding {
  /** The metrics of the job. */
  readonly metrics: readonly Metric[];
  /** The servers of the job, for those that need them before the rows. */
  readonly servers: Iterable<ServerMetadata>;
  /** Whether this is the beginning of the whole job, where a text has its header, and whether it is the end. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** A format with its options settled. */
export interface Format {
  /** Such as `CSV`. */
  readonly name: string;
  /** The order in which it takes rows. */
  readonly order: RowOrder;
  /** The metrics that its options name; undefined where they name none. */
  readonly metrics: readonly Metric[] | undefined;
  readonly encoder: (encoding: Encoding) => Encoder;
  /** Whether what encoders make of the parts of a job, put together, is what one makes of the whole. */
  readonly joins?: true;
}

/** A format and its options, before they are settled. */
export interface FormatKind {
  readonly name: string;
  /** Ends of the names of files that have it, without the point; the first is the usual one. */
  readonly extensions: readonly string[];
  /** Names of its options beside those of the job. */
  readonly keys: readonly string[];
  /**
   * The format with some options.
   *
   * @param path - Where the user wrote them.
   * @throws {ServerError} When one of them is not valid.
   */
  readonly create: (path: string, options: Readonly<Record<string, unknown>>) => Format;
}
