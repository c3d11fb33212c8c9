import { METRICS } from '../profiles/profile.js';
import type { Model } from './compile.js';
import { type Episodes, LONGEST_RUN, setLifts } from './episodes.js';
import { type DayLevels, dayLevels, type DayNormals, setLevels } from './levels.js';
import type { Tops } from './tops.js';

/** What a day's samples need to know of the day and of its two neighbours: an array of days in a row for each metric. */
export interface DayScales {
  /** Level before the bound. */
  readonly levels: readonly Float64Array[];
  /** How much higher than the rest of the day its episode is. */
  readonly lifts: readonly Float64Array[];
  /** √(1 / scale) of each day by itself: 1 / the scale at a midnight is the product of the two that meet there. */
  readonly roots: readonly Float64Array[];
  /** Room for what the levels are made of. */
  readonly normals: DayNormals;
  readonly width: number;
  readonly dayLevels: DayLevels;
  readonly topOf: Tops;
  readonly episodes: Episodes | undefined;
  /** The days that are in the arrays, and the one that was asked for last. */
  first: number;
  count: number;
  last: number;
}

export function dayScales(model: Model, width: number, topOf: Tops, episodes: Episodes | undefined): DayScales {
  const ones = (): Float64Array[] => METRICS.map(() => new Float64Array(LONGEST_RUN).fill(1));
  return {
    levels: ones(),
    lifts: ones(),
    roots: ones(),
    normals: { all: ones(), white: ones() },
    width,
    dayLevels: dayLevels(model),
    topOf,
    episodes,
    first: 0,
    count: 0,
    last: NaN,
  };
}

/**
 * The place of a day in the arrays; its neighbours are beside it. Where days are asked for one after the other, a month
 * is read at once: lattices cost by the cell, not by the day.
 */
export function placeOf(scales: DayScales, day: number): number {
  const { first, count, last } = scales;
  scales.last = day;
  if (day > first && day < first + count - 1) return day - first;
  scales.first = day - 1;
  scales.count = day === last + 1 ? LONGEST_RUN : 3;
  read(scales);
  return 1;
}

function read({ levels, lifts, roots, normals, width, dayLevels, topOf, episodes, first, count }: DayScales): void {
  setLevels(dayLevels, first, count, width, levels, episodes && normals);
  if (episodes) setLifts(episodes, first, count, width, normals, lifts);
  for (let metric = 0; metric < width; metric++) {
    const [ofLevels, ofLifts, ofRoots] = [levels[metric]!, lifts[metric]!, roots[metric]!];
    for (let i = 0; i < count; i++) ofRoots[i] = Math.sqrt((topOf(metric, first + i) * ofLifts[i]!) / ofLevels[i]!);
  }
}
