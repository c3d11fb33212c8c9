import { HIGHEST_LONG } from '../model/jobs.js';
import { SLOTS } from '../model/shape.js';
import { FROM_TOP } from '../model/tops.js';
import type { Metric } from '../profiles/profile.js';
import { around, slotsBetween } from './daySteps.js';
import { clamp, type Estimate, fitted, significant } from './estimate.js';
import type { LongJobs } from './longJobs.js';
import { slotProfile } from './slotProfile.js';
import { withoutLongJobs } from './withoutJobs.js';

const NOT_HERE = 'no job of hours was seen on it';

/**
 * The level of each metric while long jobs run, where there are any, over the busy level: of both the one that so many
 * slots of the usual day are above as samples of a day are above its P95. So a twin's P95 is by as much above its busy
 * hours, and its mean below it, whenever its jobs run. Jobs of less than a twentieth of the day are not its P95.
 *
 * @param samples - With the jobs; rows of each metric, shape [n · 288].
 * @param isUsed - Whether a row counts.
 */
export function jobLevels(
  samples: ReadonlyMap<Metric, Float64Array>,
  { jobs, thresholds }: LongJobs,
  isUsed: (row: number) => boolean,
): ReadonlyMap<Metric, Estimate> {
  const taken = jobs.reduce((sum, { from, until }) => sum + slotsBetween(from, until), 0);
  if (taken < FROM_TOP) return new Map();
  const entries = [...thresholds.keys()].map((metric) => {
    const ofMetric = jobs.filter(({ heights }) => heights.has(metric));
    if (ofMetric.length === 0) return [metric, fitted(0, undefined, NOT_HERE)] as const;
    const { shape } = slotProfile(samples.get(metric)!, isUsed);
    const runs = new Uint8Array(SLOTS);
    for (const { from, until } of ofMetric) {
      for (let i = 1; i < slotsBetween(from, until); i++) runs[around(from + i)] = 1;
    }
    const rest = withoutLongJobs(new Map([[metric, shape]]), ofMetric).get(metric)!;
    const level = topOf(shape.filter((_, slot) => runs[slot])) / topOf(rest);
    return [metric, fitted(clamp(significant(level, 3), 0, 1 + HIGHEST_LONG))] as const;
  });
  return new Map(entries.filter(([, { value }]) => Number.isFinite(value)));
}

/** The level of the P95's rank; of fewer slots than twice as many, their middle. */
function topOf(shape: Float64Array): number {
  const falling = [...shape].filter((value) => value >= 0).sort((one, other) => other - one);
  return falling[Math.min(FROM_TOP - 1, falling.length >> 1)]!;
}
