import { SLOTS } from '../model/shape.js';
import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { type Metric, METRICS } from '../profiles/profile.js';
import { medianOf } from './medianOf.js';
import { slotProfile } from './slotProfile.js';
import { spread } from './spread.js';

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
/** Slots on either side of a step that tell it, beside the one in which it is. */
const SIDE = 3;
/** Slots before and after a job that tell the load without it. */
const BESIDE = 6;
/** A step is lower than this, in logarithms, or than so many standard errors, is none. */
const LEAST_STEP = 0.2;
const BEYOND_ERROR = 6;
/** How much as high the steps right before and after it may be together: hours rise and fall for longer. */
const SHARP = 0.5;
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
      const steps = stepsOf(rows);
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

/** Samples as they were without the jobs; those in which a job begins or ends are left out. */
export function withoutLongJobs(
  samples: ReadonlyMap<Metric, Float64Array>,
  jobs: readonly LongJob[],
): ReadonlyMap<Metric, Float64Array> {
  const entries = [...samples].map(([metric, rows]) => {
    const factors = new Float64Array(SLOTS).fill(1);
    for (const { from, until, heights } of jobs) {
      const factor = 1 + (heights.get(metric) ?? 0);
      if (factor === 1) continue;
      for (let i = 0; i <= lengthOf(from, until); i++) factors[around(from + i)]! /= factor;
      for (const edge of [from, until]) factors[edge] = NaN;
    }
    return [metric, rows.map((value, i) => value * factors[i % SLOTS]!)] as const;
  });
  return new Map(entries);
}

/** How much the logarithms step up in each slot of the day, and how high a step must be there. */
interface Steps {
  readonly up: Float64Array;
  readonly least: Float64Array;
}

/** The median over days of the step from the slots before to those after; a day goes on with its own beginning. */
function stepsOf(rows: Float64Array): Steps {
  const logs = rows.map((value) => (value > 0 ? log(value) : NaN));
  const count = rows.length / SLOTS;
  const [up, least] = [new Float64Array(SLOTS), new Float64Array(SLOTS)];
  const steps = new Float64Array(count);
  for (let slot = 0; slot < SLOTS; slot++) {
    for (let row = 0; row < count; row++) {
      let step = 0;
      for (let i = 1; i <= SIDE; i++) {
        step += logs[row * SLOTS + around(slot + i)]! - logs[row * SLOTS + around(slot - i)]!;
      }
      steps[row] = step / SIDE;
    }
    const middle = medianOf(steps);
    up[slot] = middle;
    // A median errs by a quarter more than a mean.
    const error = (1.25 * spread(steps.map((step) => step - middle))) / Math.sqrt(count);
    least[slot] = Math.max(LEAST_STEP, BEYOND_ERROR * error);
  }
  return { up, least };
}

/** The highest job of which both steps are seen, if there is any. */
function highestJob(
  rows: Float64Array,
  { up, least }: Steps,
  isLookedAt: (slot: number) => boolean,
): { from: number; until: number; height: number } | undefined {
  const level = slotProfile(rows).shape.map((value) => (value > 0 ? log(value) : NaN));
  const edges = (sign: number): number[] =>
    [...up.keys()].filter((slot) => sign * up[slot]! >= least[slot]! && isSharp(up, slot));
  let best: { from: number; until: number; height: number } | undefined;
  for (const from of edges(1)) {
    for (const until of edges(-1)) {
      const length = lengthOf(from, until);
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

/** Whether all of a step is in one place. */
function isSharp(up: Float64Array, slot: number): boolean {
  const step = Math.abs(up[slot]!);
  for (let i = 1; i <= SIDE; i++) {
    if (Math.max(Math.abs(up[around(slot - i)]!), Math.abs(up[around(slot + i)]!)) > step) return false;
  }
  const beside = Math.abs(up[around(slot - SIDE - 1)]!) + Math.abs(up[around(slot + SIDE + 1)]!);
  return beside <= SHARP * step;
}

function levelOf(level: Float64Array, from: number, length: number): number {
  return medianOf(Float64Array.from({ length }, (_, i) => level[around(from + i)]!));
}

function isSame(one: LongJob, other: LongJob): boolean {
  const apart = (a: number, b: number): number => Math.min(lengthOf(a, b), lengthOf(b, a));
  return apart(one.from, other.from) <= APART && apart(one.until, other.until) <= APART;
}

/** Slots from one to another, over midnight if need be. */
function lengthOf(from: number, until: number): number {
  return around(until - from);
}

function around(slot: number): number {
  return (slot + SLOTS) % SLOTS;
}
