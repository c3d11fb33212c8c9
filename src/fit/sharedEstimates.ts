import type { Dynamics, Profile } from '../profiles/profile.js';
import type { DayStatistics } from './dayStatistics.js';
import { byDefault, decimals, type Estimate, fitted } from './estimate.js';

/**
 * What a fitted profile tells of the load that metrics share.
 *
 * @param usual - The dynamics without it.
 */
export function sharedDynamics(
  { dynamics }: Profile,
  { shared, memoryShared }: DayStatistics,
  usual: Dynamics,
): Partial<Record<keyof Dynamics, Estimate>> {
  const { sharedLoad, memoryFollowsLoad } = dynamics;
  return {
    sharedLoad: Number.isFinite(shared)
      ? fitted(decimals(sharedLoad, 2))
      : byDefault(usual.sharedLoad, 'fewer than two metrics but memory on the same days'),
    memoryFollowsLoad: Number.isFinite(memoryShared)
      ? fitted(decimals(memoryFollowsLoad, 2))
      : byDefault(usual.memoryFollowsLoad, 'memory or all others are missing, or have no days in common'),
  };
}
