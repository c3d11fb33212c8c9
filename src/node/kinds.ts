import { Found, ServerError } from '../errors.js';
import { CSV } from '../formats/csv.js';
import type { FormatKind } from '../formats/format.js';
import { LINE_PROTOCOL } from '../formats/lineProtocol.js';
import { NDJSON } from '../formats/ndjson.js';
import { OPEN_METRICS } from '../formats/openMetrics.js';
import { OTLP_JSON } from '../formats/otlpJson.js';
import { SQL_INSERTS } from '../tables/sqlInserts.js';
import type { ByteSink } from './byteSink.js';
import { gzipped } from './compressed.js';

/** The formats of files. One whose names end as those of another do, and in more, comes before it. */
export const KINDS: readonly FormatKind[] = [CSV, OTLP_JSON, NDJSON, SQL_INSERTS, LINE_PROTOCOL, OPEN_METRICS];

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
