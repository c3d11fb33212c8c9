import { type Metric, METRICS } from '../profiles/profile.js';
import type { Profile } from '../profiles/profile.js';
import { LOWEST } from './burstStatistics.js';
import type { DayStatistics } from './dayStatistics.js';

/** Bursts a day up to which they are noise. */
const RARE = 0.05;
/** How much higher than its threshold a median burst must be, lest most of them are below. */
const CLEAR = 2;
/** Fewest bursts that tell a law of their heights. */
const FEWEST = 60;

/** What of the bursts is told. */
export interface BurstPlan {
  /**
   * The metric by which all are measured: the first whose height is told, else the one whose bursts stand out most;
   * undefined where none do.
   */
  readonly loud: Metric | undefined;
  /** Metrics whose bursts are seen, and of these the ones whose median height is told. */
  readonly seen: ReadonlySet<Metric>;
  readonly high: ReadonlySet<Metric>;
  /** The metric that tells the law of heights: the one of which the least is seen; undefined where too little is. */
  readonly far: Metric | undefined;
}

/** The metrics whose bursts are seen. */
export function sees(bursts: DayStatistics['bursts']): readonly Metric[] {
  return METRICS.filter((metric) => (bursts.get(metric)?.perDay ?? 0) > RARE);
}

/**
 * Finds what the bursts tell. Of a Pareto law that is seen from a threshold on, the median is a fixed multiple of the
 * threshold and tells nothing, so it must be well above it; but where bursts of the usual height would all be seen, they
 * are lower.
 *
 * @param days - Number of days.
 */
export function burstPlan({ bursts }: DayStatistics, profile: Profile, days: number): BurstPlan {
  const seen = sees(bursts);
  const clarity = (metric: Metric): number => bursts.get(metric)!.height / bursts.get(metric)!.threshold;
  const high = seen.filter((metric) => {
    const usual = profile.dynamics.burstHeight * profile[metric].burstGain;
    return clarity(metric) > CLEAR || bursts.get(metric)!.threshold < LOWEST * usual;
  });
  const clearest =
    seen.length > 0 ? seen.reduce((one, other) => (clarity(other) > clarity(one) ? other : one)) : undefined;
  const loud = high[0] ?? clearest;
  const many = seen.filter((metric) => bursts.get(metric)!.perDay * days >= FEWEST);
  const far = many.length > 0 ? many.reduce((one, other) => (clarity(other) < clarity(one) ? other : one)) : undefined;
  return {
    loud,
    seen: new Set(seen),
    high: new Set(high),
    far,
  };
}
