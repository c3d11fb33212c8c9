
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
  const present = Uint32Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]));
  const runs: { from: number; length: number }[] = [];
  for (let from = 0; from < present.length;) {
    let end = from + 1;
    while (end < present.length && values[present[end]!] === values[present[from]!]) end++;
    runs.push({ from, length: end - from });
    from = end;
  }

  const lasts = ({ from, length }: { from: number; length: number }): boolean =>
    length >= FEWEST && time[present[from + length - 1]!]! - time[present[from]!]! >= SHORTEST_MS;
  // How often a value repeats the one before, by chance: counted where nothing lasts.
  const short = runs.filter((run) => !lasts(run));
  const pairs = short.reduce((sum, { length }) => sum + length, 0);
  const repeats = short.reduce((sum, { length }) => sum + length - 1, 0) / Math.max(1, pairs);
  if (pairs < present.length / 2 || repeats > MOST_REPEATS) return { values, stuck: 0 };

  const chance = Math.max(repeats, FEWEST_REPEATS);
  let likely = present.length;
  let longest = 1;
  for (; likely > CHANCE; longest++) likely *= chance;
  const cleaned = values.slice();
  let stuck = 0;
  for (const run of runs) {
    if (!lasts(run) || run.length <= longest) continue;
    for (let i = run.from + 1; i < run.from + run.length; i++) cleaned[present[i]!] = NaN;
    stuck += run.length - 1;
  }
  return { values: cleaned, stuck };
}
