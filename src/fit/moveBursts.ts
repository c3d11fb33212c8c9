import type { Metric, Profile } from '../profiles/profile.js';
import type { BurstPlan } from './burstPlan.js';
import type { DayStatistics } from './dayStatistics.js';
import { clamp } from './estimate.js';
import { ratio } from './ratio.js';

/**
 * The bursts of a profile moved by as much as a server with it shows others than the data. How often and how high they are
 * is what the loudest metric shows, whose share of them and gain stay as usual; the other metrics' are relative to it.
 */
export function moveBursts(
  profile: Profile,
  { bursts: seen }: DayStatistics,
  { bursts: looks }: DayStatistics,
  { loud, seen: metrics, high, tellsTail }: BurstPlan,
): Profile {
  const { dynamics } = profile;
  if (!loud) return { ...profile, dynamics: { ...dynamics, burstsPerDay: 0 } };
  const often = (metric: Metric): number => ratio(seen.get(metric)!.perDay, looks.get(metric)!.perDay);
  const higher = (metric: Metric): number =>
    high.has(metric) ? ratio(seen.get(metric)!.height, looks.get(metric)!.height) : 1;

  const burstsPerDay = clamp(dynamics.burstsPerDay * often(loud), 0, 24);
  const burstHeight = clamp(dynamics.burstHeight * higher(loud), 0, 10);
  const tail = tellsTail ? ratio(seen.get(loud)!.exponent, looks.get(loud)!.exponent) : 1;
  const others = [...metrics]
    .filter((metric) => metric !== loud)
    .map((metric) => {
      const { burstShare, burstGain } = profile[metric];
      const share = (burstShare * often(metric) * dynamics.burstsPerDay) / burstsPerDay;
      const gain = high.has(metric) ? (burstGain * higher(metric) * dynamics.burstHeight) / burstHeight : burstGain;
      return [
        metric,
        {
          ...profile[metric],
          burstShare: clamp(share, 0, 1),
          burstGain: clamp(gain, 0, 1000),
        },
      ];
    });
  return {
    ...profile,
    ...(Object.fromEntries(others) as Pick<Profile, Metric>),
    dynamics: { ...dynamics, burstsPerDay, burstHeight, burstTail: clamp(dynamics.burstTail * tail, 0.5, 10) },
  };
}
