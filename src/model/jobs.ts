import { exp } from '../num/exp.js';
import { normal } from '../num/normal.js';
import { below, childKey, type Key, uniform } from '../num/random.js';
import { type Sensitivity, sensitivities } from './bursts.js';
import { METRICS, type Profile } from '../profiles/profile.js';
import { SLOTS } from './shape.js';
import { samplesAt } from './slots.js';

/** A server's scheduled jobs: each has its slot of the day, and a height of its own for each metric. */
export interface Jobs {
  readonly key: Key;
  readonly plan: readonly Job[];
  /** Level of each metric while long jobs run, as a ratio of the day's busy level; undefined where each has its height. */
  readonly levels: readonly (number | undefined)[];
}

interface Job {
  /** Slots of the day at which it begins, and that it takes. */
  readonly start: number;
  readonly length: number;
  readonly isLong: boolean;
  /** Weekdays on which it runs, a bit each from Thursday, 1 January 1970, on. */
  readonly days: number;
  /** Chance that it is left out, and log standard deviation of its height from day to day. */
  readonly skip: number;
  readonly spread: number;
  /** Median height of each metric as a ratio of the load of the moment; 0 where the job does not touch it. */
  readonly heights: readonly number[];
}

/** Draws of one job of one day. */
const DRAWS = 4;
/**
 * Jobs are short, three slots at the most, or long, an hour and a half to six hours: shorter or longer than a twentieth of
 * the day. Long ones, which are the day's P95, run every day and alike.
 */
export const LONGEST_SHORT = 3;
export const SHORTEST_LONG = 18;
const LONGEST = 72;
/** Drawn slots beyond which a job is a long one. */
const LONG_BEYOND = 9;
/** A long job is the day's P95, and the base: what is much lower than that would be rounded to 0. */
export const HIGHEST_LONG = 10;
/** How far jobs differ in length, as a log standard deviation. */
const LENGTH_SPREAD = 0.8;
const EVERY_DAY = 127;
/** Monday to Friday. */
const WORKING_DAYS = 0b1110011;

/** Draws the plan of a server. */
export function jobsOf(key: Key, profile: Profile): Jobs {
  const planKey = childKey(key, 0);
  const metrics = sensitivities(profile);
  const { jobsPerDay, jobMinutes } = profile.dynamics;
  const levels = METRICS.map((metric) => profile[metric].jobLevel);
  // Levels say what a day is beside its P95, which jobs of hours are: a server has them, as long as they are said to be.
  const slots = jobMinutes / 5;
  const areKnown = jobsPerDay > 0 && Math.round(slots) > LONG_BEYOND && levels.some((level) => level !== undefined);
  const drawn = Math.floor(jobsPerDay + uniform(planKey, -1));
  const count = areKnown ? Math.max(1, drawn) : drawn;
  const plan = Array.from({ length: count }, (_, job) =>
    drawJob(planKey, 32 * job, slots, areKnown ? 0 : LENGTH_SPREAD, metrics),
  );
  return { key: childKey(key, 1), plan, levels };
}

/**
 * Slot mostly between 18:00 and 06:00; of the short ones 12 % run weekly and 6 % on working days only, up to 15 % are
 * skipped, and the height varies by a log standard deviation of .05 to .6 (scheduled spikes in Bitbrains).
 */
function drawJob(key: Key, draw: number, slots: number, lengthSpread: number, metrics: readonly Sensitivity[]): Job {
  const isNightly = uniform(key, draw) < 0.8;
  const drawn = Math.round(slots * exp(lengthSpread * normal(key, draw + 4)));
  const isLong = drawn > LONG_BEYOND;
  const length = isLong
    ? Math.max(SHORTEST_LONG, Math.min(LONGEST, drawn))
    : Math.max(1, Math.min(LONGEST_SHORT, drawn));
  const start = isNightly ? (216 + below(key, draw + 3, 144)) % SLOTS : below(key, draw + 3, SLOTS);
  const heights = metrics.map(({ chance, height }, metric) => {
    const drawn =
      uniform(key, draw + 16 + metric) < chance ? 2 * height * exp(0.8 * normal(key, draw + 8 + metric)) : 0;
    return isLong ? Math.min(HIGHEST_LONG, drawn) : drawn;
  });
  const rhythm = uniform(key, draw + 1);
  const weekly = 1 << below(key, draw + 2, 7);
  return {
    start: Math.min(start, SLOTS - length - 2),
    length,
    isLong,
    days: isLong ? EVERY_DAY : rhythm < 0.12 ? weekly : rhythm < 0.18 ? WORKING_DAYS : EVERY_DAY,
    skip: isLong ? 0 : 0.15 * uniform(key, draw + 6),
    spread: isLong ? 0.05 : exp(-3 + 2.5 * uniform(key, draw + 7)),
    heights,
  };
}

/**
 * Adds the jobs of a weekday to the slots of a shape whose busy level is 1, at their usual time and height. Two long ones at
 * once are no higher than one.
 */
export function addUsualJobs({ plan, levels }: Jobs, weekday: number, metric: number, shape: Float64Array): void {
  const level = levels[metric];
  const long = new Float64Array(SLOTS).fill(1);
  for (const { days, start, length, isLong, heights } of plan) {
    if (((days >> weekday) & 1) === 0) continue;
    const factor = 1 + heights[metric]!;
    for (let slot = start; slot < Math.min(SLOTS, start + length); slot++) {
      if (!isLong) shape[slot]! *= factor;
      else if (level === undefined) long[slot] = Math.max(long[slot]!, factor);
      else shape[slot] = Math.max(shape[slot]!, level);
    }
  }
  for (let slot = 0; slot < SLOTS; slot++) shape[slot]! *= long[slot]!;
}

/**
 * Multiplies the samples of a day by its jobs, but for the long ones of metrics that have a level for them. Two long ones
 * at once are no higher than one.
 *
 * @param slotOf - The slot of each sample, where they do not simply count up from 0.
 * @param lift - How much higher than the rest of the day its episode is, a ratio for each metric: outside the episode, a
 * long job is as much higher.
 * @param room - Short jobs are taken from the samples that bursts may take.
 */
export function addJobs(
  jobs: Jobs,
  day: number,
  count: number,
  slotOf: Int16Array | undefined,
  width: number,
  samples: readonly Float64Array[],
  lift: (metric: number, sample: number) => number,
  room: Int32Array,
): void {
  const { plan, levels } = jobs;
  const long: Running[] = [];
  for (let index = 0; index < plan.length; index++) {
    const job = plan[index]!;
    const slot = slotOn(jobs, index, day);
    if (slot < 0) continue;
    const { start, end } = samplesAt({ start: slot, end: slot + job.length }, count, slotOf);
    const today = sizeOn(jobs, index, day);
    if (job.isLong) {
      long.push({ job, start, end, today });
      continue;
    }
    for (let metric = 0; metric < width; metric++) {
      const factor = 1 + today * job.heights[metric]!;
      const values = samples[metric]!;
      for (let i = start; i < end; i++) values[i]! *= factor;
      room[metric] = Math.max(0, room[metric]! - job.length);
    }
  }
  if (long.length === 0) return;
  const factors = new Float64Array(count);
  for (let metric = 0; metric < width; metric++) {
    if (levels[metric] !== undefined) continue;
    factors.fill(0);
    for (const { job, start, end, today } of long) {
      const factor = 1 + today * job.heights[metric]!;
      for (let i = start; i < end; i++) factors[i] = Math.max(factors[i]!, factor);
    }
    const values = samples[metric]!;
    for (let i = 0; i < count; i++) if (factors[i]! > 0) values[i]! *= factors[i]! * lift(metric, i);
  }
}

/** A long job on a day, over the samples from `start` to `end` (excluded). */
interface Running {
  readonly job: Job;
  readonly start: number;
  readonly end: number;
  readonly today: number;
}

/** The slot in which a job begins on a day, or −1 on one on which it does not run. */
export function slotOn({ key, plan }: Jobs, index: number, day: number): number {
  const job = plan[index]!;
  const weekday = ((day % 7) + 7) % 7;
  const draw = (day * plan.length + index) * DRAWS;
  if (((job.days >> weekday) & 1) === 0 || uniform(key, draw) < job.skip) return -1;
  return job.start + below(key, draw + 1, 2);
}

/** How high a job is on a day, as a ratio of its usual height. */
export function sizeOn({ key, plan }: Jobs, index: number, day: number): number {
  return exp(plan[index]!.spread * normal(key, (day * plan.length + index) * DRAWS + 2));
}
