import { log } from '../num/log.js';
import { childKey, type Key } from '../num/random.js';
import { METRICS, type Metric, type Profile } from '../profiles/profile.js';
import { kneeOfDays } from './bound.js';
import type { Calendar, DayKind } from './calendar.js';
import { type Noise, noise } from './noise.js';
import { type NoiseLaw, workingDay } from './noiseLaw.js';
import { type LevelResponse, ordinaryLevel } from './ordinaryLevel.js';
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

/** One metric's daily level: `level · calendar · noise · exp(growth · days)`, softly bounded above its knee. */
export interface MetricModel extends LevelResponse {
  /** Level of an ordinary working day at `asOf`, before the bound. */
  readonly level: number;
  /** Growth of the logarithm a day. */
  readonly growthPerDay: number;
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
  return {
    key,
    profile,
    zone,
    calendar,
    asOfDay,
    metrics: METRICS.map((metric, index) => metricModel(profile, metric, laws[index]!, calendar.kinds())),
    dayNoise: dayNoise(childKey(key, PARTS.day), profile, factor),
    scale: Number(`1e${profile.precision}`),
  };
}

/**
 * Scales of the daily noise that outlast a day, in days, with their shares of the part that wanders; level shifts are
 * three and a half weeks apart (.66 a month of more than 30 % of the mean: Bitbrains).
 */
const WANDER = [
  { length: 4, share: 0.6 },
  { length: 24, share: 0.4 },
] as const;
const SHIFT_DAYS = 24;

/**
 * What wanders is back within this many days, more than the longest traces of servers have (92): a base is the mean over
 * years, and two of them tell it, and the growth, three times as well as where noise has no end to its memory.
 */
const RETURN_DAYS = 96;

function dayNoise(key: Key, { dynamics }: Profile, factor: Float64Array): Noise {
  const { persistence, shifts } = dynamics;
  return noise(key, [
    { kind: 'white', length: 1, share: 1 - persistence, factor },
    ...WANDER.map(({ length, share }) => ({
      kind: 'smooth' as const,
      length,
      group: RETURN_DAYS / length,
      share: persistence * (1 - shifts) * share,
      factor,
    })),
    { kind: 'steps', length: SHIFT_DAYS, group: RETURN_DAYS / SHIFT_DAYS, share: persistence * shifts, factor },
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
    knee: kneeOfDays(workingDay(profile[name], profile.weekendFactor), ceiling),
  };
  return {
    level: ordinaryLevel(base, response, kinds, profile.dynamics.activeDays),
    peak: response.peak,
    trough: response.trough,
    off: response.off,
    growthPerDay: log(1 + growth) / DAYS_PER_YEAR,
    noise: law,
    ceiling,
    knee: response.knee,
  };
}
