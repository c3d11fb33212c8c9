import { SLOTS } from '../model/shape.js';
import { NIGHT } from '../model/nights.js';
import { exp } from '../num/exp.js';
import { type Metric, METRICS } from '../profiles/profile.js';
import { jobExcess } from './jobExcess.js';
import { findSlots, type HitDays, type JobSlots, weeklyIsSeen } from './jobSlots.js';
import { medianOf } from './medianOf.js';
import type { SampleDays } from './sampleDays.js';
import { spread } from './spread.js';

/** A short job that is seen: some slots of the day in which metrics stand out again and again. */
export interface SeenJob extends JobSlots {
  /** Median height of each metric that it is seen on, as a ratio of the load of the moment. */
  readonly heights: ReadonlyMap<Metric, number>;
}

/** What is seen of a server's short jobs. */
export interface ShortJobs {
  readonly jobs: readonly SeenJob[];
  /** Whether there are more than a profile has, such as one every hour, and none of them is taken for one. */
  readonly areTooMany: boolean;
  /** Of each metric that is looked at, the height from which on a job is seen. */
  readonly thresholds: ReadonlyMap<Metric, number>;
  /** Whether jobs that run once a week would be seen. */
  readonly seesWeekly: boolean;
  /** Whether a slot is looked at. */
  readonly isLookedAt: (slot: number) => boolean;
}

/** The most jobs of a profile. */
export const MOST_JOBS = 12;
/** Standard deviations from which on a sample stands out: it need not be beyond all noise, for it has to be so every day. */
const BEYOND_NOISE = 3;
/** The jobs of the night begin about this time, day by day: within an hour of it, none is told from them. */
const AROUND_NIGHT = 12;

/** Finds jobs of a quarter of an hour or less; memory is not looked at. */
export function findShortJobs({ days, samples }: SampleDays, isNight: boolean): ShortJobs {
  const isLookedAt = (slot: number): boolean => !isNight || Math.abs(slot - NIGHT.start) > AROUND_NIGHT;
  const thresholds = new Map<Metric, number>();
  const found: SeenJob[] = [];
  let seesWeekly = false;
  for (const metric of METRICS) {
    const rows = metric === 'memory' ? undefined : samples.get(metric);
    if (!rows) continue;
    const excess = jobExcess(rows).map((value, i) => (isLookedAt(i % SLOTS) ? value : NaN));
    const beyond = BEYOND_NOISE * spread(excess);
    // A metric that hardly ever moves stands out whenever it does.
    if (!(beyond > 0)) continue;
    thresholds.set(metric, exp(beyond) - 1);
    const hits: HitDays = { days, excess, beyond };
    seesWeekly ||= weeklyIsSeen(hits);
    for (const slots of findSlots(hits)) {
      const { from, until } = slots;
      const heights = excess
        .filter((value, i) => value > beyond && i % SLOTS >= from && i % SLOTS < until)
        .map((value) => exp(value) - 1);
      found.push({ ...slots, heights: new Map([[metric, medianOf(heights)]]) });
    }
  }
  const jobs = merged(found);
  const areTooMany = jobs.length > MOST_JOBS;
  return { jobs: areTooMany ? [] : jobs, areTooMany, thresholds, seesWeekly, isLookedAt };
}

/** The jobs of several metrics, of which those at the same time are one. */
function merged(found: readonly SeenJob[]): readonly SeenJob[] {
  const jobs: SeenJob[] = [];
  for (const job of [...found].sort((one, other) => one.from - other.from)) {
    const last = jobs.at(-1);
    if (!last || job.from >= last.until) jobs.push(job);
    else {
      jobs[jobs.length - 1] = {
        from: last.from,
        until: Math.max(last.until, job.until),
        length: Math.max(last.length, job.length),
        heights: new Map([...last.heights, ...job.heights]),
      };
    }
  }
  return jobs;
}
