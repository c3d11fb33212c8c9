import { Found, ServerError } from '../errors.js';
import { CSV } from '../formats/csv.js';
import type { FormatKind } from '../formats/format.js';
import type { ByteSink } from './byteSink.js';
import { gzipped } from './compressed.js';

/** The formats of files. */
export const KINDS: readonly FormatKind[] = [CSV];

/** How the bytes of a file are compressed, by the end of its name. */
const COMPRESSIONS: Readonly<Record<string, (sink: ByteSink) => ByteSink>> = { gz: gzipped };

/** What the name of a file asks for. */
export interface FileKind {
  readonly kind: FormatKind;
  readonly compress: (sink: ByteSink) => ByteSink;
}

/**
 * The format and the compression of a file, by its name: `metrics.csv.gz`.
 *
 * @throws {ServerError} When there is no format of that name.
 */
export function kindOfName(path: string, name: string): FileKind {
  const [, stem, compression] = /^(.*?)(?:\.(gz|zst))?$/s.exec(name)!;
  const kind = KINDS.find(({ extensions }) => extensions.some((end) => stem!.toLowerCase().endsWith(`.${end}`)));
  if (!kind) {
    const ends = KINDS.flatMap(({ extensions }) => extensions.map((end) => `.${end}`)).join(', ');
    throw new ServerError(path, `a file name that ends in one of ${ends}`, new Found(name));
  }
  return { kind, compress: compression === undefined ? (sink) => sink : COMPRESSIONS[compression]! };
}
