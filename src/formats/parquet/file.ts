import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { serializeTCompactProtocol } from 'hyparquet-writer/src/thrift.js';
import { addBytes, addText, type Bytes } from '../bytes.js';
import { type ColumnName, COLUMN_NAMES, isMetric } from '../columnNames.js';
import { type Chunk, ENCODING } from './column.js';

/** How pages are compressed. */
export interface Codec {
  /** The format's number of it. */
  readonly number: number;
  readonly compress: (bytes: Uint8Array) => Uint8Array;
}

/** A struct of Thrift's: its fields by their numbers. Numbers are of 32 bits, bigints of 64. */
type Struct = Readonly<Record<`field_${number}`, unknown>>;

const MAGIC = 'PAR1';
const EMPTY: Chunk = { page: new Uint8Array(0), encoding: ENCODING.plain };
const [INT64, DOUBLE, BYTE_ARRAY] = [2, 5, 6];

/** A file under construction: what is written goes into `bytes`, and is remembered for the footer. */
export class ParquetFile {
  readonly #columns: readonly ColumnName[];
  readonly #codec: Codec;
  readonly #groups: Struct[] = [];
  #rows = 0;
  /** Bytes of the file up to here. */
  #offset = MAGIC.length;

  constructor(columns: readonly ColumnName[], codec: Codec) {
    this.#columns = columns;
    this.#codec = codec;
  }

  begin(bytes: Bytes): void {
    addText(bytes, MAGIC);
  }

  /** Adds a row group of a chunk for each column. */
  addGroup(bytes: Bytes, chunks: readonly Chunk[], rows: number): void {
    const first = this.#offset;
    let size = 0;
    const columns = chunks.map(({ dictionary, page, encoding, least, most }, i) => {
      const start = this.#offset;
      const sizeOfDictionary =
        dictionary === undefined
          ? 0
          : this.#addPage(bytes, dictionary.body, 2, {
              field_7: { field_1: dictionary.count, field_2: ENCODING.plain },
            });
      const dataStart = this.#offset;
      // Levels of nesting and of absence, which these columns do not have, have to have an encoding all the same.
      const header = { field_1: rows, field_2: encoding, field_3: ENCODING.rle, field_4: ENCODING.rle };
      const sizeOfChunk = sizeOfDictionary + this.#addPage(bytes, page, 0, { field_5: header });
      size += sizeOfChunk;
      const metadata = {
        field_1: typeOf(this.#columns[i]!),
        field_2: dictionary === undefined ? [encoding, ENCODING.rle] : [ENCODING.plain, ENCODING.rle, encoding],
        field_3: [COLUMN_NAMES[this.#columns[i]!]],
        field_4: this.#codec.number,
        field_5: BigInt(rows),
        field_6: BigInt(sizeOfChunk),
        field_7: BigInt(this.#offset - start),
        field_9: BigInt(dataStart),
        field_11: dictionary === undefined ? undefined : BigInt(start),
        field_12: { field_3: 0n, field_5: most, field_6: least },
      };
      return { field_2: BigInt(start), field_3: metadata };
    });
    this.#groups.push({
      field_1: columns,
      field_2: BigInt(size),
      field_3: BigInt(rows),
      field_5: BigInt(first),
      field_6: BigInt(this.#offset - first),
    });
    this.#rows += rows;
  }

  end(bytes: Bytes): void {
    // A list of no row groups has no type in the library's Thrift, and parquet-rs refuses it.
    if (this.#rows === 0) this.addGroup(bytes, Array<Chunk>(this.#columns.length).fill(EMPTY), 0);
    const footer = new ByteWriter();
    serializeTCompactProtocol(footer, {
      field_1: 2,
      field_2: [{ field_4: 'schema', field_5: this.#columns.length }, ...this.#columns.map(schemaOf)],
      field_3: BigInt(this.#rows),
      field_4: this.#groups,
      field_6: 'faker-server',
      // Statistics are in the order of each column's type.
      field_7: this.#columns.map(() => ({ field_1: {} })),
    });
    footer.appendUint32(footer.offset);
    addBytes(bytes, footer.getBytes());
    addText(bytes, MAGIC);
  }

  /** Adds a page and gives its size before compression, with its header. */
  #addPage(bytes: Bytes, body: Uint8Array, type: number, more: Struct): number {
    const packed = this.#codec.compress(body);
    const header = new ByteWriter();
    serializeTCompactProtocol(header, { field_1: type, field_2: body.length, field_3: packed.length, ...more });
    addBytes(bytes, header.getBytes());
    addBytes(bytes, packed);
    this.#offset += header.offset + packed.length;
    return header.offset + body.length;
  }
}

function typeOf(column: ColumnName): number {
  return column === 'timestamp' ? INT64 : isMetric(column) ? DOUBLE : BYTE_ARRAY;
}

/** A column that is never null: instants in UTC to the millisecond, texts or numbers. */
function schemaOf(column: ColumnName): Struct {
  const type = typeOf(column);
  const kinds: Readonly<Record<number, Struct>> = {
    [INT64]: { field_6: 9, field_10: { field_8: { field_1: true, field_2: { field_1: {} } } } },
    [BYTE_ARRAY]: { field_6: 0, field_10: { field_1: {} } },
  };
  return { field_1: type, field_3: 0, field_4: COLUMN_NAMES[column], ...kinds[type] };
}
