import { Found, ServerError } from '../errors.js';
import { arrowKind } from '../formats/arrow.js';
import { CSV } from '../formats/csv.js';
import type { FormatKind } from '../formats/format.js';
import { LINE_PROTOCOL } from '../formats/lineProtocol.js';
import { NDJSON } from '../formats/ndjson.js';
import { OPEN_METRICS } from '../formats/openMetrics.js';
import { OTLP_JSON } from '../formats/otlpJson.js';
import { SQL_INSERTS } from '../tables/sqlInserts.js';
import { parquetKind } from '../formats/parquet/parquet.js';
import type { ByteSink } from './byteSink.js';
import { COMPRESSIONS } from './compressed.js';
import { PARQUET_CODECS } from './parquetCodecs.js';
import { optionalPeer } from './peer.js';

/** A format whose library is an optional peer, loaded when a file asks for it. */
interface LazyKind extends Pick<FormatKind, 'name' | 'extensions'> {
  readonly load: (path: string) => Promise<Pick<FormatKind, 'keys' | 'create'>>;
}

function arrow(layout: 'file' | 'stream', extensions: readonly string[]): LazyKind {
  return {
    name: 'Arrow',
    extensions,
    load: async (path) => arrowKind(await optionalPeer(path, 'apache-arrow', () => import('apache-arrow')), layout),
  };
}

/** The formats of files. One whose names end as those of another do, and in more, comes before it. */
const KINDS: readonly (FormatKind | LazyKind)[] = [
  CSV,
  parquetKind(PARQUET_CODECS),
  arrow('file', ['arrow', 'feather']),
  arrow('stream', ['arrows']),
  OTLP_JSON,
  NDJSON,
  SQL_INSERTS,
  LINE_PROTOCOL,
  OPEN_METRICS,
];

/** What the name of a file asks for. */
export interface FileKind {
  readonly kind: FormatKind;
  readonly compress: (sink: ByteSink) => ByteSink;
}

/** The names of formats that a file's name can end in, and that the option `format` takes. */
export function formatNames(): readonly string[] {
  return KINDS.flatMap(({ extensions }) => extensions);
}

/**
 * The format and the compression of a file.
 *
 * @param path - Where the user wrote the name.
 * @param name - Such as `metrics.csv.gz`; undefined for what has no name.
 * @param format - Such as `csv`, or `csv.gz`, for a name that does not say it. It goes before the name.
 * @throws {ServerError} When there is no format of that name, or its library is not installed.
 */
export async function kindOf(path: string, name: string | undefined, format: unknown): Promise<FileKind> {
  if (format === undefined && name === undefined) {
    throw new ServerError(`${path}.format`, `one of ${quotedNames()}`, new Found('none'));
  }
  const { stem, compression } = parse(name ?? '');
  if (format === undefined) {
    const kind = KINDS.find(({ extensions }) => extensions.some((end) => stem.endsWith(`.${end}`)));
    if (!kind) {
      const ends = formatNames().map((end) => `.${end}`);
      throw new ServerError(path, `a file name that ends in one of ${ends.join(', ')}`, new Found(name!));
    }
    return { kind: await loaded(path, kind), compress: compressionOf(path, compression) };
  }
  const asked = typeof format === 'string' ? parse(format) : undefined;
  const kind = KINDS.find(({ extensions }) => extensions.some((end) => end === asked?.stem));
  if (!asked || !kind) throw new ServerError(`${path}.format`, `one of ${quotedNames()}`, format);
  return {
    kind: await loaded(path, kind),
    compress: compressionOf(`${path}.format`, asked.compression ?? compression),
  };
}

async function loaded(path: string, kind: FormatKind | LazyKind): Promise<FormatKind> {
  return 'load' in kind ? { ...kind, ...(await kind.load(path)) } : kind;
}

function quotedNames(): string {
  return formatNames()
    .map((name) => `'${name}'`)
    .join(', ');
}

/** A name without what it says of compression, and that. */
function parse(name: string): { readonly stem: string; readonly compression: string | undefined } {
  const [, stem, compression] = /^(.*?)(?:\.(gz|zst))?$/is.exec(name)!;
  return { stem: stem!.toLowerCase(), compression: compression?.toLowerCase() };
}

function compressionOf(path: string, compression: string | undefined): (sink: ByteSink) => ByteSink {
  return compression === undefined ? (sink) => sink : COMPRESSIONS[compression]!(path);
}
