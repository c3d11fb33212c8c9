import { SLOTS } from '../model/shape.js';
import type { Metric } from '../profiles/profile.js';
import type { JobStatistics } from './jobStatistics.js';

/** Samples without the slots in which jobs run, on the metrics that they are seen on: bursts and noise are told by the others. */
export function withoutJobs(
  samples: ReadonlyMap<Metric, Float64Array>,
  { jobs }: JobStatistics,
): ReadonlyMap<Metric, Float64Array> {
  const entries = [...samples].map(([metric, rows]) => {
    const runs = new Uint8Array(SLOTS);
    for (const { from, until, heights } of jobs) if (heights.has(metric)) runs.fill(1, from, until);
    return [metric, rows.map((value, i) => (runs[i % SLOTS] ? NaN : value))] as const;
  });
  return new Map(entries);
}
