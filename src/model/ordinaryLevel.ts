import { boundAbove } from './bound.js';
import type { DayKind } from './calendar.js';
import { noiseFactor, type NoiseLaw } from './noiseLaw.js';

/** What moves a metric's level from day to day, and what bounds it. */
export interface LevelResponse {
  /** What a quarter's end, a quarter's middle and a day off add, as ratios. */
  readonly peak: number;
  readonly trough: number;
  readonly off: number;
  readonly noise: NoiseLaw;
  readonly ceiling: number;
  /** Where the bound of its days begins. */
  readonly knee: number;
}

/** What the calendar makes of an ordinary day's level. */
export function calendarFactor(
  metric: Pick<LevelResponse, 'peak' | 'trough' | 'off'>,
  day: { readonly peak: number; readonly trough: number; readonly off: number },
): number {
  return (1 + metric.peak * day.peak + metric.trough * day.trough) * (1 + metric.off * day.off);
}

/** The level of an ordinary day with which the mean over all kinds of day, after the bound, is the base. */
export function ordinaryLevel(
  base: number,
  metric: LevelResponse,
  kinds: readonly DayKind[],
  activeDays: number,
): number {
  let mean = 0;
  let highest = 0;
  for (const kind of kinds) {
    const factor = calendarFactor(metric, kind);
    mean += kind.share * factor;
    highest = Math.max(highest, factor);
  }
  const straight = base / mean;
  if (straight * highest * noiseFactor(metric.noise, FAR_OUT) <= metric.knee) return straight;

  // Part of the days is bent by the bound: lift the level until the bent mean is the base. The bent mean is concave, so
  // secants from the left never overshoot.
  const bentMean = bentMeanOf(metric, kinds, activeDays);
  let left = 0.99 * straight;
  let level = straight;
  let atLeft = bentMean(left);
  for (let i = 0; i < MOST_SECANTS; i++) {
    const mean = bentMean(level);
    const next = level + ((base - mean) * (level - left)) / (mean - atLeft);
    if (!(next > level * (1 + 1e-9))) break;
    left = level;
    atLeft = mean;
    level = next;
  }
  return level;
}

const MOST_SECANTS = 100;
/** Standard deviations beyond which days are too rare to move the mean. */
const FAR_OUT = 3.5;

/** The mean over all kinds of day and the noise, after the bound, as a function of the ordinary level. */
function bentMeanOf(metric: LevelResponse, kinds: readonly DayKind[], activeDays: number): (level: number) => number {
  const count = kinds.length * HERMITE.length * (activeDays === 0 || activeDays === 1 ? 1 : 2);
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  const factors = kinds.map((kind) => calendarFactor(metric, kind));
  let at = 0;
  for (let isIdle = 0; isIdle < 2; isIdle++) {
    const share = isIdle ? 1 - activeDays : activeDays;
    if (share === 0) continue;
    for (const { z, weight } of HERMITE) {
      const noise = noiseFactor(metric.noise, z, isIdle === 1);
      for (let kind = 0; kind < kinds.length; kind++, at++) {
        points[at] = factors[kind]! * noise;
        weights[at] = kinds[kind]!.share * weight * share;
      }
    }
  }
  const { ceiling, knee } = metric;
  return (level) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += weights[i]! * boundAbove(knee, level * points[i]!, ceiling);
    return sum;
  };
}

/** Nodes and weights of the 7-point Gauss–Hermite rule for the standard normal (Abramowitz & Stegun, table 25.10). */
const HERMITE: readonly { readonly z: number; readonly weight: number }[] = [
  { z: -3.750439717725742, weight: 5.48268855972218e-4 },
  { z: -2.366759410734541, weight: 3.07571239675865e-2 },
  { z: -1.154405394739968, weight: 0.2401231786050127 },
  { z: 0, weight: 16 / 35 },
  { z: 1.154405394739968, weight: 0.2401231786050127 },
  { z: 2.366759410734541, weight: 3.07571239675865e-2 },
  { z: 3.750439717725742, weight: 5.48268855972218e-4 },
];
