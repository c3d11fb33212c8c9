import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import type { Metric, MetricProfile, Profile } from '../profiles/profile.js';
import type { BurstPlan } from './burstPlan.js';
import type { DayStatistics } from './dayStatistics.js';
import { clamp } from './estimate.js';
import { ratio } from './ratio.js';
import { withMetrics } from './withMetrics.js';

/**
 * The bursts of a profile moved by as much as a server with it shows others than the data. How often and how high they are
 * is what the loudest metric shows, whose share of them and gain stay as usual; the other metrics' are relative to it.
 */
export function moveBursts(
  profile: Profile,
  { bursts: seen }: DayStatistics,
  { bursts: looks }: DayStatistics,
  { loud, seen: metrics, high, far }: BurstPlan,
): Profile {
  const { dynamics } = profile;
  if (!loud) return { ...profile, dynamics: { ...dynamics, burstsPerDay: 0 } };
  const often = (metric: Metric): number => ratio(seen.get(metric)!.perDay, looks.get(metric)!.perDay);
  const higher = (metric: Metric): number =>
    high.has(metric) ? ratio(seen.get(metric)!.height, looks.get(metric)!.height) : 1;

  const burstsPerDay = clamp(dynamics.burstsPerDay * often(loud), 0, 24);
  const burstHeight = clamp(dynamics.burstHeight * higher(loud), 0, 10);
  const tail = far ? ratio(seen.get(far)!.exponent, looks.get(far)!.exponent) : 1;
  const others = [...metrics]
    .filter((metric) => metric !== loud)
    .map((metric): readonly [Metric, Partial<MetricProfile>] => {
      const { burstShare, burstGain } = profile[metric];
      const more = (often(metric) * dynamics.burstsPerDay) / burstsPerDay;
      const gain = (burstGain * dynamics.burstHeight) / burstHeight;
      // Where heights are not told, how many of them are seen tells how high they are, for the metrics share their bursts:
      // of a Pareto law with exponent α, so many times more are seen if all are higher by the α-th root.
      const moved = high.has(metric)
        ? { burstShare: clamp(burstShare * more, 0, 1), burstGain: clamp(gain * higher(metric), 0, 1000) }
        : { burstGain: clamp(gain * exp(log(more) / dynamics.burstTail), 0, 1000) };
      return [metric, moved];
    });
  return {
    ...withMetrics(profile, others),
    dynamics: { ...dynamics, burstsPerDay, burstHeight, burstTail: clamp(dynamics.burstTail * tail, 0.5, 10) },
  };
}

/** The same bursts, measured by those of the CPU where they are seen: figures of different servers are then alike. */
export function byCpu(profile: Profile, { loud, seen }: BurstPlan, usualGain: number): Profile {
  if (!loud || loud === 'cpu' || !seen.has('cpu')) return profile;
  const factor = profile.cpu.burstGain / usualGain;
  const gains = Array.from(
    seen,
    (metric) => [metric, { burstGain: clamp(profile[metric].burstGain / factor, 0, 1000) }] as const,
  );
  return {
    ...withMetrics(profile, gains),
    dynamics: { ...profile.dynamics, burstHeight: clamp(profile.dynamics.burstHeight * factor, 0, 10) },
  };
}
