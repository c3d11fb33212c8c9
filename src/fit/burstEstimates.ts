import type { Dynamics, Metric, MetricProfile, Profile } from '../profiles/profile.js';
import type { BurstPlan } from './burstPlan.js';
import type { DayStatistics } from './dayStatistics.js';
import { byDefault, decimals, type Estimate, fitted, significant } from './estimate.js';

const NONE = 'no bursts were seen';
const LOW = 'most bursts are too low to be told from noise';

/**
 * What a fitted profile tells of bursts.
 *
 * @param usual - The profile without them.
 */
export function burstDynamics(
  { dynamics }: Profile,
  { bursts }: DayStatistics,
  { loud, high, far }: BurstPlan,
  days: number,
  usual: Profile,
): Partial<Record<keyof Dynamics, Estimate>> {
  const { burstHeight, burstTail } = usual.dynamics;
  if (!loud) {
    return {
      burstsPerDay: fitted(0, undefined, NONE),
      burstHeight: byDefault(burstHeight, NONE),
      burstTail: byDefault(burstTail, NONE),
    };
  }
  const { burstsPerDay } = dynamics;
  const error = burstsPerDay / Math.sqrt(Math.max(1, bursts.get(loud)!.perDay * days));
  return {
    ...(high.has(loud)
      ? {
          burstsPerDay: fitted(decimals(burstsPerDay, 2), error),
          burstHeight: fitted(significant(dynamics.burstHeight, 3)),
        }
      : {
          burstsPerDay: fitted(decimals(burstsPerDay, 2), error, 'as many as there are of the usual height'),
          burstHeight: byDefault(burstHeight, LOW),
        }),
    burstTail: far ? fitted(decimals(dynamics.burstTail, 2)) : byDefault(burstTail, 'too few bursts to tell'),
  };
}

/** What it tells of the bursts of one metric, relative to those of the loudest. */
export function burstFigures(
  profile: Profile,
  metric: Metric,
  { loud, seen, high }: BurstPlan,
  usual: Profile,
): Partial<Record<keyof MetricProfile, Estimate>> {
  const { burstShare, burstGain } = profile[metric];
  const measure = seen.has('cpu') ? 'cpu' : loud;
  const reason =
    metric === 'memory'
      ? 'the bursts of memory are not looked at'
      : metric === measure
        ? 'the others are relative to it'
        : NONE;
  const isTold = seen.has(metric) && metric !== measure;
  return {
    burstShare:
      isTold && high.has(metric) && metric !== loud
        ? fitted(decimals(burstShare, 2))
        : byDefault(usual[metric].burstShare, isTold ? LOW : reason),
    burstGain: isTold ? fitted(significant(burstGain, 3)) : byDefault(usual[metric].burstGain, reason),
  };
}
