import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { type Metric, METRICS } from '../profiles/profile.js';
import { around, type DaySteps, daySteps, slotsBetween, slotsOfSteps } from './daySteps.js';
import { medianOf } from './medianOf.js';
import { slotProfile } from './slotProfile.js';
import { withoutLongJobs } from './withoutJobs.js';

/** A job that is seen to run for longer than a quarter of an hour, at the same time of every day. */
export interface LongJob {
  /** Slots of the day at which it begins and ends; it may go on after midnight. */
  readonly from: number;
  readonly until: number;
  /** Height of each metric that it is seen on, as a ratio of the load of the moment. */
  readonly heights: ReadonlyMap<Metric, number>;
}

/** What is seen of long jobs. */
export interface LongJobs {
  readonly jobs: readonly LongJob[];
  /** Of each metric that is looked at, the height from which on a job is seen. */
  readonly thresholds: ReadonlyMap<Metric, number>;
  /** Whether a slot is one of those in which a job that is seen begins or ends. */
  readonly isLookedAt: (slot: number) => boolean;
}

/** Slots of a job: from half an hour to somewhat longer than a profile's. */
const SHORTEST = 6;
const LONGEST = 80;
/** Slots before and after a job that tell the load without it. */
const BESIDE = 6;
/** By how much a step down may differ from the one up, and how high all between must be at least, as shares of the height. */
const UNLIKE = 0.4;
const LEAST_LEVEL = 0.5;
/** A profile has no more. */
const MOST = 12;
/** Slots by which the ends of a job on two metrics may differ. */
const APART = 3;

/**
 * Finds times of day at which a metric steps up on most days, and down again after an hour or some by as much. The hours of
 * people rise and fall more gradually.
 *
 * @param samples - Rows of each metric, shape [n · 288]; memory is not looked at.
 * @param isLookedAt - See {@link LongJobs}.
 */
export function findLongJobs(
  samples: ReadonlyMap<Metric, Float64Array>,
  isLookedAt: (slot: number) => boolean,
): LongJobs {
  const jobs: LongJob[] = [];
  const thresholds = new Map<Metric, number>();
  for (const metric of METRICS) {
    let rows = metric === 'memory' ? undefined : samples.get(metric);
    for (let count = 0; rows && count < MOST; count++) {
      const steps = daySteps(rows);
      if (!thresholds.has(metric)) thresholds.set(metric, exp(medianOf(steps.least)) - 1);
      const found = highestJob(rows, steps, isLookedAt);
      if (!found) break;
      const job = { ...found, heights: new Map([[metric, found.height]]) };
      rows = withoutLongJobs(new Map([[metric, rows]]), [job]).get(metric)!;
      const same = jobs.findIndex((other) => isSame(job, other));
      if (same < 0) jobs.push(job);
      else jobs[same] = { ...jobs[same]!, heights: new Map([...jobs[same]!.heights, ...job.heights]) };
    }
  }
  return { jobs, thresholds, isLookedAt };
}

/** The highest job of which both steps are seen, if there is any. */
function highestJob(
  rows: Float64Array,
  steps: DaySteps,
  isLookedAt: (slot: number) => boolean,
): { from: number; until: number; height: number } | undefined {
  const level = slotProfile(rows).shape.map((value) => (value > 0 ? log(value) : NaN));
  const { up } = steps;
  let best: { from: number; until: number; height: number } | undefined;
  for (const from of slotsOfSteps(steps, 1)) {
    for (const until of slotsOfSteps(steps, -1)) {
      const length = slotsBetween(from, until);
      if (length < SHORTEST || length > LONGEST || !(isLookedAt(from) || isLookedAt(until))) continue;
      const height = (up[from]! - up[until]!) / 2;
      if (best && height <= log(1 + best.height)) continue;
      if (Math.abs(up[from]! + up[until]!) > UNLIKE * height) continue;
      const [before, after] = [levelOf(level, from - BESIDE, BESIDE), levelOf(level, until + 1, BESIDE)];
      const inside = levelOf(level, from + 1, length - 1);
      if (inside - (before + after) / 2 < LEAST_LEVEL * height) continue;
      best = { from, until, height: exp(height) - 1 };
    }
  }
  return best;
}

function levelOf(level: Float64Array, from: number, length: number): number {
  return medianOf(Float64Array.from({ length }, (_, i) => level[around(from + i)]!));
}

function isSame(one: LongJob, other: LongJob): boolean {
  const apart = (a: number, b: number): number => Math.min(slotsBetween(a, b), slotsBetween(b, a));
  return apart(one.from, other.from) <= APART && apart(one.until, other.until) <= APART;
}
