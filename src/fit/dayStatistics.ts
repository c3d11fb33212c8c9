import { SLOTS } from '../model/shape.js';
import { type Metric, METRICS } from '../profiles/profile.js';
import { type BurstStatistics, burstStatistics } from './burstStatistics.js';
import { dayResiduals } from './dayResiduals.js';
import { medianOf } from './medianOf.js';
import { slotProfile } from './slotProfile.js';
import type { DayShape } from './dayShape.js';
import { type ReleaseStatistics, releaseStatistics } from './releaseStatistics.js';
import { spread } from './spread.js';

/** What is seen of days of samples: the same is asked of data and of simulated servers. */
export interface DayStatistics {
  /** Level outside the busy hours over the busy level. */
  readonly quiet: ReadonlyMap<Metric, number>;
  /** Spread of the samples about the usual day; of memory, of its steps from hour to hour. */
  readonly spread: ReadonlyMap<Metric, number>;
  readonly bursts: ReadonlyMap<Metric, BurstStatistics>;
  readonly releases: ReleaseStatistics | undefined;
}

/** Slots that a look at the noise leaves out: the hours about midnight, in which one day's level becomes the next one's. */
const EDGE = 18;
const HOUR = 12;

/**
 * @param samples - Rows of each metric, shape [n · 288].
 * @param loud - The metric whose bursts are looked at; all, where it is undefined.
 */
export function dayStatistics(
  samples: ReadonlyMap<Metric, Float64Array>,
  { quietOf, isSteady }: DayShape,
  loud?: Metric,
): DayStatistics {
  const quiet = new Map<Metric, number>();
  const spreads = new Map<Metric, number>();
  const bursts = new Map<Metric, BurstStatistics>();
  let releases: ReleaseStatistics | undefined;
  for (const metric of METRICS) {
    const rows = samples.get(metric);
    if (!rows) continue;
    const profile = slotProfile(rows);
    quiet.set(metric, quietOf(profile.shape));
    const residuals = dayResiduals(rows, profile).map((value, i) => (isSteady(i % SLOTS) ? value : NaN));
    if (metric === 'memory') {
      const steps = residuals.map((value, i) => (i % SLOTS < HOUR ? NaN : value - residuals[i - HOUR]!));
      const usual = medianOf(steps);
      spreads.set(metric, spread(steps.map((step) => step - usual)));
      releases = releaseStatistics(residuals);
    } else {
      const isMiddle = (slot: number): boolean => slot >= EDGE && slot < SLOTS - EDGE;
      spreads.set(metric, spread(residuals.map((value, i) => (isMiddle(i % SLOTS) ? value : NaN))));
      if (loud === undefined || loud === metric) bursts.set(metric, burstStatistics(residuals));
    }
  }
  return { quiet, spread: spreads, bursts, releases };
}
