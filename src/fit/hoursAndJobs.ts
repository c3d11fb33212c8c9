import { NIGHT } from '../model/nights.js';
import { SLOTS } from '../model/shape.js';
import { peakDuration } from '../profiles/peakDuration.js';
import type { Metric } from '../profiles/profile.js';
import { fitHours, type HoursOfDay } from './hoursOfDay.js';
import { findLongJobs, type LongJobs } from './longJobs.js';
import { withoutLongJobs } from './withoutJobs.js';

/** When in the day the load is, beside jobs that run for hours. */
export interface HoursAndJobs {
  readonly hours: HoursOfDay;
  readonly longJobs: LongJobs;
  /** The samples without these jobs; see `SampleDays`. */
  readonly samples: ReadonlyMap<Metric, Float64Array>;
}

/** About the night window, an hour in which its jobs may have begun already. */
const MARGIN = 12;

/**
 * Finds the long jobs, and the hours of what is left: a backup of three hours is nobody's working day.
 *
 * @param samples - Rows of each metric, shape [n · 288].
 * @param isWorkingDay - Of each row: days off have hours of their own.
 */
export function hoursAndJobs(
  samples: ReadonlyMap<Metric, Float64Array>,
  isWorkingDay: (row: number) => boolean,
): HoursAndJobs {
  const beside = (isLookedAt: (slot: number) => boolean): HoursAndJobs => {
    const longJobs = findLongJobs(samples, isLookedAt);
    const rest = withoutLongJobs(samples, longJobs.jobs);
    return { hours: fitHours(rest, isWorkingDay), longJobs, samples: rest };
  };
  const found = beside(() => true);
  // The jobs of a night window are the load itself, and what is left of it without some of them is no working day.
  const isNight =
    found.hours.kind === 'night' || (isAtNight(found.hours) && fitHours(samples, isWorkingDay).kind === 'night');
  return isNight ? beside(isDay) : found;
}

function isDay(slot: number): boolean {
  return slot >= NIGHT.start + NIGHT.length - SLOTS + MARGIN && slot < NIGHT.start - MARGIN;
}

function isAtNight({ kind, hours }: HoursOfDay): boolean {
  const middle = hours.start + peakDuration(hours) / 2;
  return kind === 'hours' && !isDay(Math.floor((middle % 24) * 12));
}
