import { type Block, type BlockServer, columnsOf } from './block.js';
import { number } from './check.js';
import type { Metric } from './profiles/profile.js';
import type { Reader } from './readers/reading.js';

/** Rows of a server in blocks, in constant memory; to be iterated as often as one likes, and from any row on. */
export interface Blocks<M extends Metric = Metric> extends Iterable<Block<M>> {
  /** The metrics of each row. */
  readonly metrics: readonly Metric[];
  /** How many rows all blocks hold together. */
  readonly rows: number;
  /**
   * The blocks of some of the rows, which are the same rows.
   *
   * @param start - First row (included), from 0.
   * @param end - Last row (excluded), at most `rows`.
   * @throws {ServerError} When there are no such rows.
   */
  slice(this: void, start: number, end: number): Blocks<M>;
}

/** Most rows in a block: 160 kB of columns, which stay in a processor's second cache. */
export const BLOCK_ROWS = 4096;

/** What blocks are read from; only iterating makes the server. */
export interface BlockSource<M extends Metric> {
  readonly metrics: readonly M[];
  readonly open: () => { readonly server: BlockServer; readonly read: Reader };
}

/** The blocks of rows `start` (included) to `end` (excluded) of a source. */
export function blocks<M extends Metric>(source: BlockSource<M>, start: number, end: number): Blocks<M> {
  const { metrics } = source;
  const rows = end - start;
  return Object.freeze({
    metrics,
    rows,
    slice: (from: unknown, to: unknown) => {
      const first = number('slice.start', from, { from: 0, to: rows, whole: true });
      const last = number('slice.end', to, { from: first, to: rows, whole: true });
      return blocks(source, start + first, start + last);
    },
    *[Symbol.iterator]() {
      if (rows === 0) return;
      const { server, read } = source.open();
      const columns = columnsOf(metrics, Math.min(rows, BLOCK_ROWS));
      const values = metrics.map((metric) => columns[metric]);
      for (let offset = start; offset < end; offset += BLOCK_ROWS) {
        const count = Math.min(BLOCK_ROWS, end - offset);
        read(offset, count, columns.time, values, 0);
        yield { server, metrics, offset, count, columns };
      }
    },
  });
}
