import { describe, expect, it } from 'vitest';
import { addNight, NIGHT, nights } from '../../src/model/nights.js';
import { SLOTS } from '../../src/model/shape.js';
import { rootKey } from '../../src/num/random.js';

const BOTH = { evening: true, morning: true };

const nightOf = (seed: number, night: number, days = BOTH): Float64Array => {
  const evening = new Float64Array(SLOTS);
  const morning = new Float64Array(SLOTS);
  addNight(nights(rootKey(seed)), night, days, 0, evening);
  addNight(nights(rootKey(seed)), night, days, SLOTS, morning);
  return Float64Array.of(...evening, ...morning);
};

describe('the jobs of a night', () => {
  it('are planned to end within it', () => {
    for (let seed = 0; seed < 200; seed++) {
      const { plan } = nights(rootKey(seed));
      expect(plan).toHaveLength(3);
      for (const { start, length } of plan) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + length).toBeLessThanOrEqual(NIGHT.length);
      }
    }
  });

  it('run from 22 to 6, give or take half an hour, and over midnight without a step', () => {
    for (let seed = 0; seed < 50; seed++) {
      const busy = nightOf(seed, 20_000 + seed);
      const end = NIGHT.start + NIGHT.length;
      busy.forEach((value, slot) => {
        if (slot < NIGHT.start - 6 || slot >= end + 7) expect(value).toBe(0);
        expect(value).toBeLessThanOrEqual(2);
      });
      expect(Math.min(...busy.subarray(NIGHT.start, end))).toBeGreaterThan(0);
      expect(Math.abs(busy[SLOTS]! - busy[SLOTS - 1]!)).toBeLessThan(0.5);
    }
  });

  it('run on neither side of midnight where that day has no work, and come and go without a step', () => {
    for (let seed = 0; seed < 50; seed++) {
      const whole = nightOf(seed, 20_000);
      const evening = nightOf(seed, 20_000, { evening: true, morning: false });
      const morning = nightOf(seed, 20_000, { evening: false, morning: true });
      expect(nightOf(seed, 20_000, { evening: false, morning: false }).some((value) => value > 0)).toBe(false);
      expect(evening.subarray(SLOTS).some((value) => value > 0)).toBe(false);
      expect(morning.subarray(0, SLOTS).some((value) => value > 0)).toBe(false);
      expect(evening.subarray(0, SLOTS - 6)).toEqual(whole.subarray(0, SLOTS - 6));
      expect(morning.subarray(SLOTS + 6)).toEqual(whole.subarray(SLOTS + 6));
      expect(evening[SLOTS - 1]).toBeLessThan(0.5);
      expect(morning[SLOTS]).toBeLessThan(0.5);
    }
  });

  it('differ from night to night, and hardly in their time', () => {
    const peak = (busy: Float64Array): number => busy.indexOf(Math.max(...busy));
    const [one, other] = [nightOf(1, 20_000), nightOf(1, 20_001)];
    expect(one).not.toEqual(other);
    expect(Math.max(...one)).toBeGreaterThan(0.75);
    expect(peak(one)).toBeGreaterThan(0);
  });

  it('take more than a twentieth of both days of which the night is a part, so that their P95 is a job’s', () => {
    for (let seed = 0; seed < 50; seed++) {
      const busy = new Float64Array(SLOTS);
      addNight(nights(rootKey(seed)), 20_000, BOTH, 0, busy);
      addNight(nights(rootKey(seed)), 19_999, BOTH, SLOTS, busy);
      expect(busy.filter((value) => value > 0.6).length).toBeGreaterThan(SLOTS / 20);
    }
  });
});
