import { generic } from '../profiles/generic.js';
import type { Metric, Profile } from '../profiles/profile.js';
import { sees } from './burstPlan.js';
import type { DayStatistics } from './dayStatistics.js';
import { withMetrics } from './withMetrics.js';

/**
 * A profile with bursts wherever some were seen, or jobs, which are as high: they are moved by factors, and no factor makes
 * anything of a 0, so the generic server's figures stand in its place.
 */
export function burstStart(
  profile: Profile,
  { bursts }: DayStatistics,
  jobs: readonly { readonly heights: ReadonlyMap<Metric, number> }[],
): Profile {
  const seen = new Set([...sees(bursts), ...jobs.flatMap(({ heights }) => [...heights.keys()])]);
  if (seen.size === 0) return profile;
  const { burstsPerDay, burstHeight } = profile.dynamics;
  const metrics = Array.from(seen, (metric) => {
    const { burstShare, burstGain } = profile[metric];
    const usual = generic[metric];
    return [metric, { burstShare: burstShare || usual.burstShare, burstGain: burstGain || usual.burstGain }] as const;
  });
  return {
    ...withMetrics(profile, metrics),
    dynamics: {
      ...profile.dynamics,
      burstsPerDay: burstsPerDay || generic.dynamics.burstsPerDay,
      burstHeight: burstHeight || generic.dynamics.burstHeight,
    },
  };
}
