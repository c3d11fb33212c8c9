import { log } from '../num/log.js';
import { childKey, type Key } from '../num/random.js';
import { METRICS, type Metric, type Profile } from '../profiles/profile.js';
import { bound, KNEE } from './bound.js';
import type { Calendar, DayKind } from './calendar.js';
import { type Noise, noise } from './noise.js';
import { noiseFactor, type NoiseLaw } from './noiseLaw.js';
import type { Zone } from './zone.js';

/** A server as numbers: what the layers of time are computed from, with nothing optional and nothing to look up. */
export interface Model {
  readonly key: Key;
  readonly profile: Profile;
  readonly zone: Zone;
  readonly calendar: Calendar;
  /** The local day on which the profile's levels hold. */
  readonly asOfDay: number;
  /** In the order of `METRICS`. */
  readonly metrics: readonly MetricModel[];
  /** The noise of the daily levels; its unit of time is the day. */
  readonly dayNoise: Noise;
  /** Published values are whole multiples of 1 / scale. */
  readonly scale: number;
}

/** One metric's daily level: `level · calendar · noise · exp(growth · days)`, softly bounded. */
export interface MetricModel {
  /** Level of an ordinary working day at `asOf`, before the bound. */
  readonly level: number;
  /** What a quarter's end, a quarter's middle and a day off add, as ratios. */
  readonly peak: number;
  readonly trough: number;
  readonly off: number;
  /** Growth of the logarithm a day. */
  readonly growthPerDay: number;
  readonly noise: NoiseLaw;
  readonly ceiling: number;
}

/** The parts of a model that have a key of their own. */
export const PARTS = {
  profile: 1,
  day: 2,
  sample: 3,
  bursts: 4,
  releases: 5,
  jobs: 6,
  refinement: 7,
  facts: 8,
  campaigns: 9,
  tasks: 10,
  nights: 11,
  episodes: 12,
} as const;

/** Mean length of a year in the Gregorian calendar. */
export const DAYS_PER_YEAR = 365.2425;

/** What {@link compile} needs to know. */
export interface CompileOptions {
  readonly key: Key;
  readonly profile: Profile;
  /** The laws of the profile's daily noise, in the order of `METRICS`. */
  readonly laws: readonly NoiseLaw[];
  /** That of the normal numbers' correlations: the `latentFactor` of the profile and its laws. */
  readonly factor: Float64Array;
  readonly zone: Zone;
  readonly calendar: Calendar;
  readonly asOfDay: number;
}

export function compile({ key, profile, laws, factor, zone, calendar, asOfDay }: CompileOptions): Model {
  let scale = 1;
  for (let i = 0; i < profile.precision; i++) scale *= 10;
  return {
    key,
    profile,
    zone,
    calendar,
    asOfDay,
    metrics: METRICS.map((metric, index) => metricModel(profile, metric, laws[index]!, calendar.kinds())),
    dayNoise: dayNoise(childKey(key, PARTS.day), profile, factor),
    scale,
  };
}

/**
 * Scales of the daily noise that outlast a day, in days, with their shares of the part that wanders; level shifts are
 * three and a half weeks apart (.66 a month of more than 30 % of the mean: Bitbrains).
 */
const WANDER = [
  { length: 4, share: 0.6 },
  { length: 32, share: 0.4 },
] as const;
const SHIFT_DAYS = 24;

function dayNoise(key: Key, { dynamics }: Profile, factor: Float64Array): Noise {
  const { persistence, shifts } = dynamics;
  return noise(key, [
    { kind: 'white', length: 1, share: 1 - persistence, factor },
    ...WANDER.map(({ length, share }) => ({
      kind: 'smooth' as const,
      length,
      share: persistence * (1 - shifts) * share,
      factor,
    })),
    { kind: 'steps', length: SHIFT_DAYS, share: persistence * shifts, factor },
  ]);
}

function metricModel(profile: Profile, name: Metric, law: NoiseLaw, kinds: readonly DayKind[]): MetricModel {
  const { base, growth, ceiling, calendarResponse } = profile[name];
  const response = {
    peak: calendarResponse * (profile.seasonalPeakFactor - 1),
    trough: calendarResponse * (profile.seasonalTroughFactor - 1),
    off: calendarResponse * (profile.weekendFactor - 1),
    noise: law,
    ceiling,
  };
  return {
    level: ordinaryLevel(base, response, kinds, profile.dynamics.activeDays),
    peak: response.peak,
    trough: response.trough,
    off: response.off,
    growthPerDay: log(1 + growth) / DAYS_PER_YEAR,
    noise: law,
    ceiling,
  };
}

/** What the calendar makes of an ordinary day's level. */
export function calendarFactor(
  metric: Pick<MetricModel, 'peak' | 'trough' | 'off'>,
  day: { readonly peak: number; readonly trough: number; readonly off: number },
): number {
  return (1 + metric.peak * day.peak + metric.trough * day.trough) * (1 + metric.off * day.off);
}

/** The level of an ordinary day with which the mean over all kinds of day, after the bound, is the base. */
function ordinaryLevel(
  base: number,
  metric: Omit<MetricModel, 'level' | 'growthPerDay'>,
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
  if (straight * highest * noiseFactor(metric.noise, FAR_OUT) <= KNEE * metric.ceiling) return straight;

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
function bentMeanOf(
  metric: Omit<MetricModel, 'level' | 'growthPerDay'>,
  kinds: readonly DayKind[],
  activeDays: number,
): (level: number) => number {
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
  const { ceiling } = metric;
  return (level) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += weights[i]! * bound(level * points[i]!, ceiling);
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
