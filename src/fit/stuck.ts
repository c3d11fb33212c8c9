import { statisticOf } from '../statistic.js';
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
/** So many runs of one value, and so many times more than if any value were as likely to be stuck, are how the metric is. */
const AGAIN = 3;
/** Of the lowest and the highest value, so many are. */
const AGAIN_AT_EDGE = 2;
/** Up to this share of its P95 a metric is idle, where at least this share of its values are. */
const IDLE = 0.05;
const OFTEN = 0.05;
/** Repetitions are never taken to be rarer than this: values have few decimals. */
const FEWEST_REPEATS = 0.01;

/** A value with a run that lasts. */
interface Suspect {
  /** How often it is seen in runs that do not last, and how often it repeats itself there. */
  seen: number;
  repeats: number;
  /** Its two longest runs, and how many last. */
  longest: number;
  second: number;
  runs: number;
}

/**
 * Finds where a metric is stuck: runs of the very same value that last an hour or more and are longer than chance makes
 * them. Chance is counted for each value, for a metric with few decimals repeats itself where it is low.
 *
 * A sensor is stuck at any value, and hardly twice at the same: a load that is at its whole capacity is none, nor one that
 * comes back to the very same value, such as a job's, and stays, nor one that is idle, as it often is.
 *
 * @param time - Epoch milliseconds, rising.
 * @param capacity - The largest value that there can be.
 * @returns The values with NaN in place of all but the first of each such run, and how many that are.
 */
export function withoutStuck(
  time: Float64Array,
  values: Float64Array,
  capacity: number,
): { values: Float64Array; stuck: number } {
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

  const suspects = new Map<number, Suspect>();
  let runs = 0;
  let lasting = 0;
  let [lowest, highest] = [Infinity, -Infinity];
  let seenLater = 0;
  let repeatsLater = 0;
  forEachRun((value, from, length) => {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
    if (lasts(from, length)) {
      lasting++;
      suspects.set(value, { seen: 0, repeats: 0, longest: 0, second: 0, runs: 0 });
    } else if (length > SHORT) {
      seenLater += length - SHORT;
      repeatsLater += length - SHORT - 1;
    }
    runs++;
  });
  if (suspects.size === 0) return { values, stuck: 0 };
  const known = Float64Array.from(present, (place) => values[place]!);
  const idle = IDLE * statisticOf(known, known.length, 'p95');
  let seenIdle = 0;
  let seen = present.length;
  let repeats = present.length - runs;
  forEachRun((value, from, length) => {
    const suspect = suspects.get(value);
    const isLasting = suspect && lasts(from, length);
    if (!isLasting && value <= idle) seenIdle += length;
    if (!suspect) return;
    if (isLasting) {
      suspect.runs++;
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
  const isOftenIdle = seenIdle >= OFTEN * seen;
  /** Whether a value is where the metric is, again and again, and not where it happened to be stuck. */
  const isAtHome = (value: number, { seen: ofValue, runs: ofRuns }: Suspect): boolean => {
    if (value === capacity || (value <= idle && isOftenIdle)) return true;
    const least = value === lowest || value === highest ? AGAIN_AT_EDGE : AGAIN;
    return ofRuns >= least && ofRuns > AGAIN * lasting * (ofValue / seen);
  };
  const cleaned = values.slice();
  let stuck = 0;
  forEachRun((value, from, length) => {
    const suspect = suspects.get(value);
    if (!suspect || !lasts(from, length) || isAtHome(value, suspect)) return;
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
