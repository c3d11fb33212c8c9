import type { Metric } from '../profiles/profile.js';

/** Some data as they are read: one server's values in the model's units, in the order of time. */
export interface Series {
  /** Epoch milliseconds, rising, none twice; shape [n]. */
  readonly time: Float64Array;
  /** Of each metric that has a value; NaN where it has none. Shape [n]. */
  readonly values: ReadonlyMap<Metric, Float64Array>;
  /** Rows whose instant another one had before; each instant has the mean of its rows. */
  readonly duplicates: number;
}

/** Puts rows in the order of time and takes the mean of those of one instant. */
export function series(time: Float64Array, values: ReadonlyMap<Metric, Float64Array>): Series {
  const isRising = time.every((ms, i) => i === 0 || ms > time[i - 1]!);
  if (isRising) return { time, values, duplicates: 0 };

  const order = new Uint32Array(time.length).map((_, row) => row).sort((one, other) => time[one]! - time[other]!);
  const instants = new Float64Array(time.length);
  const places = new Uint32Array(time.length);
  let count = 0;
  order.forEach((row, i) => {
    if (i === 0 || time[row] !== instants[count - 1]) instants[count++] = time[row]!;
    places[i] = count - 1;
  });
  const merged = new Map<Metric, Float64Array>();
  for (const [metric, column] of values) {
    const sums = new Float64Array(count);
    const sizes = new Float64Array(count);
    order.forEach((row, i) => {
      if (Number.isNaN(column[row])) return;
      sums[places[i]!]! += column[row]!;
      sizes[places[i]!]! += 1;
    });
    merged.set(
      metric,
      sums.map((sum, place) => sum / sizes[place]!),
    );
  }
  return { time: instants.slice(0, count), values: merged, duplicates: time.length - count };
}
