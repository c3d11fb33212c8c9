import { describe, expect, it } from 'vitest';
import { addReleases, addRestarts, releasesOf } from '../../src/model/releases.js';
import { rootKey } from '../../src/num/random.js';
import { average } from '../laws/measure.js';
import { profileOf } from './model.js';

const DAYS = 3000;
const COUNT = 288 * DAYS;
const key = rootKey('releases');
const logsOf = (add: typeof addReleases, dynamics: Parameters<typeof profileOf>[0]): Float64Array => {
  const logs = new Float64Array(COUNT);
  add(releasesOf(key, profileOf(dynamics).dynamics), 5_000_000, COUNT, logs);
  return logs;
};
const steps = (values: Float64Array): number[] => [...values].slice(1).map((value, i) => value - values[i]!);

describe('releases of memory', () => {
  it('come as often and as deep as asked, each the end of a ramp, around a mean of 0', () => {
    const logs = logsOf(addReleases, { releasesPerDay: 4, releaseDepth: 0.2 });
    const falls = steps(logs).filter((step) => step < 0);
    expect(Math.abs(falls.length / DAYS - 4)).toBeLessThan(0.01);
    // A fall is between the middles of two sawteeth. 4 standard errors, of depths that differ by 80 %.
    expect(Math.abs(average(falls) / Math.log(0.8) - 1)).toBeLessThan((4 * 0.8) / Math.sqrt(falls.length) + 0.03);
    expect(Math.abs(average(logs))).toBeLessThan(0.005);
  });

  it('are none at a depth of 0', () => {
    expect(logsOf(addReleases, { releaseDepth: 0 }).every((value) => value === 0)).toBe(true);
  });
});

describe('restarts', () => {
  const logs = logsOf(addRestarts, { restartsPerMonth: 6 });
  const isDown = [...logs].map((value) => value < 0);
  const starts = isDown.flatMap((down, i) => (down && !isDown[i - 1] && i > 0 ? [i] : []));

  it('come as often as asked, and never without end', () => {
    for (const restartsPerMonth of [3, 15]) {
      const falls = steps(logsOf(addRestarts, { restartsPerMonth })).filter((step) => step < -0.3);
      const asked = (restartsPerMonth / 30) * DAYS;
      expect(Math.abs(falls.length / asked - 1)).toBeLessThan(4 / Math.sqrt(asked));
    }
    expect(logsOf(addRestarts, { restartsPerMonth: 0 }).every((value) => value === 0)).toBe(true);
    const daily = steps(logsOf(addRestarts, { restartsPerMonth: 30 })).filter((step) => step < -0.3);
    expect(Math.abs(daily.length / DAYS - 1)).toBeLessThan(0.01);
  });

  it('give back a third to nine tenths, and fill up again within twelve hours, the faster the lower', () => {
    for (const start of starts.slice(0, 300)) {
      const length = isDown.indexOf(false, start) - start;
      const left = Math.exp(logs[start]!);
      expect(left).toBeGreaterThan(0.1 - 1e-9);
      expect(left).toBeLessThan(0.7 + 1e-9);
      expect(length).toBeGreaterThanOrEqual(11);
      // Where another falls into it, it climbs twice.
      const falls = steps(logs.subarray(start, start + length)).filter((step) => step < -0.3).length;
      if (falls > 0) continue;
      expect(length).toBeLessThanOrEqual(144);
      const climb = steps(logs.subarray(start, start + length));
      climb.slice(1).forEach((step, i) => expect(step).toBeLessThan(climb[i]! + 1e-9));
      expect(climb[0]!).toBeGreaterThan(3 * climb.at(-1)!);
    }
  });
});
