import type { Metric, MetricProfile, Profile } from '../profiles/profile.js';

/** A profile with other figures of some metrics. */
export function withMetrics(profile: Profile, figures: Iterable<readonly [Metric, Partial<MetricProfile>]>): Profile {
  const metrics = Array.from(figures, ([metric, some]) => [metric, { ...profile[metric], ...some }]);
  return { ...profile, ...(Object.fromEntries(metrics) as Pick<Profile, Metric>) };
}
