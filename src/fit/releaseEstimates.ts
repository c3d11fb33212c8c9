import type { Dynamics, Profile } from '../profiles/profile.js';
import type { DayStatistics } from './dayStatistics.js';
import { byDefault, type Estimate, fitted, significant } from './estimate.js';
import { FEW_DAYS } from './fewestDays.js';

/** Standard errors by which drops must outweigh rises. */
const CLEARLY = 2.5;

/**
 * What a fitted profile tells of the releases of memory and of restarts.
 *
 * @param usual - The dynamics without them.
 */
export function releaseDynamics(
  { dynamics }: Profile,
  { releases }: DayStatistics,
  usual: Dynamics,
): Partial<Record<keyof Dynamics, Estimate>> {
  const { releasesPerDay, releaseDepth, restartsPerMonth } = usual;
  if (!releases) {
    const reason = `memory is missing, or has ${FEW_DAYS}`;
    return {
      releasesPerDay: byDefault(releasesPerDay, reason),
      releaseDepth: byDefault(releaseDepth, reason),
      restartsPerMonth: byDefault(restartsPerMonth, reason),
    };
  }
  const restarts = {
    restartsPerMonth:
      releases.restarts.count === 0
        ? fitted(0, undefined, 'no restarts were seen')
        : fitted(significant(dynamics.restartsPerMonth, 3)),
  };
  if (releases.clarity < CLEARLY) {
    const reason = 'no releases were seen';
    return {
      releasesPerDay: byDefault(releasesPerDay, reason),
      releaseDepth: fitted(0, undefined, reason),
      ...restarts,
    };
  }
  return {
    ...restarts,
    releasesPerDay: fitted(significant(dynamics.releasesPerDay, 3)),
    releaseDepth: fitted(significant(dynamics.releaseDepth, 3)),
  };
}
