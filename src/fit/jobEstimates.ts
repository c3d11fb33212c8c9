import { jobsOf } from '../model/jobs.js';
import { log } from '../num/log.js';
import { childKey, rootKey } from '../num/random.js';
import { METRICS, type Profile } from '../profiles/profile.js';
import { byDefault, type Estimate, fitted, significant } from './estimate.js';
import { type JobStatistics, MOST_JOBS, type SeenJob } from './jobStatistics.js';

/** What a fitted profile tells of its jobs: how many a day, and how long. */
export type JobFigures = Readonly<Record<'jobsPerDay' | 'jobMinutes', Estimate>>;

/** Where a smaller share would be seen than this, not enough is known of the rest. */
const LEAST_SEEN = 0.5;
/** Jobs that are usually this long are mostly longer than what is looked for. */
const LONG_MINUTES = 45;
/** How far the usual length may be off, as a log standard deviation; chosen by eye. */
const LENGTH_SPREAD = 0.8;
/** Lengths to choose from. */
const MINUTES = [5, 7, 10, 14, 20, 28, 40, 56];

const NONE = 'no short jobs were seen';
const TOO_MANY = 'more things happen by the clock than a profile has jobs';

/**
 * The figures of the jobs that were seen. As there are jobs that are too low to be told from noise, or too long, there are
 * so many more as it takes for as many to be seen: of the jobs that servers with the profile draw, that share would be.
 * Jobs that touch none of the metrics do not count.
 *
 * @param profile - With the bursts, whose height is that of jobs.
 */
export function jobFigures(profile: Profile, seen: JobStatistics, usual: Profile): JobFigures {
  const { jobsPerDay, jobMinutes } = usual.dynamics;
  if (seen.areTooMany) {
    return { jobsPerDay: byDefault(jobsPerDay, TOO_MANY), jobMinutes: byDefault(jobMinutes, TOO_MANY) };
  }
  if (seen.jobs.length === 0) {
    const isLong = jobsPerDay > 0 && jobMinutes >= LONG_MINUTES;
    return {
      jobsPerDay: isLong ? byDefault(jobsPerDay, NONE) : fitted(0, undefined, NONE),
      jobMinutes: byDefault(jobMinutes, NONE),
    };
  }
  const minutes = likeliestMinutes(profile, seen.jobs, jobMinutes);
  const drawn = drawnJobs(profile, minutes).filter(({ heights }) =>
    METRICS.some((metric, i) => seen.thresholds.has(metric) && heights[i]! > 0),
  );
  const count = seen.jobs.length;
  const share = Math.max(LEAST_SEEN, drawn.filter((job) => isSeen(job, seen)).length / drawn.length);
  const error = Math.sqrt(count * (1 - share)) / share;
  return {
    jobsPerDay: fitted(significant(Math.min(MOST_JOBS, count / share), 3), error),
    jobMinutes: fitted(minutes, undefined, 'of jobs of a quarter of an hour or less'),
  };
}

type DrawnJob = ReturnType<typeof jobsOf>['plan'][number];

/** Jobs of many servers with a profile. */
function drawnJobs({ dynamics, ...profile }: Profile, jobMinutes: number): readonly DrawnJob[] {
  const whole = { ...profile, dynamics: { ...dynamics, jobsPerDay: MOST_JOBS, jobMinutes } };
  return Array.from({ length: SERVERS }, (_, server) => jobsOf(childKey(rootKey('fit'), server), whole).plan).flat();
}

const SERVERS = 50;

function isSeen(
  { start, isLong, heights, days }: DrawnJob,
  { thresholds, seesWeekly, isLookedAt }: JobStatistics,
): boolean {
  const isWeekly = (days & (days - 1)) === 0;
  const isHigh = METRICS.some((metric, i) => heights[i]! > (thresholds.get(metric) ?? Infinity));
  return !isLong && isLookedAt(start) && isHigh && (seesWeekly || !isWeekly);
}

/** The length of which short jobs are most likely as long as those that are seen, near the usual one. */
function likeliestMinutes(profile: Profile, jobs: readonly SeenJob[], usual: number): number {
  let [best, most] = [usual, -Infinity];
  for (const minutes of MINUTES) {
    const lengths = drawnJobs(profile, minutes).filter(({ isLong }) => !isLong);
    const longest = lengths.reduce((slots, { length }) => Math.max(slots, length), 1);
    const away = log(minutes / usual) / LENGTH_SPREAD;
    const likelihood = jobs.reduce(
      (sum, job) => {
        const slots = Math.min(longest, job.length);
        return sum + log((1 + lengths.filter(({ length }) => length === slots).length) / (1 + lengths.length));
      },
      (-away * away) / 2,
    );
    if (likelihood > most) [best, most] = [minutes, likelihood];
  }
  return best;
}
