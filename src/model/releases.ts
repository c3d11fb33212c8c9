import { below, childKey, type Key, uniform } from '../num/random.js';

/** Memory's slow ramps and sudden releases: a sawtooth, one release somewhere in the middle of each cell. */
export interface Releases {
  readonly key: Key;
  /** Mean time between two releases, in samples: a whole number, 12 or more. */
  readonly length: number;
  /** Mean drop at a release, as a difference of logarithms. */
  readonly depth: number;
}

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
    const height = depth * (0.5 + uniform(key, 2 * cell + 1));
    const slope = height / (end - from);
    for (; i < Math.min(end, count); i++) values[i]! += slope * (i + 0.5 - from) - height / 2;
    cell++;
  }
}

/** The bucket at which the release of a cell happens: in the middle six tenths of it. */
function releaseIn(key: Key, cell: number, length: number): number {
  return cell * length + Math.floor(length * (0.2 + 0.6 * uniform(key, 2 * cell)));
}
