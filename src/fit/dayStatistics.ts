import { SLOTS } from '../model/shape.js';
import { type Metric, METRICS } from '../profiles/profile.js';
import { type BurstStatistics, burstStatistics } from './burstStatistics.js';
import { dayResiduals } from './dayResiduals.js';
import type { DayShape } from './dayShape.js';
import { likenessOfHours } from './likenessOfHours.js';
import { medianOf } from './medianOf.js';
import { type ReleaseStatistics, releaseStatistics } from './releaseStatistics.js';
import { slotProfile } from './slotProfile.js';
import { spread } from './spread.js';

/** What is seen of days of samples: the same is asked of data and of simulated servers. */
export interface DayStatistics {
  /** Level outside the busy hours over the busy level. */
  readonly quiet: ReadonlyMap<Metric, number>;
  /** Spread of the samples about the usual day; of memory, of its steps from hour to hour. */
  readonly spread: ReadonlyMap<Metric, number>;
  /** Share of the square of that spread that is new with each sample. */
  readonly rough: ReadonlyMap<Metric, number>;
  readonly bursts: ReadonlyMap<Metric, BurstStatistics>;
  readonly releases: ReleaseStatistics | undefined;
  /** Mean correlation of the hours between metrics: of those but memory, and of memory with them; NaN without two. */
  readonly shared: number;
  readonly memoryShared: number;
}

/** Slots that a look at the noise leaves out: the hours about midnight, in which one day's level becomes the next one's. */
const EDGE = 18;
const HOUR = 12;

/** @param samples - Rows of each metric, shape [n · 288]. */
export function dayStatistics(
  samples: ReadonlyMap<Metric, Float64Array>,
  { quietOf, isSteady }: DayShape,
): DayStatistics {
  const quiet = new Map<Metric, number>();
  const spreads = new Map<Metric, number>();
  const rough = new Map<Metric, number>();
  const bursts = new Map<Metric, BurstStatistics>();
  const all = new Map<Metric, Float64Array>();
  for (const metric of METRICS) {
    const rows = samples.get(metric);
    if (!rows) continue;
    const profile = slotProfile(rows);
    quiet.set(metric, quietOf(profile.shape));
    const residuals = dayResiduals(rows, profile).map((value, i) => (isSteady(i % SLOTS) ? value : NaN));
    all.set(metric, residuals);
    const isMiddle = (slot: number): boolean => slot >= EDGE && slot < SLOTS - EDGE;
    const whole =
      metric === 'memory'
        ? spreadOfSteps(residuals, HOUR)
        : spread(residuals.map((value, i) => (isMiddle(i % SLOTS) ? value : NaN)));
    const step = spreadOfSteps(residuals, 1);
    spreads.set(metric, whole);
    rough.set(metric, (step * step) / (2 * whole * whole));
    if (metric !== 'memory') bursts.set(metric, burstStatistics(residuals));
  }
  const memory = all.get('memory');
  return {
    quiet,
    spread: spreads,
    rough,
    bursts,
    releases: memory && releaseStatistics(memory),
    ...likenessOfHours(all),
  };
}

/** Spread of the steps over a number of samples within a day. */
function spreadOfSteps(residuals: Float64Array, reach: number): number {
  const steps = residuals.map((value, i) => (i % SLOTS < reach ? NaN : value - residuals[i - reach]!));
  const usual = medianOf(steps);
  return spread(steps.map((step) => step - usual));
}
