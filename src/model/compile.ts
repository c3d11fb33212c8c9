import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { childKey, type Key } from '../num/random.js';
import { METRICS, type MetricProfile, type Profile } from '../profiles/profile.js';
import { bound, KNEE } from './bound.js';
import type { Calendar, DayKind } from './calendar.js';
import { latentFactor, sigmaOf } from './latent.js';
import { type Noise, noise } from './noise.js';
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

/** One metric's daily level: `level · calendar · exp(sigma · noise − sigma² / 2 + growth · days)`, softly bounded. */
export interface MetricModel {
  /** Level of an ordinary working day at `asOf`, before the bound. */
  readonly level: number;
  /** What a quarter's end, a quarter's middle and a day off add, as ratios. */
  readonly peak: number;
  readonly trough: number;
  readonly off: number;
  /** Growth of the logarithm a day. */
  readonly growthPerDay: number;
  /** Standard deviation of the noise of the logarithm. */
  readonly sigma: number;
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
} as const;

/** Mean length of a year in the Gregorian calendar. */
export const DAYS_PER_YEAR = 365.2425;

/** What {@link compile} needs to know. */
export interface CompileOptions {
  readonly key: Key;
  readonly profile: Profile;
  readonly zone: Zone;
  readonly calendar: Calendar;
  readonly asOfDay: number;
}

/** @throws {ServerError} When no noise of the profile's std has the profile's correlations. */
export function compile({ key, profile, zone, calendar, asOfDay }: CompileOptions): Model {
  let scale = 1;
  for (let i = 0; i < profile.precision; i++) scale *= 10;
  return {
    key,
    profile,
    zone,
    calendar,
    asOfDay,
    metrics: METRICS.map((metric) => metricModel(profile, profile[metric], calendar.kinds())),
    dayNoise: dayNoise(childKey(key, PARTS.day), profile),
    scale,
  };
}

/** Scales of the daily noise that outlast a day, in days: the memory of server load reaches over months. */
const PERSISTENT_SCALES = [4, 16, 64];

function dayNoise(key: Key, profile: Profile): Noise {
  const factor = latentFactor(profile);
  const { persistence } = profile.dynamics;
  const share = persistence / PERSISTENT_SCALES.length;
  return noise(key, [
    { length: 1, shares: METRICS.map(() => 1 - persistence), factor },
    ...PERSISTENT_SCALES.map((length) => ({ length, shares: METRICS.map(() => share), factor })),
  ]);
}

function metricModel(profile: Profile, metric: MetricProfile, kinds: readonly DayKind[]): MetricModel {
  const { ceiling, calendarResponse } = metric;
  const part = {
    peak: calendarResponse * (profile.seasonalPeakFactor - 1),
    trough: calendarResponse * (profile.seasonalTroughFactor - 1),
    off: calendarResponse * (profile.weekendFactor - 1),
    growthPerDay: log(1 + metric.growth) / DAYS_PER_YEAR,
    sigma: sigmaOf(metric),
    ceiling,
  };
  return { ...part, level: ordinaryLevel(metric.base, part, kinds) };
}

/** What the calendar makes of an ordinary day's level. */
export function calendarFactor(
  metric: Pick<MetricModel, 'peak' | 'trough' | 'off'>,
  day: { readonly peak: number; readonly trough: number; readonly off: number },
): number {
  return (1 + metric.peak * day.peak + metric.trough * day.trough) * (1 + metric.off * day.off);
}

/** The level of an ordinary day with which the mean over all kinds of day, after the bound, is the base. */
function ordinaryLevel(base: number, metric: Omit<MetricModel, 'level'>, kinds: readonly DayKind[]): number {
  let mean = 0;
  let highest = 0;
  for (const kind of kinds) {
    const factor = calendarFactor(metric, kind);
    mean += kind.share * factor;
    highest = Math.max(highest, factor);
  }
  const straight = base / mean;
  const { sigma, ceiling } = metric;
  if (straight * highest * exp(3 * sigma) <= KNEE * ceiling) return straight;

  // Part of the days is bent by the bound: lift the level until the bent mean is the base. The bent mean is concave, so
  // secants from the left never overshoot.
  const bentMean = bentMeanOf(metric, kinds);
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

/** The mean over all kinds of day and the noise, after the bound, as a function of the ordinary level. */
function bentMeanOf(metric: Omit<MetricModel, 'level'>, kinds: readonly DayKind[]): (level: number) => number {
  const { sigma, ceiling } = metric;
  const points = new Float64Array(kinds.length * HERMITE.length);
  const weights = new Float64Array(points.length);
  HERMITE.forEach(([z, weight], node) => {
    const noise = exp(sigma * z - (sigma * sigma) / 2);
    for (let i = 0; i < kinds.length; i++) {
      points[node * kinds.length + i] = calendarFactor(metric, kinds[i]!) * noise;
      weights[node * kinds.length + i] = kinds[i]!.share * weight;
    }
  });
  return (level) => {
    let sum = 0;
    for (let i = 0; i < points.length; i++) sum += weights[i]! * bound(level * points[i]!, ceiling);
    return sum;
  };
}

/** Nodes and weights of the 7-point Gauss–Hermite rule for the standard normal (Abramowitz & Stegun, table 25.10). */
const HERMITE: readonly (readonly [z: number, weight: number])[] = [
  [-3.750439717725742, 5.48268855972218e-4],
  [-2.366759410734541, 3.07571239675865e-2],
  [-1.154405394739968, 0.2401231786050127],
  [0, 16 / 35],
  [1.154405394739968, 0.2401231786050127],
  [2.366759410734541, 3.07571239675865e-2],
  [3.750439717725742, 5.48268855972218e-4],
];
