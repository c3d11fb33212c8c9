import { describe, expect, it } from 'vitest';
import { episodesOf, episodeSlots, setLifts } from '../../src/model/episodes.js';
import { dayLevels, setLevels } from '../../src/model/levels.js';
import { SLOTS } from '../../src/model/shape.js';
import { METRICS } from '../../src/profiles/profile.js';
import type { Dynamics } from '../../src/profiles/profile.js';
import { average, pearson } from '../laws/measure.js';
import { modelOf, profileOf } from './model.js';

const DAYS = 3000;
const FIRST = 20_000;

interface Read {
  readonly lifts: readonly number[][];
  readonly slots: readonly { readonly start: number; readonly end: number }[];
  readonly levels: readonly Float64Array[];
}

function read(dynamics: Partial<Dynamics>, quietLevel = 0.5): Read {
  const model = modelOf('episodes', profileOf(dynamics, { std: 20, quietLevel, growth: 0 }));
  const episodes = episodesOf(model);
  const ofDay = (): Float64Array[] => METRICS.map(() => new Float64Array(1));
  const [out, normals] = [ofDay(), { all: ofDay(), white: ofDay() }];
  const room = dayLevels(model);
  const lifts = Array.from({ length: DAYS }, (_, day) => {
    setLevels(room, FIRST + day, 1, METRICS.length, out, normals);
    setLifts(episodes, FIRST + day, 1, METRICS.length, normals, out);
    return out.map(([lift]) => lift!);
  });
  const levels = METRICS.map(() => new Float64Array(DAYS));
  setLevels(room, FIRST, DAYS, METRICS.length, levels);
  return { lifts, slots: lifts.map((_, day) => episodeSlots(episodes, FIRST + day)), levels };
}

describe.each([1.5, 6, 12])('episodes of %d hours', (episodeHours) => {
  const { lifts, slots, levels } = read({ episodeHours, persistence: 0.4 });
  const days = lifts.map((of, day) => ({ of, day })).filter(({ of }) => Math.max(...of) > 1);

  it('lift the day where they do, never lower it', () => {
    for (const of of lifts) expect(Math.min(...of)).toBeGreaterThanOrEqual(1);
    expect(days.length).toBeGreaterThan(DAYS / 3);
  });

  it('lie within their day, away from midnight, longer than a twentieth of it', () => {
    for (const { day } of days) {
      const { start, end } = slots[day]!;
      expect(start).toBeGreaterThan(0);
      expect(end).toBeLessThan(SLOTS);
      expect(end - start).toBeGreaterThanOrEqual(18);
      expect(end - start).toBeGreaterThan(SLOTS / 20);
    }
  });

  it('are as long as asked, in the median', () => {
    const lengths = slots.map(({ start, end }) => (end - start) / 12);
    const shorter = average(lengths.map((length) => (length < episodeHours ? 1 : 0)));
    const same = average(lengths.map((length) => (length === episodeHours ? 1 : 0)));
    // None is shorter than an hour and a half. Four standard errors.
    expect(Math.abs(shorter + same / 2 - 0.5)).toBeLessThan(2 / Math.sqrt(DAYS) + same / 2);
  });

  it('are what a high day is high for', () => {
    const logLifts = lifts.map(([cpu]) => Math.log(cpu!));
    expect(pearson(logLifts, [...levels[0]!].map(Math.log))).toBeGreaterThan(0.3);
  });
});

describe('episodes', () => {
  it('are none where an episode is the whole day', () => {
    for (const of of read({ episodeHours: 24 }).lifts) expect(of).toEqual([1, 1, 1, 1]);
  });

  it('are none where a day has nothing of its own', () => {
    for (const of of read({ episodeHours: 4, persistence: 1 }).lifts) {
      for (const lift of of) expect(lift).toBeCloseTo(1, 9);
    }
  });

  it('come in the busy hours where the day has a rhythm', () => {
    const inPeak = (quietLevel: number): number =>
      average(
        read({ episodeHours: 2 }, quietLevel).slots.map(({ start, end }) => {
          const hour = (start + end) / 24;
          return hour >= 9 && hour < 17 ? 1 : 0;
        }),
      );
    expect(inPeak(0.01)).toBeGreaterThan(0.9);
    expect(Math.abs(inPeak(1) - 8 / 24)).toBeLessThan(0.05);
  });
});
