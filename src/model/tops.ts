import { METRICS } from '../profiles/profile.js';
import { fillIdle } from './activity.js';
import type { Model } from './compile.js';
import { hasHours } from './dayShapes.js';
import { addUsualJobs, type Jobs } from './jobs.js';
import { selectLargest } from './largest.js';
import { idleLevel } from './noiseLaw.js';
import { busyHours, SLOTS } from './shape.js';

/**
 * The P95 that a day's samples have before they are scaled, as far as it is known beforehand: of its hours, its jobs and
 * the noise. What a level is divided by to tell the scale at midnight, so the two days that meet there agree on it.
 */
export type Tops = (metric: number, day: number) => number;

/** How far the P95 of a usual day's samples is above its shape, in volatilities; measured over the archetypes. */
const TOP_RISE = 1.2;

export function topsOf(model: Model, jobs: Jobs): Tops {
  const { profile } = model;
  const rise = METRICS.map((metric) => 1 + TOP_RISE * profile[metric].volatility);
  if (!hasHours(profile)) {
    const idle = new Uint8Array(1);
    const hasLong = jobs.plan.some(({ isLong }) => isLong);
    const top = rise.map((value, metric) => value * (hasLong ? Math.max(1, jobs.levels[metric] ?? 1) : 1));
    return (metric, day) => {
      fillIdle(model, day, 1, idle);
      return (
        top[metric]! * (idle[0] ? idleLevel(model.metrics[metric]!.noise, profile[METRICS[metric]!].quietLevel) : 1)
      );
    };
  }
  const busy = busyHours(profile.peakHours);
  const shape = new Float64Array(SLOTS);
  const largest = new Float64Array(FROM_TOP);
  const known = new Float64Array(7 * METRICS.length);
  return (metric, day) => {
    const weekday = ((day % 7) + 7) % 7;
    const at = weekday * METRICS.length + metric;
    if (known[at] === 0) {
      const { quietLevel } = profile[METRICS[metric]!];
      for (let slot = 0; slot < SLOTS; slot++) shape[slot] = quietLevel + (1 - quietLevel) * busy[slot]!;
      addUsualJobs(jobs, weekday, metric, shape);
      selectLargest(shape, 0, SLOTS, 1, FROM_TOP, largest, -Infinity);
      known[at] = rise[metric]! * largest[FROM_TOP - 1]!;
    }
    return known[at]!;
  };
}

/** The P95's rank, from the largest down. */
export const FROM_TOP: number = SLOTS - Math.round(0.95 * (SLOTS - 1));
