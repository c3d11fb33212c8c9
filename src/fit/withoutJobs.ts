import { SLOTS } from '../model/shape.js';
import type { Metric } from '../profiles/profile.js';
import { around, slotsBetween } from './daySteps.js';
import type { LongJob } from './longJobs.js';
import type { ShortJobs } from './shortJobs.js';

/** Samples without the slots in which short jobs run, on the metrics that they are seen on: bursts and noise are told by the others. */
export function withoutShortJobs(
  samples: ReadonlyMap<Metric, Float64Array>,
  { jobs }: ShortJobs,
): ReadonlyMap<Metric, Float64Array> {
  const entries = [...samples].map(([metric, rows]) => {
    const runs = new Uint8Array(SLOTS);
    for (const { from, until, heights } of jobs) if (heights.has(metric)) runs.fill(1, from, until);
    return [metric, rows.map((value, i) => (runs[i % SLOTS] ? NaN : value))] as const;
  });
  return new Map(entries);
}

/** Samples as they were without long jobs; those in which a job begins or ends are left out. */
export function withoutLongJobs(
  samples: ReadonlyMap<Metric, Float64Array>,
  jobs: readonly LongJob[],
): ReadonlyMap<Metric, Float64Array> {
  const entries = [...samples].map(([metric, rows]) => {
    const factors = new Float64Array(SLOTS).fill(1);
    for (const { from, until, heights } of jobs) {
      const factor = 1 + (heights.get(metric) ?? 0);
      if (factor === 1) continue;
      for (let i = 0; i <= slotsBetween(from, until); i++) factors[around(from + i)]! /= factor;
      for (const edge of [from, until]) factors[edge] = NaN;
    }
    return [metric, rows.map((value, i) => value * factors[i % SLOTS]!)] as const;
  });
  return new Map(entries);
}
