import { placesOf } from './placesOf.js';

/** Shortest stuck stretch, in intervals and in time. */
const FEWEST = 4;
const SHORTEST_MS = 3_600_000;
/** The chance, over the whole series, that as long a stretch is no fault. */
const CHANCE = 1e-3;
/** Length of a run after which a value is seen later. */
const SHORT = 3;
/** Of a value that repeats itself more often than this, a stuck run is so many times longer than any other. */
const SELDOM = 0.2;
const ALONE = 3;
/** The usual chance counts as much as this many sightings of a value itself. */
const USUAL_SEEN = 20;
/** Repetitions are never taken to be rarer than this: values have few decimals. */
const FEWEST_REPEATS = 0.01;

/**
 * Finds where a metric is stuck: runs of the very same value that last an hour or more and are longer than chance makes
 * them. Chance is counted for each value, for a metric with few decimals repeats itself where it is low.
 *
 * @param time - Epoch milliseconds, rising.
 * @returns The values with NaN in place of all but the first of each such run, and how many that are.
 */
export function withoutStuck(time: Float64Array, values: Float64Array): { values: Float64Array; stuck: number } {
  const present = placesOf(values);
  const forEachRun = (visit: (value: number, from: number, length: number) => void): void => {
    for (let from = 0; from < present.length;) {
      const value = values[present[from]!]!;
      let end = from + 1;
      while (end < present.length && values[present[end]!] === value) end++;
      visit(value, from, end - from);
      from = end;
    }
  };
  // At 0 a metric is idle or off.
  const lasts = (from: number, length: number): boolean =>
    length >= FEWEST &&
    values[present[from]!] !== 0 &&
    time[present[from + length - 1]!]! - time[present[from]!]! >= SHORTEST_MS;

  // Of each value with a run that lasts: its two longest runs, and how often it repeats itself in those that do not last.
  const suspects = new Map<number, { seen: number; repeats: number; longest: number; second: number }>();
  let runs = 0;
  let seenLater = 0;
  let repeatsLater = 0;
  forEachRun((value, from, length) => {
    if (lasts(from, length)) suspects.set(value, { seen: 0, repeats: 0, longest: 0, second: 0 });
    else if (length > SHORT) {
      seenLater += length - SHORT;
      repeatsLater += length - SHORT - 1;
    }
    runs++;
  });
  let seen = present.length;
  let repeats = present.length - runs;
  forEachRun((value, from, length) => {
    const suspect = suspects.get(value);
    if (!suspect) return;
    if (lasts(from, length)) {
      suspect.second = Math.max(suspect.second, Math.min(suspect.longest, length));
      suspect.longest = Math.max(suspect.longest, length);
      seen -= length;
      repeats -= length - 1;
    } else {
      suspect.seen += length;
      suspect.repeats += length - 1;
    }
  });
  // A metric that does not usually move is not stuck.
  if (seen < present.length / 2) return { values, stuck: 0 };

  // A slow metric with few decimals repeats itself the more, the longer it does already.
  const first = Math.max(FEWEST_REPEATS, repeats / seen);
  const usual = Math.max(first, (repeatsLater + USUAL_SEEN * first) / (seenLater + USUAL_SEEN));
  const cleaned = values.slice();
  let stuck = 0;
  forEachRun((value, from, length) => {
    const suspect = suspects.get(value);
    if (!suspect || !lasts(from, length)) return;
    const chance = (suspect.repeats + USUAL_SEEN * usual) / (suspect.seen + USUAL_SEEN);
    // One of the few values that a coarse metric has lasts again and again.
    if (chance > SELDOM && length <= ALONE * suspect.second) return;
    let likely = present.length;
    for (let i = 1; i < length && likely > CHANCE; i++) likely *= chance;
    if (likely > CHANCE) return;
    for (let i = from + 1; i < from + length; i++) cleaned[present[i]!] = NaN;
    stuck += length - 1;
  });
  return { values: cleaned, stuck };
}
