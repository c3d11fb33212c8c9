import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { normal } from '../num/normal.js';
import { below, childKey, type Key, uniform } from '../num/random.js';
import { METRICS, type Profile } from '../profiles/profile.js';

/** Bursts begin in cells of one hour, at most one in each, and last at most an hour. */
const CELL = 12;
/** Draws of one cell: whether, when, how long, how high, and two for each metric. */
const DRAWS = 12;

/** Share of bursts of one or two samples; the others last up to an hour (server traces: median 5, P95 57 minutes). */
const SHORT = 0.85;
/** The largest height in medians: heavy, but not without end. */
const HIGHEST = 300;
/** How far the metrics' parts in one burst differ, as a log standard deviation; chosen by eye. */
const UNLIKE = 0.6;

/** How one metric answers to bursts and jobs. */
export interface Sensitivity {
  /** Chance to be hit. */
  readonly chance: number;
  /** Median height as a ratio of the load of the moment. */
  readonly height: number;
}

/** What {@link addBursts} needs to know. */
export interface Bursts {
  readonly key: Key;
  readonly orderKey: Key;
  readonly perDay: number;
  /** Pareto exponent of the heights. */
  readonly exponent: number;
  /** In the order of `METRICS`. */
  readonly metrics: readonly Sensitivity[];
}

/** The bursts of a profile. */
export function burstsOf(key: Key, profile: Profile): Bursts {
  const { burstsPerDay, burstTail } = profile.dynamics;
  return {
    key: childKey(key, 0),
    orderKey: childKey(key, 1),
    perDay: burstsPerDay,
    exponent: burstTail,
    metrics: sensitivities(profile),
  };
}

/** How each metric answers, in the order of `METRICS`. */
export function sensitivities(profile: Profile): readonly Sensitivity[] {
  return METRICS.map((metric) => {
    const { burstShare, burstGain } = profile[metric];
    return { chance: burstShare, height: profile.dynamics.burstHeight * burstGain };
  });
}

/**
 * Multiplies a day's samples by the bursts among them. `first` is the number of the first 5-minute bucket since 1970.
 *
 * @param room - How many samples of each metric bursts may take; it is used up. On days with many bursts it keeps them
 * below a twentieth of the day, where they would be its P95 and the rest of the day would sink.
 */
export function addBursts(
  { key, orderKey, perDay, exponent, metrics }: Bursts,
  first: number,
  count: number,
  width: number,
  samples: readonly Float64Array[],
  room: Int32Array,
): void {
  const chance = (perDay * CELL) / 288;
  if (chance === 0) return;
  const firstCell = Math.floor(first / CELL) - 1;
  const cells = Math.floor((first + count - 1) / CELL) - firstCell + 1;
  // In leaps from an hour of the day's own: were it the order of time, mornings would have the room.
  const leap = cells % LEAP === 0 ? OTHER_LEAP : LEAP;
  let at = below(orderKey, first, cells);
  for (let visited = 0; visited < cells; visited++) {
    const cell = firstCell + at;
    at = (at + leap) % cells;
    const draw = cell * DRAWS;
    if (uniform(key, draw) >= chance) continue;
    const start = cell * CELL + below(key, draw + 1, CELL) - first;
    const kind = uniform(key, draw + 2);
    const length =
      kind < SHORT ? 1 + Math.floor((2 * kind) / SHORT) : 3 + Math.floor(((kind - SHORT) / (1 - SHORT)) * 10);
    const medians = pareto(uniform(key, draw + 3), exponent);
    const from = Math.max(0, start);
    const end = Math.min(count, start + length);
    for (let metric = 0; metric < width; metric++) {
      const { chance: hit, height } = metrics[metric]!;
      if (uniform(key, draw + 4 + metric) >= hit) continue;
      const values = samples[metric]!;
      const factor = 1 + height * Math.min(HIGHEST, medians * exp(UNLIKE * normal(key, draw + 8 + metric)));
      const last = Math.min(end, from + room[metric]!);
      for (let i = from; i < last; i++) values[i]! *= factor;
      if (last > from) room[metric]! -= last - from;
    }
  }
}

/** Two primes: one of them divides no number of hours that a day has, so that leaps visit each of them once. */
const LEAP = 11;
const OTHER_LEAP = 7;

/** A number of a Pareto law whose median is 1. */
export function pareto(u: number, exponent: number): number {
  return exp(-log(2 * u) / exponent);
}
