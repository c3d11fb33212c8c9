import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { below, type Key, uniform } from '../num/random.js';

/** Bursts begin in cells of one hour, at most one in each, and last at most an hour. */
const CELL = 12;
/** Draws of one cell: whether, when, how long, how high, and one for each metric. */
const DRAWS = 8;

/** Share of bursts of one or two samples; the others last up to an hour (server traces: median 5, P95 57 minutes). */
const SHORT = 0.85;
/** Exponent of the Pareto law of heights, and the largest height in medians: heavy, but not without end. */
const PARETO = 1.5;
const HIGHEST = 8;
const MEDIAN_TO_SCALE = exp(-log(2) / PARETO);

/** How often a burst hits each metric, and how hard: disk and network more than the CPU, memory hardly. */
const HIT_CHANCE = [0.8, 0.3, 0.6, 0.7] as const;
const HIT_GAIN = [1, 0.03, 1.6, 1.2] as const;

/** What {@link addBursts} needs to know. */
export interface Bursts {
  readonly key: Key;
  readonly perDay: number;
  /** Median height, as a ratio of the load of the moment. */
  readonly height: number;
}

/** Multiplies samples by the bursts among them. `first` is the number of the first 5-minute bucket since 1970. */
export function addBursts(
  { key, perDay, height }: Bursts,
  first: number,
  count: number,
  width: number,
  samples: readonly Float64Array[],
): void {
  const chance = (perDay * CELL) / 288;
  const lastCell = Math.floor((first + count - 1) / CELL);
  for (let cell = Math.floor(first / CELL) - 1; cell <= lastCell; cell++) {
    const draw = cell * DRAWS;
    if (uniform(key, draw) >= chance) continue;
    const start = cell * CELL + below(key, draw + 1, CELL) - first;
    const kind = uniform(key, draw + 2);
    const length =
      kind < SHORT ? 1 + Math.floor((2 * kind) / SHORT) : 3 + Math.floor(((kind - SHORT) / (1 - SHORT)) * 10);
    const pareto = MEDIAN_TO_SCALE * exp(-log(uniform(key, draw + 3)) / PARETO);
    const added = height * Math.min(HIGHEST, pareto);
    const from = Math.max(0, start);
    const end = Math.min(count, start + length);
    for (let metric = 0; metric < width; metric++) {
      if (uniform(key, draw + 4 + metric) >= HIT_CHANCE[metric]!) continue;
      const values = samples[metric]!;
      const factor = 1 + added * HIT_GAIN[metric]!;
      for (let i = from; i < end; i++) values[i]! *= factor;
    }
  }
}
