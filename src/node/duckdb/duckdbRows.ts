import type * as api from '@duckdb/node-api';
import type { JobBlock } from '../../job.js';
import type { Metric } from '../../profiles/profile.js';

/** The package `@duckdb/node-api`. */
export type DuckdbApi = typeof api;

/** Rows in a chunk: those of DuckDB's vectors, the most that one takes. */
const CHUNK_ROWS = 2048;

/**
 * Adds blocks to a table of id, instant and metrics, chunk by chunk; after the last block, `undefined` adds what is
 * left. Appending chunks takes a tenth of the time of appending rows value by value.
 */
export function duckdbRows(
  { DuckDBDataChunk, DuckDBTimestampTZValue, VARCHAR, TIMESTAMPTZ, DOUBLE }: DuckdbApi,
  appender: api.DuckDBAppender,
  metrics: readonly Metric[],
): (block: JobBlock | undefined) => void {
  const chunk = DuckDBDataChunk.create([VARCHAR, TIMESTAMPTZ, ...metrics.map(() => DOUBLE)], CHUNK_ROWS);
  const ids = chunk.getColumnVector(0);
  const instants = chunk.getColumnVector(1);
  const values = metrics.map((_, at) => chunk.getColumnVector(at + 2));
  // Appending copies the chunk. The ids stay in it for the next one, which is usually of the same server: a text costs
  // as much as all that the row has beside it.
  const held: (string | undefined)[] = Array.from({ length: CHUNK_ROWS }, () => undefined);
  let filled = 0;

  const append = (): void => {
    chunk.rowCount = filled;
    for (const vector of [ids, instants, ...values]) vector.flush();
    appender.appendDataChunk(chunk);
    filled = 0;
  };
  return (block) => {
    if (!block) {
      if (filled > 0) append();
      return;
    }
    const { server, columns, count } = block;
    for (let from = 0; from < count;) {
      const to = Math.min(count, from + CHUNK_ROWS - filled);
      for (let row = from, slot = filled; row < to; row++, slot++) {
        if (held[slot] !== server.id) ids.setItem(slot, (held[slot] = server.id));
        // In microseconds instants of the far future are beyond the exact doubles.
        instants.setItem(slot, new DuckDBTimestampTZValue(BigInt(columns.time[row]!) * 1000n));
      }
      for (const [at, metric] of metrics.entries()) {
        const [vector, column] = [values[at]!, columns[metric]];
        for (let row = from, slot = filled; row < to; row++, slot++) vector.setItem(slot, column[row]!);
      }
      filled += to - from;
      from = to;
      if (filled === CHUNK_ROWS) append();
    }
  };
}
