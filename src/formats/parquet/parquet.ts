import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import { number, oneOf } from '../../check.js';
import type { JobBlock, JobOptions, Servers } from '../../job.js';
import type { Metric } from '../../profiles/profile.js';
import type { Bytes } from '../bytes.js';
import { byteStream, type ByteStream } from '../byteStream.js';
import type { Encoder, FormatKind } from '../format.js';
import { GridEncoder, instantChunk, Labels } from './column.js';
import { type Codec, ParquetFile } from './file.js';

/** What {@link parquet} takes beside the window. */
export interface ParquetFormatOptions {
  /** Rows of a row group, 1 to 1,048,576: what is read or skipped at once. Defaults to 131,072. */
  readonly rowGroupRows?: number | undefined;
  /**
   * How pages are compressed. `'gzip'` and `'zstd'` need Node, `'zstd'` one of 22.15 or later. Defaults to `'none'`: a
   * file is as small as those of others with zstd; zstd takes another fifth of it, and snappy nothing.
   */
  readonly compression?: 'none' | 'snappy' | 'gzip' | 'zstd' | undefined;
}

/** What {@link parquet} takes. */
export interface ParquetOptions extends JobOptions, ParquetFormatOptions {}

/**
 * Records as a Parquet file: instants in UTC to the millisecond, texts in dictionaries, values as doubles in sorted
 * dictionaries with bit-packed indices, and statistics of each column in each row group.
 *
 * @param servers - One server, some, or a fleet.
 * @returns Its bytes in pieces, computed while they are iterated.
 * @throws {ServerError} When an option is not valid.
 * @example
 * import { parquet } from 'faker-server/formats';
 *
 * const file = new Blob(Array.from(parquet(faker.server.fleet(3), { count: 365 })));
 * file.size; // 35205
 * @since 0.2.0
 */
export function parquet(servers: Servers, options?: ParquetOptions): ByteStream {
  return byteStream('parquet', servers, options, PARQUET);
}

/** The codecs that run anywhere. */
const CODECS = {
  none: { number: 0, compress: (bytes: Uint8Array) => bytes },
  snappy: { number: 1, compress: snappyCompress },
};

/** The format of {@link parquet} with more codecs, by their names; one throws that the machine does not have. */
export function parquetKind(more: Readonly<Record<string, (path: string) => Codec>> = {}): FormatKind {
  return {
    name: 'Parquet',
    extensions: ['parquet'],
    keys: ['rowGroupRows', 'compression'],
    create: (path, { rowGroupRows = GROUP_ROWS, compression = 'none' }) => {
      const rows = number(`${path}.rowGroupRows`, rowGroupRows, { from: 1, to: MOST_GROUP_ROWS, whole: true });
      const name = oneOf(`${path}.compression`, compression, [...Object.keys(CODECS), ...Object.keys(more)]);
      const codec = more[name]?.(`${path}.compression`) ?? CODECS[name as keyof typeof CODECS];
      return {
        name: 'Parquet',
        order: 'servers',
        metrics: undefined,
        encoder: ({ metrics }) => encoder(metrics, rows, codec),
      };
    },
  };
}

/** As many as 32 full blocks have: 5 MB while they are gathered. DuckDB's are of 122,880. */
const GROUP_ROWS = 131_072;
/** 42 MB while they are gathered; that of parquet-rs. */
const MOST_GROUP_ROWS = 1_048_576;

const PARQUET: FormatKind = parquetKind();

function encoder(metrics: readonly Metric[], groupRows: number, codec: Codec): Encoder {
  const file = new ParquetFile(['timestamp', 'serverId', 'archetype', ...metrics], codec);
  const grid = new GridEncoder();
  const times = new Float64Array(groupRows);
  const values = metrics.map(() => new Float64Array(groupRows));
  let [ids, archetypes] = [new Labels(), new Labels()];
  let [count, scale] = [0, 1];

  const take = ({ server, columns }: JobBlock, from: number, to: number): void => {
    times.set(columns.time.subarray(from, to), count);
    metrics.forEach((metric, i) => values[i]!.set(columns[metric].subarray(from, to), count));
    ids.add(server.id, to - from);
    archetypes.add(server.archetype, to - from);
    // The finest grid of the group's servers has the places of all.
    scale = Math.max(scale, Number(`1e${server.precision}`));
    count += to - from;
  };
  const flush = (bytes: Bytes): void => {
    const chunks = values.map((column) => grid.chunk(column, count, scale));
    file.addGroup(bytes, [instantChunk(times, count), ids.chunk(), archetypes.chunk(), ...chunks], count);
    [ids, archetypes] = [new Labels(), new Labels()];
    [count, scale] = [0, 1];
  };
  return {
    begin: (bytes) => file.begin(bytes),
    add: (bytes, block) => {
      for (let from = 0; from < block.count;) {
        const to = Math.min(block.count, from + groupRows - count);
        take(block, from, to);
        from = to;
        if (count === groupRows) flush(bytes);
      }
    },
    end: (bytes) => {
      if (count > 0) flush(bytes);
      file.end(bytes);
    },
  };
}
