import { METRICS } from '../profiles/profile.js';
import type { Model } from './compile.js';
import { type Episodes, LONGEST_RUN } from './episodes.js';
import { dayLevels } from './levels.js';
import type { Tops } from './tops.js';

/** What a day's samples need to know of the day and of its two neighbours; one array for each metric. */
export interface DayScales {
  /** Place of the day in the arrays; its neighbours are beside it. */
  readonly at: number;
  /** Level before the bound. */
  readonly levels: readonly Float64Array[];
  /** How much higher than the rest of the day its episode is. */
  readonly lifts: readonly Float64Array[];
  /** √(1 / scale) of each day by itself: 1 / the scale at a midnight is the product of the two that meet there. */
  readonly roots: readonly Float64Array[];
}

/** Reads a month at once where days are asked for one after the other: lattices cost by the cell, not by the day. */
export function dayScales(
  model: Model,
  width: number,
  topOf: Tops,
  episodes: Episodes | undefined,
): (day: number) => DayScales {
  const setLevels = dayLevels(model);
  const ones = (): Float64Array[] => METRICS.map(() => new Float64Array(LONGEST_RUN).fill(1));
  const [levels, lifts, roots] = [ones(), ones(), ones()];
  let [first, count] = [0, 0];

  const read = (): void => {
    setLevels(first, count, width, levels);
    episodes?.lifts(first, count, width, lifts);
    for (let metric = 0; metric < width; metric++) {
      const [ofLevels, ofLifts, ofRoots] = [levels[metric]!, lifts[metric]!, roots[metric]!];
      for (let i = 0; i < count; i++) ofRoots[i] = Math.sqrt((topOf(metric, first + i) * ofLifts[i]!) / ofLevels[i]!);
    }
  };

  let last = NaN;
  return (day) => {
    if (!(day > first && day < first + count - 1)) {
      first = day - 1;
      count = day === last + 1 ? LONGEST_RUN : 3;
      read();
    }
    last = day;
    return { at: day - first, levels, lifts, roots };
  };
}
