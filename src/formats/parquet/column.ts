import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { utf8 } from '../bytes.js';
import { bitWidth, packedDeltas, packedIndices, packedRuns, rangeOf, type Run } from './pack.js';

/** A column's part of a row group, encoded. */
export interface Chunk {
  /** The values that indices mean; undefined where the page has the values themselves. */
  readonly dictionary?: { readonly body: Uint8Array; readonly count: number };
  readonly page: Uint8Array;
  readonly encoding: number;
  /** Undefined where there are no rows. */
  readonly least?: Uint8Array;
  readonly most?: Uint8Array;
}

/** The format's numbers of encodings. */
export const ENCODING = { plain: 0, rle: 3, delta: 5, dictionary: 8 } as const;

/** Instants in epoch milliseconds. */
export function instantChunk(times: Float64Array, count: number): Chunk {
  const [least, most] = rangeOf(times, count);
  return { page: packedDeltas(times, count), encoding: ENCODING.delta, least: int64(least), most: int64(most) };
}

/** Texts of which one stands for many rows, while a row group is gathered. */
export class Labels {
  readonly #indices = new Map<string, number>();
  readonly #runs: Run[] = [];

  add(text: string, count: number): void {
    let index = this.#indices.get(text);
    if (index === undefined) this.#indices.set(text, (index = this.#indices.size));
    const last = this.#runs.at(-1);
    if (last?.index === index) last.count += count;
    else this.#runs.push({ index, count });
  }

  chunk(): Chunk {
    const texts = Array.from(this.#indices.keys(), utf8);
    const values = new ByteWriter();
    for (const text of texts) {
      values.appendUint32(text.length);
      values.appendBytes(text);
    }
    return {
      dictionary: { body: values.getBytes(), count: texts.length },
      page: packedRuns(this.#runs, widthOf(texts.length)),
      encoding: ENCODING.dictionary,
      least: texts.reduce((least, text) => (isBefore(text, least) ? text : least)),
      most: texts.reduce((most, text) => (isBefore(most, text) ? text : most)),
    };
  }
}

/** Values from 0 on that lie on a grid of decimals: a table has their dictionary in order, which a map would not. */
export class GridEncoder {
  /** Of each place of the grid whether a value is there, and then its number among those that are. */
  readonly #table = new Uint32Array(PLACES);

  /**
   * @param values - Their array is used for the indices.
   * @param scale - Places of the grid between 0 and 1.
   */
  chunk(values: Float64Array, count: number, scale: number): Chunk {
    const table = this.#table;
    const [least, most] = rangeOf(values, count);
    const places = Math.floor(most * scale + 0.5) + 1;
    const dictionary = new Float64Array(Math.min(count, places));
    let found = 0;
    if (places <= PLACES) {
      for (let i = 0; i < count; i++) table[(values[i]! * scale + 0.5) | 0] = 1;
      for (let place = 0; place < places; place++) {
        if (table[place] === 0) continue;
        dictionary[found] = place / scale;
        table[place] = found++;
      }
    }
    const width = widthOf(found);
    // Values that are too large take their place as they are; and few rows of many values take less room so.
    const isIndexed = found > 0 && 8 * found + (width * count) / 8 < 8 * count;
    if (isIndexed) for (let i = 0; i < count; i++) values[i] = table[(values[i]! * scale + 0.5) | 0]!;
    table.fill(0, 0, places);
    return {
      ...(isIndexed
        ? { dictionary: { body: plain(dictionary, found), count: found }, encoding: ENCODING.dictionary }
        : { encoding: ENCODING.plain }),
      page: isIndexed ? packedIndices(values, count, width) : plain(values, count),
      least: plain([least], 1),
      most: plain([most], 1),
    };
  }
}

/** Most places of a grid in the table, which is 4 MB: to 10,485.75 with two decimals. */
const PLACES = 1 << 20;

/** Bits of an index into so many values; not none, which some readers do not take. */
function widthOf(count: number): number {
  return Math.max(1, bitWidth(count - 1));
}

function plain(values: ArrayLike<number>, count: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * count));
  for (let i = 0; i < count; i++) view.setFloat64(8 * i, values[i]!, true);
  return new Uint8Array(view.buffer);
}

function int64(n: number): Uint8Array {
  const bytes = new ByteWriter(8);
  bytes.appendInt64(BigInt(n));
  return bytes.getBytes();
}

/** Whether a text comes before another byte by byte, as statistics have it. */
function isBefore(one: Uint8Array, other: Uint8Array): boolean {
  const i = one.findIndex((byte, at) => byte !== other[at]);
  return i === -1 ? one.length < other.length : i < other.length && one[i]! < other[i]!;
}
