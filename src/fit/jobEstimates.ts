import { jobsOf, LONGEST_SHORT, SHORTEST_LONG } from '../model/jobs.js';
import { log } from '../num/log.js';
import { childKey, rootKey } from '../num/random.js';
import { type Metric, METRICS, type Profile } from '../profiles/profile.js';
import { slotsBetween } from './daySteps.js';
import { byDefault, type Estimate, fitted, significant } from './estimate.js';
import type { HoursAndJobs } from './hoursAndJobs.js';
import type { LongJob } from './longJobs.js';
import { MOST_JOBS } from './shortJobs.js';

/** What a fitted profile tells of its jobs: how many a day, and how long. */
export type JobFigures = Readonly<Record<'jobsPerDay' | 'jobMinutes', Estimate>>;

type SeenJobs = Pick<HoursAndJobs, 'short' | 'long' | 'levels'>;

/** Where a smaller share would be seen than this, not enough is known of the rest. */
const LEAST_SEEN = 0.5;
/** How far the usual length may be off, as a log standard deviation; chosen by eye. */
const LENGTH_SPREAD = 2;
/** Lengths of short jobs to choose from. */
const MINUTES = [5, 7, 10, 14, 20];
/** The longest that a profile may say. */
const LONGEST_MINUTES = 300;

const NO_SHORT = 'short jobs were seen as well, which count as bursts beside jobs of hours';
const NONE = 'no jobs were seen';
const TOO_MANY = 'more things happen by the clock than a profile has jobs';

/**
 * The figures of the jobs that were seen. As there are jobs that are too low to be told from noise, there are so many more
 * as it takes for as many to be seen: of the jobs that servers with the profile draw, that share would be. Jobs that touch
 * none of the metrics do not count.
 *
 * @param profile - With the bursts, whose height is that of jobs.
 */
export function jobFigures(profile: Profile, seen: SeenJobs, usual: Profile): JobFigures {
  const { short, long, levels } = seen;
  const { jobsPerDay, jobMinutes } = usual.dynamics;
  if (levels.size > 0) return knownJobs(seen);
  const count = short.jobs.length + long.jobs.length;
  if (short.areTooMany) {
    return { jobsPerDay: byDefault(jobsPerDay, TOO_MANY), jobMinutes: byDefault(jobMinutes, TOO_MANY) };
  }
  if (count === 0) {
    return { jobsPerDay: fitted(0, undefined, NONE), jobMinutes: byDefault(jobMinutes, NONE) };
  }
  // Long ones without a level are too short to be the day's P95.
  const lengths = [...short.jobs.map(({ length }) => length), ...long.jobs.map(slotsOf)];
  const shortLengths = lengths.map((length) => Math.min(LONGEST_SHORT, length));
  const minutes = likeliestMinutes(profile, shortLengths, jobMinutes);
  const drawn = drawnJobs(profile, minutes).filter(({ heights }) =>
    METRICS.some((metric, i) => long.thresholds.has(metric) && heights[i]! > 0),
  );
  const share = Math.max(LEAST_SEEN, drawn.filter((job) => isSeen(job, seen)).length / drawn.length);
  const error = Math.sqrt(count * (1 - share)) / share;
  return {
    jobsPerDay: fitted(significant(Math.min(MOST_JOBS, count / share), 3), error),
    jobMinutes: fitted(minutes),
  };
}

/** Of jobs with levels, which a profile has as it says: as many as take the same time, and are none of them too short. */
function knownJobs({ short, long }: SeenJobs): JobFigures {
  const highest = new Map<Metric, number>();
  for (const { heights } of long.jobs) {
    for (const [metric, height] of heights) highest.set(metric, Math.max(height, highest.get(metric) ?? 0));
  }
  const weightOf = ({ heights }: LongJob): number =>
    [...highest].reduce((sum, [metric, most]) => sum + (heights.get(metric) ?? 0) / most, 0) / highest.size;
  const slots = long.jobs.reduce((sum, job) => sum + slotsOf(job) * weightOf(job), 0);
  const count = Math.max(1, Math.min(MOST_JOBS, long.jobs.length, Math.floor(slots / SHORTEST_LONG)));
  const minutes = Math.min(LONGEST_MINUTES, Math.max(5 * SHORTEST_LONG, Math.round((5 * slots) / count)));
  return {
    jobsPerDay: fitted(count, undefined, short.jobs.length > 0 ? NO_SHORT : undefined),
    jobMinutes: fitted(minutes),
  };
}

function slotsOf({ from, until }: LongJob): number {
  return slotsBetween(from, until);
}

type DrawnJob = ReturnType<typeof jobsOf>['plan'][number];

/** Jobs of many servers with a profile. */
function drawnJobs({ dynamics, ...profile }: Profile, jobMinutes: number): readonly DrawnJob[] {
  const whole = { ...profile, dynamics: { ...dynamics, jobsPerDay: MOST_JOBS, jobMinutes } };
  return Array.from({ length: SERVERS }, (_, server) => jobsOf(childKey(rootKey('fit'), server), whole).plan).flat();
}

const SERVERS = 50;

function isSeen({ start, length, isLong, heights, days }: DrawnJob, { short, long }: SeenJobs): boolean {
  const isHigh = (least: ReadonlyMap<Metric, number>): boolean =>
    METRICS.some((metric, i) => heights[i]! > (least.get(metric) ?? Infinity));
  if (isLong) return isHigh(long.thresholds) && (long.isLookedAt(start) || long.isLookedAt(start + length));
  const isWeekly = (days & (days - 1)) === 0;
  return short.isLookedAt(start) && isHigh(short.thresholds) && (short.seesWeekly || !isWeekly);
}

/** The median length of which jobs are most likely as long as those that are seen, in slots, and near the usual one. */
function likeliestMinutes(profile: Profile, seen: readonly number[], usual: number): number {
  let [best, most] = [usual, -Infinity];
  for (const minutes of MINUTES) {
    const kinds = drawnJobs(profile, minutes).map(({ length }) => kindOf(length));
    const away = log(minutes / usual) / LENGTH_SPREAD;
    const likelihood = seen.reduce(
      (sum, length) => {
        const alike = kinds.filter((kind) => kind === kindOf(length)).length;
        return sum + log((1 + alike) / (1 + kinds.length));
      },
      (-away * away) / 2,
    );
    if (likelihood > most) [best, most] = [minutes, likelihood];
  }
  return best;
}

/** Short lengths to the slot; long ones are alike. */
function kindOf(length: number): number {
  return Math.min(length, LONGEST_SHORT + 1);
}
