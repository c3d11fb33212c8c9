import type { DynamicsPreset } from './dynamics.js';

/** The four metrics, in the order in which records have them. */
export const METRICS: readonly ['cpu', 'memory', 'diskIo', 'network'] = /* @__PURE__ */ Object.freeze([
  'cpu',
  'memory',
  'diskIo',
  'network',
] as const);

/** A metric of a server: `cpu`, `memory` and `network` in % of capacity, `diskIo` in MB/s. */
export type Metric = (typeof METRICS)[number];

/** How one metric of a server behaves. */
export interface MetricProfile {
  /**
   * Long-run mean of the daily P95 (95th percentile of the day's 5-minute samples), where growth is 0 or at the
   * instant `asOf`. In % of capacity, for `diskIo` in MB/s; 0.000001 to `ceiling` (excluded), and no less than `precision`
   * shows: at 2 decimals, 0.005.
   */
  readonly base: number;
  /** Standard deviation of a day's noise, in % of the day's expected level (so of the base, on an average day); 0 to 100. */
  readonly std: number;
  /** Growth of the level a year, compounded, as a ratio: 0.12 is 12 % a year; −0.9 to 10. */
  readonly growth: number;
  /**
   * The bound that values approach softly and never pass: 100 for percentages; for `diskIo` in MB/s, up to 10⁹. With no
   * more decimals than `precision`.
   */
  readonly ceiling: number;
  /**
   * How far the metric follows the calendar, as a ratio 0–1: with 0.2, a day on which the load is 1.4 times the usual
   * is 1.08 times the usual here. Memory follows little: caches and heaps are not given back on Saturdays.
   */
  readonly calendarResponse: number;
  /** Level outside the busy hours, as a ratio of the busy level; 0.01 to 1. */
  readonly quietLevel: number;
  /** Standard deviation of the logarithm of the 5-minute samples around the day's shape; 0 to 1. */
  readonly volatility: number;
  /** Share of that noise's variance that is new every 5 minutes; the rest moves over hours. 0 to 1. */
  readonly roughness: number;
  /**
   * How heavy the upper tail of the daily noise is: the log standard deviation of the shifted log-normal law that it
   * follows, 0 to 1.5. At 0 the noise is as near to Gaussian as its std allows; at 1 its skewness is 6. Where unusual
   * days have no room below the ceiling it is lighter, and near the ceiling a tail of lower days.
   */
  readonly tail: number;
  /** Chance that a burst or a job hits this metric, 0 to 1; not a job of hours where `jobLevel` is set. */
  readonly burstShare: number;
  /** How hard it does, in `dynamics.burstHeight`; 0 to 1000. */
  readonly burstGain: number;
  /**
   * Level while a job of hours runs, as a ratio of the busy level: where there is less, a job makes it so much. 0 to 11,
   * which is as high as a drawn job makes the load of its moment. At 0 no such job touches the metric. Absent unless it is
   * set: then each of them hits or spares it and has a height of its own, as a burst has.
   */
  readonly jobLevel?: number | undefined;
}

/** Pearson correlations of the noise between metrics, −1 to 1 (excluded). */
export interface Correlation {
  readonly cpuMemory: number;
  readonly cpuNetwork: number;
  readonly memoryDisk: number;
  readonly cpuDisk: number;
  readonly memoryNetwork: number;
  readonly diskNetwork: number;
}

/** Hours of the day, local time, 0–24; fractions are allowed. */
export interface PeakHours {
  /** When the busy plateau begins, 0 to 24 (excluded). */
  readonly start: number;
  /** When it ends, above 0 to 24, at least 2 hours later; up to `start` it is an hour of the next day. */
  readonly end: number;
}

/** How the load moves in time: what base, std, correlations and the calendar leave open. */
export interface Dynamics {
  /** Share of the variance of the daily noise that outlasts a day (weeks of it, and within some three months it comes back), 0 to 1. */
  readonly persistence: number;
  /** Share of the persistent variance that comes as sudden shifts of the level, some weeks apart; 0 to 1. */
  readonly shifts: number;
  /** Median length of the episode of higher load that makes a day stand out, in hours, 1.5 to 24. */
  readonly episodeHours: number;
  /** Share of the lasting part of the 5-minute noise in which all metrics follow one load, 0 to 1. */
  readonly sharedLoad: number;
  /** How far memory follows that load too, 0 to 1: active memory does, that of operating systems hardly. */
  readonly memoryFollowsLoad: number;
  /** Bursts a day, of 5 to 60 minutes, 0 to 24. */
  readonly burstsPerDay: number;
  /** About the median height of a burst above the load of its moment, as a ratio: 0.8 adds 80 %; 0 to 10. */
  readonly burstHeight: number;
  /** Exponent of the Pareto law of the heights, 0.5 to 10: the smaller, the heavier the tail. */
  readonly burstTail: number;
  /**
   * Scheduled jobs a day, each at its time: short ones of minutes, long ones of hours; 0 to 12. Where a metric has a
   * `jobLevel` and `jobMinutes` is 50 or more, a server has one at least, unless this is 0.
   */
  readonly jobsPerDay: number;
  /**
   * Median length of a scheduled job, in minutes, 5 to 300. From 50 on, where a metric has a `jobLevel`, that of each; below
   * 90 it is 90 then.
   */
  readonly jobMinutes: number;
  /**
   * Share of days that have work at all, 0.01 to 1; the others are idle, and both come in campaigns of some days, in busy
   * and in quiet spells. Below 0.5 days with work are events, and make most of the std.
   */
  readonly activeDays: number;
  /**
   * Share of an active day in which tasks run, 0.06 to 1; 1 is a load that follows the hours of the day instead. Not
   * used where `batchNightWindow` is on.
   */
  readonly dutyCycle: number;
  /** Releases of memory a day (garbage collections, worker recycling), each the end of a slow ramp; 0.1 to 24. */
  readonly releasesPerDay: number;
  /** What a release gives back, as a ratio of the memory in use; 0 to 0.5. */
  readonly releaseDepth: number;
  /** Restarts of the process that holds the memory, each followed by hours of filling up again; a month, 0 to 30. */
  readonly restartsPerMonth: number;
}

/** Version of the model: a profile's values are those of its version. */
export const MODEL_VERSION = 2;

/** Everything that tells a server from another: plain, frozen data that survives JSON. */
export interface Profile {
  /** Version of the model: values of one version never change. */
  readonly model: typeof MODEL_VERSION;
  /** Name of the archetype, `custom` unless named. */
  readonly archetype: string;
  readonly cpu: MetricProfile;
  readonly memory: MetricProfile;
  readonly diskIo: MetricProfile;
  readonly network: MetricProfile;
  readonly correlation: Correlation;
  /** Level on the last day of a fiscal quarter, as a ratio of an ordinary day's; 0.000001 to 10. */
  readonly seasonalPeakFactor: number;
  /** Level in the middle of a fiscal quarter, as a ratio of an ordinary day's; 0.000001 to 10. */
  readonly seasonalTroughFactor: number;
  /** Level on Saturdays, Sundays and holidays, as a ratio of a working day's; 0.000001 to 10. */
  readonly weekendFactor: number;
  /** Month in which the fiscal year begins, 1 to 12. */
  readonly fiscalYearStart: number;
  /** Local hours of the busy plateau; not used where `batchNightWindow` is on. */
  readonly peakHours: PeakHours;
  /** Whether the load is a set of jobs between 22:00 and 06:00, local time. */
  readonly batchNightWindow: boolean;
  readonly dynamics: Dynamics;
  /** Decimals of the published values, 0 to 6. */
  readonly precision: number;
}

/** A part of a profile, at any depth. */
export type PartialProfile = {
  readonly [Key in keyof Profile]?: Profile[Key] extends object ? Partial<Profile[Key]> : Profile[Key];
};

/**
 * What a user may write of a profile: a part of it, its dynamics figure by figure or by a preset's name. What is undefined
 * counts as absent.
 */
export type ProfileInput = PartOf<{
  readonly [Key in keyof Profile]:
    | (Profile[Key] extends object ? PartOf<Profile[Key]> : Profile[Key])
    | (Key extends 'dynamics' ? DynamicsPreset : never);
}>;

/** Some fields of an object as a user may write them: what is undefined counts as absent. */
export type PartOf<T> = { readonly [Key in keyof T]?: T[Key] | undefined };
