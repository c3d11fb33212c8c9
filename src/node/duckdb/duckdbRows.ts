import type * as api from '@duckdb/node-api';
import type duckdb from '@duckdb/node-bindings';
import type { JobBlock } from '../../job.js';
import type { Metric } from '../../profiles/profile.js';

/** The package `@duckdb/node-api`. */
export type DuckdbApi = typeof api;

/** The package `@duckdb/node-bindings`, on which `@duckdb/node-api` is built. */
export type DuckdbBindings = typeof duckdb;

/** Rows in a chunk: those of DuckDB's vectors, the most that one takes. */
const CHUNK_ROWS = 2048;
const WORD = 4_294_967_296;
/** A power of two as well, so that multiplying by it is exact, and faster than dividing. */
const PER_WORD = 1 / WORD;

/**
 * Adds blocks to a table of id, instant and metrics, chunk by chunk; after the last block, `undefined` adds what is
 * left. Columns are copied as they are, by what `@duckdb/node-api` itself flushes its vectors with: setting its vectors
 * value by value would cost as much as the model.
 */
export function duckdbRows(
  { DuckDBDataChunk, VARCHAR, TIMESTAMPTZ, DOUBLE }: DuckdbApi,
  { copy_data_to_vector: copy, data_chunk_get_vector: vectorOf }: DuckdbBindings,
  appender: api.DuckDBAppender,
  metrics: readonly Metric[],
): (block: JobBlock | undefined) => void {
  const chunk = DuckDBDataChunk.create([VARCHAR, TIMESTAMPTZ, ...metrics.map(() => DOUBLE)], CHUNK_ROWS);
  const ids = chunk.getColumnVector(0);
  const instants = vectorOf(chunk.chunk, 1);
  const values = metrics.map((_, at) => vectorOf(chunk.chunk, at + 2));
  const micros = new Int32Array(2 * CHUNK_ROWS);
  // Appending copies the chunk. The ids stay in it for the next one, which is usually of the same server: a text costs
  // as much as all that the row has beside it.
  const held: (string | undefined)[] = Array.from({ length: CHUNK_ROWS }, () => undefined);
  let isHeldAsSet = true;
  let filled = 0;

  const append = (): void => {
    chunk.rowCount = filled;
    if (!isHeldAsSet) ids.flush();
    isHeldAsSet = true;
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
      const rows = Math.min(count - from, CHUNK_ROWS - filled);
      for (let slot = filled; slot < filled + rows; slot++) {
        if (held[slot] === server.id) continue;
        ids.setItem(slot, (held[slot] = server.id));
        isHeldAsSet = false;
      }
      setMicros(micros, columns.time.subarray(from, from + rows));
      copy(instants, filled * 8, micros.buffer, 0, rows * 8);
      for (const [at, metric] of metrics.entries()) {
        const { buffer, byteOffset } = columns[metric];
        copy(values[at]!, filled * 8, buffer as ArrayBuffer, byteOffset + from * 8, rows * 8);
      }
      filled += rows;
      from += rows;
      if (filled === CHUNK_ROWS) append();
    }
  };
}

/**
 * Instants in microseconds as 64-bit integers, the lower half first, as all machines have them on which DuckDB runs.
 * Microseconds of far years exceed the exact doubles: the product is made of two halves, each of them exact.
 */
function setMicros(micros: Int32Array, time: Float64Array): void {
  for (let row = 0; row < time.length; row++) {
    const upper = Math.floor(time[row]! * PER_WORD);
    const lower = (time[row]! - upper * WORD) * 1000;
    const carried = Math.floor(lower * PER_WORD);
    micros[2 * row] = lower - carried * WORD;
    micros[2 * row + 1] = upper * 1000 + carried;
  }
}
