import { reserve, utf8 } from '../formats/bytes.js';
import type { Encoding, Format } from '../formats/format.js';
import { perServer } from '../formats/perServer.js';

/**
 * Rows of records as PostgreSQL's binary COPY has them: server, instant and metrics, each with its length before it.
 * {@link COPY_HEADER} stands before the first, {@link COPY_TRAILER} after the last.
 * https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4
 */
export const COPY_BINARY: Format = {
  name: 'binary COPY',
  order: 'servers',
  metrics: undefined,
  encoder: ({ metrics }: Encoding) => {
    const rowOf = perServer(({ server }) => emptyRow(server.id, metrics.length));
    return {
      begin: () => undefined,
      add: (bytes, block) => {
        const { columns, count } = block;
        const row = rowOf(block);
        const size = row.length;
        reserve(bytes, count * size);
        const start = bytes.length;
        repeat(bytes.array, start, row, count);
        const view = new DataView(bytes.array.buffer);
        // The values are the last of a row, the instant is before them, and four bytes of length before each.
        const first = start + size - VALUE * metrics.length;
        writeInstants(view, first - INSTANT, size, columns.time, count);
        for (let i = 0; i < metrics.length; i++) {
          writeValues(view, first + VALUE * i + LENGTH, size, columns[metrics[i]!], count);
        }
        bytes.length = start + count * size;
      },
      end: () => undefined,
    };
  },
};

/** The signature, no flags, and no extension of the header. */
export const COPY_HEADER: Uint8Array = Uint8Array.of(
  ...utf8('PGCOPY\n'),
  ...[0xff, 0x0d, 0x0a, 0x00],
  ...[0, 0, 0, 0],
  ...[0, 0, 0, 0],
);

/** A row of −1 columns. */
export const COPY_TRAILER: Uint8Array = Uint8Array.of(0xff, 0xff);

/** Bytes of a length, of an instant, and of a value with its length. */
const LENGTH = 4;
const INSTANT = 8;
const VALUE = LENGTH + 8;

/** A row without its instant and values: all rows of a server are this long. */
function emptyRow(id: string, values: number): Uint8Array {
  const text = utf8(id);
  const row = new Uint8Array(2 + LENGTH + text.length + LENGTH + INSTANT + VALUE * values);
  const view = new DataView(row.buffer);
  view.setInt16(0, 2 + values);
  view.setInt32(2, text.length);
  row.set(text, 2 + LENGTH);
  let at = 2 + LENGTH + text.length;
  view.setInt32(at, INSTANT);
  at += LENGTH + INSTANT;
  for (let i = 0; i < values; i++) view.setInt32(at + VALUE * i, VALUE - LENGTH);
  return row;
}

/** Writes the same bytes again and again: in ever longer pieces, which the engine copies as memory is copied. */
function repeat(array: Uint8Array, at: number, bytes: Uint8Array, count: number): void {
  array.set(bytes, at);
  const total = bytes.length * count;
  for (let done = bytes.length; done < total; done *= 2) {
    array.copyWithin(at + done, at, at + Math.min(done, total - done));
  }
}

/** PostgreSQL counts from 2000-01-01, in microseconds: https://www.postgresql.org/docs/current/datatype-datetime.html */
const EPOCH_MS = 946_684_800_000;
const WORD = 4_294_967_296;

function writeInstants(view: DataView, at: number, size: number, times: Float64Array, count: number): void {
  for (let row = 0; row < count; row++, at += size) {
    // Microseconds of far years exceed the exact integers: the product is made of two words, each of them exact.
    const ms = times[row]! - EPOCH_MS;
    const high = Math.floor(ms / WORD);
    const low = 1000 * (ms - WORD * high);
    const carry = Math.floor(low / WORD);
    view.setInt32(at, 1000 * high + carry);
    view.setUint32(at + 4, low - WORD * carry);
  }
}

function writeValues(view: DataView, at: number, size: number, values: Float64Array, count: number): void {
  for (let row = 0; row < count; row++, at += size) view.setFloat64(at, values[row]!);
}
