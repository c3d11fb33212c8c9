import { describe, expect, it } from 'vitest';
import { addBursts, burstsOf } from '../../src/model/bursts.js';
import { SLOTS } from '../../src/model/shape.js';
import { rootKey } from '../../src/num/random.js';
import { METRICS } from '../../src/profiles/profile.js';
import { profileOf } from './model.js';

const ROOM = 11;
const DAYS = 2000;

/** How many samples bursts take in each three hours of the day, over many days; of days of so many samples. */
function counts(burstsPerDay: number, length = SLOTS): number[] {
  const bursts = burstsOf(rootKey('bursts'), profileOf({ burstsPerDay, burstHeight: 2 }, { burstShare: 1 }));
  const found = Array.from({ length: 8 }, () => 0);
  for (let day = 0; day < DAYS; day++) {
    const samples = METRICS.map(() => new Float64Array(length).fill(1));
    addBursts(bursts, 20_000 * SLOTS + day * length, length, 4, samples, new Int32Array(4).fill(ROOM));
    const taken = samples[0]!.map((value) => (value > 1 ? 1 : 0));
    expect(taken.reduce((sum, value) => sum + value)).toBeLessThanOrEqual(ROOM);
    taken.forEach((value, i) => (found[Math.floor((8 * i) / length)]! += value));
  }
  return found;
}

describe('bursts', () => {
  // A day of 24 hours, and those on which clocks change.
  it.each([2, 6, 12, 24].flatMap((perDay) => [288, 276, 300].map((length) => [perDay, length] as const)))(
    'come at any time of the day: %d a day, of a day of %d samples',
    (perDay, length) => {
      const found = counts(perDay, length);
      const mean = found.reduce((sum, value) => sum + value) / 8;
      // Bursts of several samples come together: twice the error of single ones, and four of these.
      for (const count of found) expect(Math.abs(count - mean)).toBeLessThan(8 * Math.sqrt(mean));
    },
  );

  it('take the room that they have, where there are many', () => {
    const all = counts(24).reduce((sum, value) => sum + value);
    expect(all / DAYS).toBeGreaterThan(0.95 * ROOM);
  });
});
