import type { Dynamics, Profile } from '../profiles/profile.js';
import type { DayStatistics } from './dayStatistics.js';
import { byDefault, type Estimate, fitted, significant } from './estimate.js';

/** Standard errors by which drops must outweigh rises. */
const CLEARLY = 3;

/**
 * What a fitted profile tells of the releases of memory.
 *
 * @param usual - The dynamics without them.
 */
export function releaseDynamics(
  { dynamics }: Profile,
  { releases }: DayStatistics,
  usual: Dynamics,
): Partial<Record<keyof Dynamics, Estimate>> {
  const { releasesPerDay, releaseDepth } = usual;
  if (!releases) {
    const reason = 'memory is missing';
    return { releasesPerDay: byDefault(releasesPerDay, reason), releaseDepth: byDefault(releaseDepth, reason) };
  }
  if (releases.clarity < CLEARLY) {
    const reason = 'no releases were seen';
    return { releasesPerDay: byDefault(releasesPerDay, reason), releaseDepth: fitted(0, undefined, reason) };
  }
  return {
    releasesPerDay: fitted(significant(dynamics.releasesPerDay, 3)),
    releaseDepth: fitted(significant(dynamics.releaseDepth, 3)),
  };
}
