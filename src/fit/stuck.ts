import { placesOf } from './placesOf.js';

/** Shortest stuck stretch, in intervals and in time. */
const FEWEST = 4;
const SHORTEST_MS = 3_600_000;
/** The chance, over the whole series, that as long a stretch is no fault. */
const CHANCE = 1e-3;
/** A metric that repeats itself more often than this does not usually move, and is never stuck. */
const MOST_REPEATS = 0.5;
/** Repetitions are never taken to be rarer than this: values have few decimals. */
const FEWEST_REPEATS = 0.01;

/**
 * Finds where a metric is stuck: runs of the very same value that last more than an hour, on a metric that usually moves,
 * and are longer than chance makes them.
 *
 * @param time - Epoch milliseconds, rising.
 * @returns The values with NaN in place of all but the first of each such run, and how many that are.
 */
export function withoutStuck(time: Float64Array, values: Float64Array): { values: Float64Array; stuck: number } {
  const present = placesOf(values);
  const count = present.length;
  const endOf = (from: number): number => {
    const value = values[present[from]!];
    let end = from + 1;
    while (end < count && values[present[end]!] === value) end++;
    return end;
  };
  const lasts = (from: number, end: number): boolean =>
    end - from >= FEWEST && time[present[end - 1]!]! - time[present[from]!]! >= SHORTEST_MS;

  // How often a value repeats the one before, by chance: counted where nothing lasts.
  let short = 0;
  let repeats = 0;
  for (let from = 0; from < count;) {
    const end = endOf(from);
    if (!lasts(from, end)) {
      short += end - from;
      repeats += end - from - 1;
    }
    from = end;
  }
  if (short < count / 2 || repeats > MOST_REPEATS * short) return { values, stuck: 0 };

  const chance = Math.max(repeats / short, FEWEST_REPEATS);
  let likely = count;
  let longest = 1;
  for (; likely > CHANCE; longest++) likely *= chance;
  const cleaned = values.slice();
  let stuck = 0;
  for (let from = 0; from < count;) {
    const end = endOf(from);
    if (lasts(from, end) && end - from > longest) {
      for (let i = from + 1; i < end; i++) cleaned[present[i]!] = NaN;
      stuck += end - from - 1;
    }
    from = end;
  }
  return { values: cleaned, stuck };
}
