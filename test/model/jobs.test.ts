import { describe, expect, it } from 'vitest';
import { addJobs, addUsualJobs, type Jobs, jobsOf } from '../../src/model/jobs.js';
import { SLOTS } from '../../src/model/shape.js';
import { rootKey } from '../../src/num/random.js';
import type { Dynamics, MetricProfile } from '../../src/profiles/profile.js';
import { average } from '../laws/measure.js';
import { profileOf } from './model.js';

type Job = Jobs['plan'][number];

const planOf = (seed: number, dynamics: Partial<Dynamics>, figures: Partial<MetricProfile> = {}): Jobs =>
  jobsOf(rootKey(seed), profileOf({ jobsPerDay: 4, ...dynamics }, { burstShare: 1, burstGain: 1, ...figures }));

/** A day of samples that were 1, with its jobs. */
const lifted = (jobs: Jobs, day: number): Float64Array => {
  const samples = new Float64Array(SLOTS).fill(1);
  addJobs(jobs, day, SLOTS, undefined, 1, [samples], () => 1, new Int32Array(4).fill(SLOTS));
  return samples;
};
const runsOn = (jobs: Jobs, day: number): boolean => lifted(jobs, day).some((value) => value > 1);
/** The slots of a day that a job lifts. */
const slotsOf = (jobs: Jobs, day: number): number[] =>
  [...lifted(jobs, day)].flatMap((value, slot) => (value > 1 ? [slot] : []));
/** Every job of some servers, as if it were its server's only one. */
const each = (dynamics: Partial<Dynamics>, count = 30): readonly (readonly [job: Job, alone: Jobs])[] =>
  Array.from({ length: count }, (_, seed) => planOf(seed, dynamics)).flatMap((jobs) =>
    jobs.plan.map((job) => [job, { ...jobs, plan: [job] }] as const),
  );

const DAYS = 700;
const FIRST = 20_000;

describe('scheduled jobs', () => {
  it('are as many as asked, on average', () => {
    for (const jobsPerDay of [0.3, 2.5, 12]) {
      const n = 1000;
      const counts = Array.from({ length: n }, (_, seed) => planOf(seed, { jobsPerDay }).plan.length);
      // Whole numbers on either side: a standard error of at most a half. 4 of them.
      expect(Math.abs(average(counts) - jobsPerDay)).toBeLessThanOrEqual(2 / Math.sqrt(n));
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it('begin at one slot of every day, or at the next, and end on the same day', () => {
    for (const [job, alone] of each({ jobMinutes: 60 })) {
      expect(job.start + job.length + 1).toBeLessThanOrEqual(SLOTS);
      const starts = new Set<number>();
      for (let day = FIRST; day < FIRST + 21; day++) {
        const slots = slotsOf(alone, day);
        if (slots.length === 0) continue;
        expect(slots).toHaveLength(job.length);
        starts.add(slots[0]! - job.start);
      }
      expect([...starts].every((late) => late === 0 || late === 1)).toBe(true);
    }
  });

  it('are no higher together than the higher of two long ones', () => {
    const jobs = planOf(1, { jobMinutes: 120 });
    const [job] = jobs.plan;
    const high = {
      ...job!,
      isLong: true,
      start: 100,
      length: 30,
      spread: 0,
      skip: 0,
      days: 127,
      heights: [9, 9, 9, 9],
    };
    const twice = { ...jobs, plan: [high, { ...high, start: 110, heights: [4, 4, 4, 4] }] };
    expect(Math.max(...lifted(twice, FIRST))).toBe(10);
    expect(new Set(lifted(twice, FIRST))).toEqual(new Set([1, 5, 10]));
    const shape = new Float64Array(SLOTS).fill(1);
    addUsualJobs(twice, 0, 0, shape);
    expect([shape[105], shape[120], shape[135]]).toEqual([10, 10, 5]);
  });

  it('are left out as often as planned, never more than on 15 days of 100', () => {
    for (const [job, alone] of each({}, 10)) {
      const runs = Array.from({ length: DAYS }, (_, i) => FIRST + i).filter((day) => runsOn(alone, day));
      const planned = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => (job.days >> weekday) & 1).length;
      const days = (DAYS / 7) * planned;
      expect(job.skip).toBeLessThanOrEqual(0.15);
      // Four standard errors.
      expect(Math.abs(1 - runs.length / days - job.skip)).toBeLessThanOrEqual(
        4 * Math.sqrt((job.skip * (1 - job.skip)) / days),
      );
    }
  });

  it('run every day, on working days, or weekly on one weekday, each in its share', () => {
    // 1 January 1970 was a Thursday.
    const weekdayOf = (day: number): number => (day + 4) % 7;
    const kinds = each({ jobMinutes: 5 }, 300).map(([, alone]) => {
      const days = Array.from({ length: 42 }, (_, i) => FIRST + i).filter((day) => runsOn(alone, day));
      return [...new Set(days.map(weekdayOf))].sort().join('');
    });
    const share = (is: (kind: string) => boolean): number => average(kinds.map((kind) => (is(kind) ? 1 : 0)));
    const within = 4 * Math.sqrt(0.12 / kinds.length);
    expect(Math.abs(share((kind) => kind.length === 1) - 0.12)).toBeLessThan(within);
    expect(Math.abs(share((kind) => kind === '12345') - 0.06)).toBeLessThan(within);
    expect(Math.abs(share((kind) => kind === '0123456') - 0.82)).toBeLessThan(within);
    expect(new Set(kinds.filter((kind) => kind.length === 1)).size).toBe(7);
  });

  it('are shorter than a twentieth of the day, or longer and then the same every day', () => {
    for (const [job] of each({ jobMinutes: 45 })) {
      if (job.length < SLOTS / 20) continue;
      expect(job.length).toBeGreaterThanOrEqual(18);
      expect([job.skip, job.days]).toEqual([0, 127]);
    }
  });

  it('are there where a metric has a level for jobs of hours, and as long as they are said to be', () => {
    for (const [jobsPerDay, jobMinutes, length] of [
      [0.2, 120, 24],
      [1, 75, 18],
      [2, 300, 60],
    ] as const) {
      const plans = Array.from(
        { length: 50 },
        (_, seed) => planOf(seed, { jobsPerDay, jobMinutes }, { jobLevel: 2 }).plan,
      );
      for (const plan of plans) {
        expect([Math.max(1, Math.floor(jobsPerDay)), Math.ceil(jobsPerDay)]).toContain(plan.length);
        for (const job of plan) expect(job.length).toBe(length);
      }
    }
    expect(planOf(1, { jobsPerDay: 0, jobMinutes: 120 }, { jobLevel: 2 }).plan).toEqual([]);
    const short = { jobsPerDay: 1.5, jobMinutes: 20 };
    for (let seed = 0; seed < 20; seed++) {
      expect(planOf(seed, short, { jobLevel: 2 }).plan).toEqual(planOf(seed, short).plan);
    }
  });

  it('are at most ten times the load where they are long, and without that bound where they are short', () => {
    const jobs = Array.from(
      { length: 100 },
      (_, seed) => planOf(seed, { jobMinutes: 30 }, { burstGain: 20 }).plan,
    ).flat();
    const highest = (isLong: boolean) =>
      Math.max(...jobs.filter((job) => job.isLong === isLong).flatMap((job) => job.heights));
    expect(highest(true)).toBe(10);
    expect(highest(false)).toBeGreaterThan(20);
  });

  it('are lower where bursts are, and none where a metric has none', () => {
    const heightsOf = (figures: Partial<MetricProfile>): number[] =>
      Array.from({ length: 300 }, (_, seed) => planOf(seed, {}, figures).plan)
        .flat()
        .map(({ heights }) => heights[0]!)
        .sort((a, b) => a - b);
    expect(new Set(heightsOf({ burstGain: 0 }))).toEqual(new Set([0]));
    const [low, high] = [heightsOf({ burstGain: 0.5 }), heightsOf({ burstGain: 2 })];
    expect(high[600]! / low[600]!).toBeCloseTo(4, 9);
  });

  it('hit a metric as often as its share says', () => {
    const hit = each({}, 400).map(([{ heights }]) => heights[0]! > 0);
    expect(hit.every(Boolean)).toBe(true);
    const half = Array.from({ length: 400 }, (_, seed) => planOf(seed, {}, { burstShare: 0.5 }).plan).flat();
    const share = average(half.map(({ heights }) => (heights[0]! > 0 ? 1 : 0)));
    expect(Math.abs(share - 0.5)).toBeLessThan(2 / Math.sqrt(half.length));
  });

  it('take the room of bursts where they are short', () => {
    const jobs = planOf(3, { jobMinutes: 5 });
    const room = new Int32Array(4).fill(10);
    addJobs(jobs, FIRST, SLOTS, undefined, 1, [new Float64Array(SLOTS).fill(1)], () => 1, room);
    const taken = slotsOf({ ...jobs, plan: jobs.plan.filter(({ isLong }) => !isLong) }, FIRST).length;
    expect(taken).toBeGreaterThan(0);
    expect(room[0]).toBe(10 - taken);
  });
});

describe('usual jobs', () => {
  it('are those of a weekday at their slot and median height', () => {
    for (const [job, alone] of each({ jobMinutes: 60 }, 20)) {
      for (let weekday = 0; weekday < 7; weekday++) {
        const shape = new Float64Array(SLOTS).fill(1);
        addUsualJobs(alone, weekday, 2, shape);
        const runs = ((job.days >> weekday) & 1) === 1 && job.heights[2]! > 0;
        expect(shape.indexOf(1 + job.heights[2]!)).toBe(runs ? job.start : job.heights[2] === 0 ? 0 : -1);
        expect(shape.filter((value) => value > 1)).toHaveLength(runs ? job.length : 0);
      }
    }
  });
});
