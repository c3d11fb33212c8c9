import { describe, expect, it } from 'vitest';
import { fillIdle } from '../../src/model/activity.js';
import { type Jobs, jobsOf } from '../../src/model/jobs.js';
import { busyHours, SLOTS } from '../../src/model/shape.js';
import { topsOf } from '../../src/model/tops.js';
import { rootKey } from '../../src/num/random.js';
import { METRICS } from '../../src/profiles/profile.js';
import { percentile95 } from '../laws/laws.js';
import { modelOf, profileOf } from './model.js';

const NO_JOBS: Jobs = { key: rootKey('none'), plan: [], levels: [] };

describe('the P95 that is known beforehand', () => {
  it('is that of the hours, where nothing else moves', () => {
    for (const quietLevel of [0.1, 0.5, 1]) {
      const model = modelOf('tops', profileOf({}, { volatility: 0, quietLevel }));
      const shape = busyHours(model.profile.peakHours).map((busy) => quietLevel + (1 - quietLevel) * busy);
      METRICS.forEach((_, metric) => {
        expect(Math.abs(topsOf(model, NO_JOBS)(metric, 20_000) / percentile95(shape) - 1)).toBeLessThan(0.01);
      });
    }
  });

  it('rises with the noise within the day', () => {
    const top = (volatility: number): number =>
      topsOf(modelOf('tops', profileOf({}, { volatility })), NO_JOBS)(0, 20_000);
    expect(top(0.2)).toBeGreaterThan(top(0.1));
    expect(top(0.1)).toBeGreaterThan(top(0));
  });

  it('is a long job’s on the days on which it runs', () => {
    const profile = profileOf({ jobsPerDay: 1, jobMinutes: 300 }, { volatility: 0, burstShare: 1, burstGain: 2 });
    const model = modelOf('tops', profile);
    const jobs = jobsOf(rootKey('jobs'), profile);
    const [job] = jobs.plan;
    const plain = topsOf(model, NO_JOBS)(0, 20_000);
    for (let day = 20_000; day < 20_007; day++) {
      const runs = (job!.days >> (day % 7)) & 1;
      const top = topsOf(model, jobs)(0, day);
      if (runs === 0) expect(top).toBe(plain);
      else expect(top).toBeGreaterThan(plain);
    }
    expect(job!.length).toBeGreaterThan(SLOTS / 20);
  });

  it('is low on days without work, and the same whichever of two days asks', () => {
    const model = modelOf(
      'idle',
      profileOf({ activeDays: 0.6, dutyCycle: 0.4 }, { std: 60, quietLevel: 0.2, tail: 0.5 }),
    );
    const idle = new Uint8Array(100);
    fillIdle(model, 20_000, 100, idle);
    const [here, there] = [topsOf(model, NO_JOBS), topsOf(model, NO_JOBS)];
    const tops = [...idle].map((_, i) => here(0, 20_000 + i));
    const low = tops.filter((_, i) => idle[i] === 1);
    const high = tops.filter((_, i) => idle[i] === 0);
    expect(Math.max(...low)).toBeLessThan(0.5 * Math.min(...high));
    for (let i = 99; i >= 0; i--) expect(there(0, 20_000 + i)).toBe(tops[i]);
  });
});
