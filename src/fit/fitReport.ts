import type { Correlation, Dynamics, Metric, MetricProfile, PartialProfile, PeakHours } from '../profiles/profile.js';
import type { Estimate } from './estimate.js';

/** What {@link fitProfile} gives. */
export interface Fit {
  /** What the data tell, for `custom()` or `profile()`: a small JSON of rounded figures. */
  readonly profile: PartialProfile;
  /** How sure each figure is, and what was found of the data. */
  readonly report: FitReport;
}

/** What {@link fitProfile} tells of its work. Beside the figures it holds dates and counts of the data. */
export interface FitReport {
  /** The local date at which the base holds: for `ServerBuilder.asOf`. */
  readonly asOf: string;
  /** The time zone of the data: for `ServerBuilder.timeZone`. */
  readonly timeZone: string;
  readonly data: DataReport;
  /** Each figure of the profile, with its standard error where it is known. */
  readonly figures: FitFigures;
}

/** What was found of the data. */
export interface DataReport {
  /** Local dates of the first and the last day. */
  readonly from: string;
  readonly until: string;
  /** Usual time between two values, in milliseconds. */
  readonly intervalMs: number;
  /** Rows whose instant another one had before. */
  readonly duplicates: number;
  /** Of each metric that there is. */
  readonly metrics: Readonly<Partial<Record<Metric, MetricReport>>>;
  /**
   * What to mind, in a sentence: daily data whose instants are not where the days of `timeZone` begin, or days that were
   * sampled in two ways.
   */
  readonly note?: string;
}

/** What was found of the data of one metric. */
export interface MetricReport {
  /** Days with a value: of daily data, or with 80 % of their samples. */
  readonly days: number;
  /** Instants without a value. */
  readonly missing: number;
  /** Values that only repeat the one before for over an hour, which were left out. */
  readonly stuck: number;
  /** Values up to a hundredth above the capacity, which were taken as all of it. */
  readonly clipped: number;
  /**
   * Days below a hundredth of the usual which were left out: the server was off, as all its metrics say, or what measures
   * this one was, on fewer than one day in ten.
   */
  readonly off: number;
}

/** The figures of a profile as they were found, nested as a profile is. */
export type FitFigures = Readonly<
  Record<
    Metric,
    Readonly<Record<Exclude<keyof MetricProfile, 'jobLevel'>, Estimate>> & {
      /** Of a default there is no value: each job has a height of its own. */
      readonly jobLevel: Estimate<number | undefined>;
    }
  > & {
    correlation: Readonly<Record<keyof Correlation, Estimate>>;
    seasonalPeakFactor: Estimate;
    seasonalTroughFactor: Estimate;
    weekendFactor: Estimate;
    peakHours: Readonly<Record<keyof PeakHours, Estimate>>;
    batchNightWindow: Estimate<boolean>;
    dynamics: Readonly<Record<keyof Dynamics, Estimate>>;
  }
>;
