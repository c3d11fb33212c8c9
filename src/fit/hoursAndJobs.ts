import { SLOTS_PER_HOUR } from '../model/shape.js';
import { peakDuration } from '../profiles/peakDuration.js';
import type { Metric } from '../profiles/profile.js';
import { nightShape } from './dayShape.js';
import type { Estimate } from './estimate.js';
import { fitHours, type HoursOfDay } from './hoursOfDay.js';
import { jobLevels } from './jobLevels.js';
import { findLongJobs, type LongJobs } from './longJobs.js';
import type { SampleDays } from './sampleDays.js';
import { findShortJobs, type ShortJobs } from './shortJobs.js';
import { withoutLongJobs, withoutShortJobs } from './withoutJobs.js';

/** When in the day the load is, and what happens beside it by the clock. */
export interface HoursAndJobs {
  readonly hours: HoursOfDay;
  readonly short: ShortJobs;
  readonly long: LongJobs;
  /** Of each metric that long jobs may touch, its level while they run; see `jobLevels`. */
  readonly levels: ReadonlyMap<Metric, Estimate>;
  /** The samples without the jobs, but for those that count as bursts; see `SampleDays`. */
  readonly samples: ReadonlyMap<Metric, Float64Array>;
}

/**
 * Finds the jobs, and the hours of what is left: a backup of three hours is nobody's working day.
 *
 * @param isWorkingDay - Of each row: days off have hours of their own.
 */
export function hoursAndJobs({ days, samples }: SampleDays, isWorkingDay: (row: number) => boolean): HoursAndJobs {
  const beside = (isLookedAt: (slot: number) => boolean) => {
    const long = findLongJobs(samples, isLookedAt);
    const rest = withoutLongJobs(samples, long.jobs);
    return { long, rest, hours: fitHours(rest, isWorkingDay) };
  };
  const found = beside(() => true);
  // The jobs of a night window are the load itself: they are none beside it, unless there is a day's work without them.
  const isNight =
    found.hours.kind === 'night' || (!isOfDay(found.hours) && fitHours(samples, isWorkingDay).kind === 'night');
  const { long, rest, hours } = isNight ? beside(nightShape.isSteady) : found;
  const short = findShortJobs({ days, samples: rest }, hours.kind === 'night');
  const levels = jobLevels(samples, long, isWorkingDay);
  // A profile with jobs of hours has no short ones: where these are seen as well, they are bursts.
  return { hours, short, long, levels, samples: levels.size > 0 ? rest : withoutShortJobs(rest, short) };
}

function isOfDay({ kind, hours }: HoursOfDay): boolean {
  const middle = hours.start + peakDuration(hours) / 2;
  return kind === 'hours' && nightShape.isSteady(Math.floor((middle % 24) * SLOTS_PER_HOUR));
}
