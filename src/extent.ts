/**
 * Shards are cut at whole multiples of this many rows of a server, so that what is written in pieces of this length, as
 * the statements of SQL are, is the same whatever the shards. A divisor of a block's rows.
 */
export const UNIT_ROWS = 256;

/** Consecutive rows of a server: `start` (included) to `end` (excluded). */
export interface Span {
  /** Number of the server, from 0. */
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
}

/** The rows of some servers, one server after the other, in units of {@link UNIT_ROWS}; a server begins a new unit. */
export interface Extent {
  readonly units: number;
  /** How many rows the units before `unit` hold. */
  readonly rowsBefore: (unit: number) => number;
  /** The rows of the units from `first` (included) to `last` (excluded), reached directly. */
  readonly spans: (first: number, last: number) => Generator<Span, void, undefined>;
}

/** The extent of `count` servers of as many rows each: nothing is walked, however many there are. */
export function evenExtent(count: number, rows: number): Extent {
  const unitsEach = Math.ceil(rows / UNIT_ROWS);
  return extent({
    count,
    rowsOf: () => rows,
    rowsUpTo: (ordinal) => ordinal * rows,
    unitsUpTo: (ordinal) => ordinal * unitsEach,
    ordinalOf: (unit) => (unitsEach === 0 ? count : Math.floor(unit / unitsEach)),
  });
}

/** The extent of servers that have so many rows each. */
export function listedExtent(rows: readonly number[]): Extent {
  const rowsUpTo = new Float64Array(rows.length + 1);
  const unitsUpTo = new Float64Array(rows.length + 1);
  rows.forEach((count, ordinal) => {
    rowsUpTo[ordinal + 1] = rowsUpTo[ordinal]! + count;
    unitsUpTo[ordinal + 1] = unitsUpTo[ordinal]! + Math.ceil(count / UNIT_ROWS);
  });
  return extent({
    count: rows.length,
    rowsOf: (ordinal) => rows[ordinal]!,
    rowsUpTo: (ordinal) => rowsUpTo[ordinal]!,
    unitsUpTo: (ordinal) => unitsUpTo[ordinal]!,
    ordinalOf: (unit) => {
      // The first server that ends behind the unit, by halving.
      let [low, high] = [0, rows.length];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (unitsUpTo[middle + 1]! > unit) high = middle;
        else low = middle + 1;
      }
      return low;
    },
  });
}

interface Places {
  readonly count: number;
  readonly rowsOf: (ordinal: number) => number;
  /** Rows, and units, of the servers before one. */
  readonly rowsUpTo: (ordinal: number) => number;
  readonly unitsUpTo: (ordinal: number) => number;
  /** The server that has a unit; `count` behind the last. */
  readonly ordinalOf: (unit: number) => number;
}

function extent({ count, rowsOf, rowsUpTo, unitsUpTo, ordinalOf }: Places): Extent {
  return {
    units: unitsUpTo(count),
    rowsBefore: (unit) => {
      const ordinal = ordinalOf(unit);
      if (ordinal === count) return rowsUpTo(count);
      return rowsUpTo(ordinal) + Math.min(rowsOf(ordinal), (unit - unitsUpTo(ordinal)) * UNIT_ROWS);
    },
    *spans(first, last) {
      if (first >= last) return;
      for (let ordinal = ordinalOf(first); ordinal < count && unitsUpTo(ordinal) < last; ordinal++) {
        const unit = unitsUpTo(ordinal);
        const start = Math.max(0, first - unit) * UNIT_ROWS;
        const end = Math.min(rowsOf(ordinal), (last - unit) * UNIT_ROWS);
        if (start < end) yield { ordinal, start, end };
      }
    },
  };
}
