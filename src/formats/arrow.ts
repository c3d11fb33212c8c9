import type * as Apache from 'apache-arrow';
import type { JobBlock } from '../job.js';
import { addBytes, type Bytes } from './bytes.js';
import { COLUMN_NAMES } from './columnNames.js';
import type { Encoder, Encoding, FormatKind } from './format.js';

/** The library, loaded by whoever has it: it is large, and an optional peer. */
export type Arrow = typeof Apache;

/**
 * Arrow's IPC format: instants in UTC to the millisecond, ids and archetypes as dictionaries, values as doubles.
 *
 * @param layout - `'file'`, which is read at any place (also called Feather), or `'stream'`, which is read as it comes.
 */
export function arrowKind(arrow: Arrow, layout: 'file' | 'stream'): Pick<FormatKind, 'keys' | 'create'> {
  return {
    keys: [],
    create: () => ({
      name: 'Arrow',
      order: 'servers',
      metrics: undefined,
      encoder: (encoding) => encoder(arrow, layout, encoding),
    }),
  };
}

/** Rows of a record batch, as pyarrow's Feather has them: 3 MB while they are gathered. */
const BATCH_ROWS = 65_536;

function encoder(arrow: Arrow, layout: 'file' | 'stream', { metrics, servers }: Encoding): Encoder {
  let target: Bytes;
  /** Takes the library's bytes as they come, and keeps none. */
  class Sink extends arrow.AsyncByteQueue {
    override write(bytes: Uint8Array): void {
      addBytes(target, bytes);
    }
  }
  /** With the schema before the batches too, where the format has it and readers in sequence look for it. */
  class FileWriter extends arrow.RecordBatchFileWriter {
    protected override _writeSchema(some: Apache.Schema): this {
      return super._writeSchema(some)._writeMessage(arrow.Message.from(some));
    }
  }
  const writer = layout === 'file' ? new FileWriter() : new arrow.RecordBatchStreamWriter();
  const ids = new Labels(arrow, 0);
  const archetypes = new Labels(arrow, 1);
  const instants = new arrow.Timestamp(arrow.TimeUnit.MILLISECOND, 'UTC');
  const double = new arrow.Float64();
  const times = new BigInt64Array(BATCH_ROWS);
  const values = metrics.map(() => new Float64Array(BATCH_ROWS));
  let count = 0;
  let schema: Apache.Schema;

  const take = ({ server, columns }: JobBlock, from: number, to: number): void => {
    for (let i = from; i < to; i++) times[count + i - from] = BigInt(columns.time[i]!);
    metrics.forEach((metric, i) => values[i]!.set(columns[metric].subarray(from, to), count));
    ids.indices.fill(ids.indexOf(server.id), count, count + to - from);
    archetypes.indices.fill(archetypes.indexOf(server.archetype), count, count + to - from);
    count += to - from;
  };
  const flush = (): void => {
    const column = (type: Apache.DataType, data: unknown): Apache.Data =>
      arrow.makeData({ type, length: count, nullCount: 0, data } as never);
    const children = [
      column(instants, times.subarray(0, count)),
      ids.column(count),
      archetypes.column(count),
      ...values.map((some) => column(double, some.subarray(0, count))),
    ];
    const type = new arrow.Struct(schema.fields);
    writer.write(new arrow.RecordBatch(schema, arrow.makeData({ type, length: count, nullCount: 0, children })));
    count = 0;
  };
  return {
    begin: (bytes) => {
      target = bytes;
      // A file has each dictionary once, so all of its texts come first.
      for (const { serverId, archetype } of servers) {
        ids.add(serverId);
        archetypes.add(archetype);
      }
      schema = new arrow.Schema([
        new arrow.Field(COLUMN_NAMES.timestamp, instants, false),
        new arrow.Field(COLUMN_NAMES.serverId, ids.type, false),
        new arrow.Field(COLUMN_NAMES.archetype, archetypes.type, false),
        ...metrics.map((metric) => new arrow.Field(COLUMN_NAMES[metric], double, false)),
      ]);
      writer.reset(new Sink(), schema);
    },
    add: (bytes, block) => {
      target = bytes;
      for (let from = 0; from < block.count;) {
        const to = Math.min(block.count, from + BATCH_ROWS - count);
        take(block, from, to);
        from = to;
        if (count === BATCH_ROWS) flush();
      }
    },
    end: (bytes) => {
      target = bytes;
      if (count > 0) flush();
      writer.finish();
    },
  };
}

/** A column of texts of which one stands for many rows. */
class Labels {
  readonly type: Apache.Dictionary<Apache.Utf8, Apache.Int32>;
  readonly indices = new Int32Array(BATCH_ROWS);
  readonly #arrow: Arrow;
  readonly #texts = new Map<string, number>();
  #dictionary: Apache.Vector<Apache.Utf8> | undefined;

  constructor(arrow: Arrow, id: number) {
    this.#arrow = arrow;
    this.type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), id);
  }

  add(text: string): void {
    if (!this.#texts.has(text)) this.#texts.set(text, this.#texts.size);
  }

  indexOf(text: string): number {
    return this.#texts.get(text)!;
  }

  /** The column of the first rows. */
  column(count: number): Apache.Data {
    this.#dictionary ??= this.#arrow.vectorFromArray([...this.#texts.keys()], new this.#arrow.Utf8());
    const data = this.indices.subarray(0, count);
    return this.#arrow.makeData({ type: this.type, length: count, nullCount: 0, data, dictionary: this.#dictionary });
  }
}
