import { describe, expect, it } from 'vitest';
import { PARTS } from '../../src/model/compile.js';
import { raiseToJobs } from '../../src/model/jobLevels.js';
import { type Jobs, jobsOf } from '../../src/model/jobs.js';
import { sampleLayer, samplesOf } from '../../src/model/samples.js';
import { SLOTS } from '../../src/model/shape.js';
import { topsOf } from '../../src/model/tops.js';
import { childKey, rootKey } from '../../src/num/random.js';
import { presets } from '../../src/profiles/dynamics.js';
import { type MetricProfile, METRICS, type Profile } from '../../src/profiles/profile.js';
import { average } from '../laws/measure.js';
import { percentile95 } from '../laws/laws.js';
import { modelOf, profileOf } from './model.js';

const DAY = 20_000;
const QUIET = 0.4;
/** All metrics follow the hours, and nothing but jobs moves beside them. */
const STILL = { base: 10, std: 0, tail: 0, growth: 0, volatility: 0, quietLevel: QUIET, calendarResponse: 0 };

const withJobs = (jobsPerDay: number, figures: Partial<MetricProfile>, more: Partial<Profile> = {}): Profile => ({
  ...profileOf({ ...presets.calm.dynamics, jobsPerDay, jobMinutes: 200 }, { ...STILL, ...figures }),
  ...more,
});

/** Some days of a server, and the same without jobs; shape [metrics][days · 288]. */
function daysOf(seed: number, profile: Profile, count = 20): { all: Float64Array[]; plain: Float64Array[] } {
  const read = (one: Profile): Float64Array[] => {
    const layer = sampleLayer(modelOf(seed, one), METRICS.length);
    const days = Array.from({ length: count }, (_, day) => samplesOf(layer, DAY + day).values.map((of) => [...of]));
    return METRICS.map((_, metric) => Float64Array.from(days.flatMap((day) => day[metric]!.slice(0, SLOTS))));
  };
  const without = { ...profile, dynamics: { ...profile.dynamics, jobsPerDay: 0 } };
  return { all: read(profile), plain: read(without) };
}

const planOf = (seed: number, profile: Profile): Jobs =>
  jobsOf(childKey(modelOf(seed, profile).key, PARTS.jobs), profile);

/** The slots in which a long job runs on every day, whether it begins a slot late or not. */
const running = ({ plan }: Jobs): number[] =>
  Array.from({ length: SLOTS }, (_, slot) => slot).filter((slot) =>
    plan.some(({ isLong, start, length }) => isLong && slot > start && slot < start + length),
  );

/**
 * The mean level of each of some slots over 20 days, as a ratio of each day's busy level: that of the day without jobs, which
 * sinks beneath them by as much as its other slots do, in the median.
 */
function levelsIn(slots: readonly number[], all: Float64Array, plain: Float64Array): number[] {
  const busy = Array.from({ length: 20 }, (_, day) => {
    const [one, other] = [all, plain].map((values) => values.subarray(day * SLOTS, (day + 1) * SLOTS));
    const left = one!.map((value, slot) => value / other![slot]!).filter((_, slot) => !slots.includes(slot));
    return Math.max(...other!) * left.toSorted()[left.length >> 1]!;
  });
  return slots.map((slot) => average(busy.map((level, day) => all[day * SLOTS + slot]! / level)));
}

describe('the level of a metric while long jobs run', () => {
  it.each([0.6, 1, 1.5, 4])('is the one that is asked for: %d times the busy level', (jobLevel) => {
    for (let seed = 0; seed < 12; seed++) {
      const profile = withJobs(1 + (seed % 3), { jobLevel });
      const { all, plain } = daysOf(seed, profile);
      const inJobs = running(planOf(seed, profile));
      if (inJobs.length === 0) continue;
      METRICS.forEach((name, metric) => {
        const levels = levelsIn(inJobs, all[metric]!, plain[metric]!);
        const asked = levelsIn(inJobs, plain[metric]!, plain[metric]!).map((level) => Math.max(jobLevel, level));
        // Of one job, 20 days of .05 err by .011; of three that run at once, or beside hours as busy, the highest is .04 above.
        levels.forEach((level, i) => expect(Math.abs(level / asked[i]! - 1), `${name} ${i}`).toBeLessThan(0.1));
      });
    }
  });

  it('is for each metric its own, and a metric without one is moved as if others had others', () => {
    const ever = withJobs(3, {});
    const some: Profile = { ...ever, cpu: { ...ever.cpu, jobLevel: 2 }, network: { ...ever.network, jobLevel: 0 } };
    const others: Profile = { ...ever, cpu: { ...ever.cpu, jobLevel: 3 } };
    for (let seed = 0; seed < 5; seed++) {
      const [one, other] = [daysOf(seed, some), daysOf(seed, others)];
      expect(one.all[1]).toEqual(other.all[1]);
      expect(one.all[2]).toEqual(other.all[2]);
      expect(one.all[0]).not.toEqual(other.all[0]);
    }
  });

  it('leaves a metric alone where it is 0, and where it is no higher than the quiet hours', () => {
    for (let seed = 0; seed < 5; seed++) {
      // Short jobs are as high as ever: there are none without bursts.
      const one = withJobs(3, { jobLevel: 0, burstGain: 0 });
      const quiet = withJobs(3, { jobLevel: 0.8 * QUIET, burstGain: 0 });
      for (const profile of [one, quiet]) {
        const { all, plain } = daysOf(seed, profile);
        expect(all).toEqual(plain);
      }
    }
  });

  it('is beside the busy hours of the day’s episode, with no cliff where the load rises through it', () => {
    const [job] = jobsOf(rootKey('one'), withJobs(1, { jobLevel: 0.9 })).plan;
    const jobs: Jobs = { key: rootKey('two'), plan: [{ ...job!, start: 0, length: SLOTS, spread: 0 }], levels: [0.9] };
    const rising = Float64Array.from({ length: SLOTS }, (_, slot) => Math.min(1, 0.4 + (1.5 * slot) / SLOTS));
    const LIFT = 1.5;
    // The episode is the second half of the day.
    const isInside = (sample: number): boolean => sample >= SLOTS / 2;
    const samples = rising.map((value, i) => (isInside(i) ? LIFT * value : value));
    raiseToJobs(jobs, DAY, SLOTS, undefined, 1, [rising], [samples], (_, i) => (isInside(i) ? 1 : LIFT));
    // It begins one slot late on some days.
    samples.forEach((value, slot) => {
      const load = isInside(slot) ? LIFT * rising[slot]! : rising[slot]!;
      if (slot > 0) expect(value).toBeCloseTo(Math.max(LIFT * 0.9, load), 12);
    });
  });

  it('is over the level of the P95’s rank: what a task reads as it begins is no busy level', () => {
    const [job] = jobsOf(rootKey('one'), withJobs(1, { jobLevel: 2 })).plan;
    const jobs: Jobs = { key: rootKey('two'), plan: [{ ...job!, start: 0, length: SLOTS, spread: 0 }], levels: [2] };
    const shape = new Float64Array(SLOTS).fill(0.5).fill(30, 100, 110);
    const samples = shape.slice();
    raiseToJobs(jobs, DAY, SLOTS, undefined, 1, [shape], [samples], () => 1);
    expect([samples[50], samples[105]]).toEqual([1, 30]);
  });

  it('is no higher where two jobs run at once', () => {
    const [job] = jobsOf(rootKey('one'), withJobs(1, { jobLevel: 3 })).plan;
    const alone: Jobs = { key: rootKey('two'), plan: [{ ...job!, spread: 0 }], levels: [3, 3, 3, 3] };
    const raised = ({ plan, ...jobs }: Jobs): number => {
      const samples = METRICS.map(() => new Float64Array(SLOTS).fill(1));
      const shapes = METRICS.map(() => new Float64Array(SLOTS).fill(1));
      raiseToJobs({ ...jobs, plan }, DAY, SLOTS, undefined, METRICS.length, shapes, samples, () => 1);
      return Math.max(...samples[2]!);
    };
    expect(job!.isLong).toBe(true);
    expect(raised(alone)).toBe(3);
    expect(raised({ ...alone, plan: [...alone.plan, ...alone.plan] })).toBe(3);
  });

  it('is of the night’s load where that is the server’s, and of the tasks’', () => {
    const night = withJobs(2, { jobLevel: 3, quietLevel: 0.1 }, { batchNightWindow: true });
    const tasks = withJobs(2, { jobLevel: 3, quietLevel: 0.1 });
    for (const profile of [night, { ...tasks, dynamics: { ...tasks.dynamics, dutyCycle: 0.4 } }]) {
      for (let seed = 0; seed < 5; seed++) {
        const inJobs = running(planOf(seed, profile));
        if (inJobs.length === 0) continue;
        const { all, plain } = daysOf(seed, profile);
        const levels = levelsIn(inJobs, all[0]!, plain[0]!);
        levels.forEach((level) => expect(Math.abs(level / 3 - 1)).toBeLessThan(0.1));
      }
    }
  });

  it('is known beforehand, as the P95 that midnights are scaled by', () => {
    const profile = withJobs(1, { jobLevel: 3 });
    for (let seed = 0; seed < 12; seed++) {
      const model = modelOf(seed, profile);
      const jobs = planOf(seed, profile);
      if (!jobs.plan.some(({ isLong }) => isLong)) continue;
      METRICS.forEach((_, metric) => expect(topsOf(model, jobs)(metric, DAY)).toBe(3));
      const night = modelOf(seed, { ...profile, batchNightWindow: true });
      METRICS.forEach((_, metric) => expect(topsOf(night, jobs)(metric, DAY)).toBe(3));
    }
  });

  it('makes the jobs the P95 where it is above the busy hours', () => {
    for (const [jobLevel, isJob] of [
      [0.8, false],
      [2, true],
    ] as const) {
      const profile = withJobs(1, { jobLevel, burstGain: 0 });
      const seed = [0, 1, 2, 3].find((each) => running(planOf(each, profile)).length > 20)!;
      const { all } = daysOf(seed, profile, 1);
      const slots = running(planOf(seed, profile));
      const top = percentile95(all[0]!);
      expect(Math.abs(top / 10 - 1)).toBeLessThan(1e-6);
      expect(Math.abs(Math.max(...slots.map((slot) => all[0]![slot]!)) / top - 1) < 0.05).toBe(isJob);
    }
  });
});
