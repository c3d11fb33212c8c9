import type { Dynamics, Metric, MetricProfile, Profile } from '../profiles/profile.js';
import type { BurstPlan } from './burstPlan.js';
import type { DayStatistics } from './dayStatistics.js';
import { byDefault, decimals, type Estimate, fitted, significant } from './estimate.js';

const NONE = 'no bursts were seen';
const NOT_ZERO = "the generic server's: 0 would hide what is seen";
const LOW = 'most bursts are too low to be told from noise';

/** The profile before its bursts were moved. */
export interface Unmoved {
  /** As the user has it. */
  readonly usual: Profile;
  /** The same with what was seen; see `burstStart`. */
  readonly start: Profile;
}

/** What a fitted profile tells of bursts. */
export function burstDynamics(
  { dynamics }: Profile,
  { bursts }: DayStatistics,
  { loud, high, far }: BurstPlan,
  days: number,
  { usual, start }: Unmoved,
): Partial<Record<keyof Dynamics, Estimate>> {
  const { burstHeight, burstTail } = usual.dynamics;
  if (!loud) {
    return {
      burstsPerDay: fitted(0, undefined, NONE),
      burstHeight: asUsual(start.dynamics.burstHeight, burstHeight, NONE),
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
          burstHeight: asUsual(start.dynamics.burstHeight, burstHeight, LOW),
        }),
    burstTail: far ? fitted(decimals(dynamics.burstTail, 2)) : byDefault(burstTail, 'too few bursts to tell'),
  };
}

/** What it tells of the bursts of one metric, relative to those of the loudest. */
export function burstFigures(
  profile: Profile,
  metric: Metric,
  { loud, seen, high }: BurstPlan,
  { usual, start }: Unmoved,
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
        : asUsual(start[metric].burstShare, usual[metric].burstShare, isTold ? LOW : reason),
    burstGain: isTold
      ? fitted(significant(burstGain, 3))
      : asUsual(start[metric].burstGain, usual[metric].burstGain, reason),
  };
}

/** A figure that the data do not tell; but one of 0 would have none of the bursts and jobs that they show. */
function asUsual(start: number, usual: number, reason: string): Estimate {
  return start === usual ? byDefault(usual, reason) : fitted(start, undefined, `${NOT_ZERO}; ${reason}`);
}
