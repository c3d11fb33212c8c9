import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../src/model/civil.js';
import { PARTS } from '../../src/model/compile.js';
import { episodesOf, episodeSlots, setLifts } from '../../src/model/episodes.js';
import { jobsOf } from '../../src/model/jobs.js';
import { dayLevels, setLevels } from '../../src/model/levels.js';
import { SAMPLE_MS, sampleLayer, samplesOf } from '../../src/model/samples.js';
import { SLOTS } from '../../src/model/shape.js';
import { zone } from '../../src/model/zone.js';
import { childKey } from '../../src/num/random.js';
import { presets } from '../../src/profiles/dynamics.js';
import type { Dynamics } from '../../src/profiles/profile.js';
import { modelOf, profileOf } from './model.js';

const berlin = zone('Europe/Berlin');
const PLAIN = { tail: 0, growth: 0, volatility: 0, quietLevel: 1, burstShare: 1, burstGain: 1 };
const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

/** A server in Berlin whose samples are all alike, but for what its dynamics add. */
const inBerlin = (seed: number, std: number, dynamics: Partial<Dynamics>) => ({
  ...modelOf(seed, profileOf({ ...presets.calm.dynamics, ...dynamics }, { ...PLAIN, std })),
  zone: berlin,
});

/** The slots by the clock of the samples of a day that are higher than most, in the order of time. */
function lifted(model: ReturnType<typeof inBerlin>, day: number): number[] {
  const { first, count, values } = samplesOf(sampleLayer(model, 1), day);
  const samples = [...values[0]!.subarray(0, count)];
  // The level glides from midnight to midnight, and by much less than a job or an episode is high.
  const usual = samples.toSorted((a, b) => a - b)[count >> 1]!;
  return samples.flatMap((value, i) => {
    const ms = (first + i) * SAMPLE_MS;
    return value > 1.3 * usual ? [((ms + berlin.offset(ms)) / SAMPLE_MS) % SLOTS] : [];
  });
}

describe.each([
  ['put forward', dayNumber(2026, 3, 29), 23 * 12],
  ['put back', dayNumber(2026, 10, 25), 25 * 12],
])('on the day on which clocks are %s', (_, day, count) => {
  /** What begins in the hour that is skipped begins after it. */
  const byTheClock = (slot: number): number => (count < SLOTS && slot >= 24 && slot < 36 ? 36 : slot);

  it('jobs begin at their time, and are as long as ever', () => {
    let seen = 0;
    for (const seed of SEEDS) {
      const model = inBerlin(seed, 1, { jobsPerDay: 1, jobMinutes: 20, burstHeight: 5 });
      const [job] = jobsOf(childKey(model.key, PARTS.jobs), model.profile).plan;
      const slots = lifted(model, day);
      if (job!.heights[0]! < 1 || slots.length === 0) continue;
      seen++;
      expect([job!.start, job!.start + 1].map(byTheClock)).toContain(slots[0]);
      expect(slots).toHaveLength(job!.length);
    }
    expect(seen).toBeGreaterThan(30);
  });

  it('an episode begins at its time, and is as long as ever', () => {
    let seen = 0;
    for (const seed of SEEDS) {
      const model = inBerlin(seed, 35, { persistence: 0, episodeHours: 4 });
      const episodes = episodesOf(model);
      const lift = new Float64Array(1);
      const normals = { all: [new Float64Array(1)], white: [new Float64Array(1)] };
      setLevels(dayLevels(model), day, 1, 1, [lift], normals);
      setLifts(episodes, day, 1, 1, normals, [lift]);
      const { start, end } = episodeSlots(episodes, day);
      // What is little higher is hidden by how the level glides, and what is most of the day is not higher than the usual.
      if (lift[0]! < 1.8 || end - start > SLOTS / 2) continue;
      seen++;
      const slots = lifted(model, day);
      // It rises and falls within a quarter of an hour.
      expect(Math.abs(slots[0]! - byTheClock(start))).toBeLessThan(3);
      expect(Math.abs(slots.length - (end - start))).toBeLessThan(6);
    }
    expect(seen).toBeGreaterThan(5);
  });
});
