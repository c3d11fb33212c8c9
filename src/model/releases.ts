import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { normal } from '../num/normal.js';
import { below, childKey, type Key, uniform } from '../num/random.js';
import type { Dynamics } from '../profiles/profile.js';
import { SLOTS } from './shape.js';

/** Memory's slow ramps and sudden releases: a sawtooth, one release somewhere in the middle of each cell. */
export interface Releases {
  readonly key: Key;
  /** Mean time between two releases, in samples: a whole number, 12 or more. */
  readonly length: number;
  /** Mean drop at a release, as a difference of logarithms. */
  readonly depth: number;
  /** Restarts a cell of {@link RESTART_CELL} samples. */
  readonly restarts: number;
}

/** The releases of a profile. */
export function releasesOf(key: Key, { releasesPerDay, releaseDepth, restartsPerMonth }: Dynamics): Releases {
  return {
    key,
    length: Math.round(SLOTS / releasesPerDay),
    depth: -log(1 - releaseDepth),
    restarts: (restartsPerMonth * RESTART_CELL) / (30 * SLOTS),
  };
}

/** Restarts begin in cells of a day, at most one in each. */
const RESTART_CELL = SLOTS;

/** Adds the sawtooth, whose mean is 0, to the logarithms of `count` samples from bucket `first` on. */
export function addReleases(
  { key, length, depth }: Releases,
  first: number,
  count: number,
  values: Float64Array,
): void {
  if (depth === 0) return;
  // Cells begin at another time of day on every server.
  const shifted = first + below(childKey(key, 0), 0, length);
  let cell = Math.floor(shifted / length);
  if (releaseIn(key, cell, length) > shifted) cell--;
  let i = 0;
  while (i < count) {
    const from = releaseIn(key, cell, length) - shifted;
    const end = releaseIn(key, cell + 1, length) - shifted;
    const height = depth * exp(UNLIKE * normal(key, 2 * cell + 1) - (UNLIKE * UNLIKE) / 2);
    const slope = height / (end - from);
    for (; i < Math.min(end, count); i++) values[i]! += slope * (i + 0.5 - from) - height / 2;
    cell++;
  }
}

/** How much releases differ, as a log standard deviation; chosen by eye. */
const UNLIKE = 0.7;

/** Adds the restarts: a fall by a third to nine tenths, and filling up again over one to twelve hours, fast at first. */
export function addRestarts({ key, restarts }: Releases, first: number, count: number, values: Float64Array): void {
  if (restarts === 0) return;
  const draws = childKey(key, 1);
  const lastCell = Math.floor((first + count - 1) / RESTART_CELL);
  for (let cell = Math.floor(first / RESTART_CELL) - 1; cell <= lastCell; cell++) {
    const draw = 4 * cell;
    if (uniform(draws, draw) >= restarts) continue;
    const start = cell * RESTART_CELL + below(draws, draw + 1, RESTART_CELL) - first;
    const length = 12 + below(draws, draw + 2, 132);
    const fall = log(1 - (0.3 + 0.6 * uniform(draws, draw + 3)));
    for (let i = Math.max(0, start); i < Math.min(count, start + length); i++) {
      const left = 1 - (i - start) / length;
      values[i]! += fall * left * left;
    }
  }
}

/** The bucket at which the release of a cell happens: in the middle six tenths of it. */
function releaseIn(key: Key, cell: number, length: number): number {
  return cell * length + Math.floor(length * (0.2 + 0.6 * uniform(key, 2 * cell)));
}
