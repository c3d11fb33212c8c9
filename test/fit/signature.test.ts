import { describe, expect, it } from 'vitest';
import { distance, signature } from '../../src/fit/signature.js';
import { normal } from '../../src/num/normal.js';
import { rootKey, uniform } from '../../src/num/random.js';

const DAY = 288;
const key = rootKey('signature');

/** Noise of mean 20 and standard deviation 1, with a spike of a height in every 288th sample on average. */
function noise(days: number, spike = 0, first = 0): Float64Array {
  return Float64Array.from({ length: days * DAY }, (_, i) => {
    const isHit = uniform(key, first + i) < 1 / DAY;
    return 20 + normal(key, first + i) + (isHit ? spike : 0);
  });
}

/** The same, each sample the mean of the dozen up to it. */
function smooth(values: Float64Array): Float64Array {
  return values.map((_, i) => {
    const from = Math.max(0, i - 11);
    return values.subarray(from, i + 1).reduce((sum, value) => sum + value, 0) / (i + 1 - from);
  });
}

describe('the signature of a metric', () => {
  it('says nothing of the base, and of the mean how far it lies below', () => {
    const values = noise(28);
    const larger = values.map((value) => 7 * value);
    expect(distance(signature(values), signature(larger))).toBeLessThan(1e-9);
    const higher = values.map((value) => value + 300);
    const apart = signature(higher).map((feature, i) => Math.abs(feature - signature(values)[i]!));
    expect(apart.filter((difference) => difference > 1e-9)).toHaveLength(1);
  });

  it('has no feature of what never moves, whatever the rounding of its mean', () => {
    for (const level of [50, 33.3, 99.3, 1e-5]) {
      const values = new Float64Array(30 * DAY).fill(level);
      expect(signature(values).filter(Number.isFinite)).toEqual([]);
    }
  });

  it('is nearly the same for as much time of the same, and for longer', () => {
    const seen = signature(noise(28));
    expect(distance(seen, signature(noise(28, 0, 1e6)))).toBeLessThan(0.15);
    expect(distance(signature(noise(28, 20)), signature(noise(112, 20, 1e6)))).toBeLessThan(0.2);
  });

  it.each([
    ['spikes', noise(28, 20)],
    ['a memory of an hour', smooth(noise(28))],
    ['a day in ten that stands out', noise(28).map((value, i) => value + (Math.floor(i / DAY) % 10 === 0 ? 10 : 0))],
  ])('is another one with %s', (_, values) => {
    expect(distance(signature(noise(28)), signature(values))).toBeGreaterThan(0.5);
  });

  it('does without samples that are missing', () => {
    const values = noise(28, 20);
    const gappy = values.map((value, i) => (uniform(rootKey('gaps'), i) < 0.02 ? NaN : value));
    expect(distance(signature(values), signature(gappy))).toBeLessThan(0.1);
  });

  it('is not told by what never moves', () => {
    const still = signature(new Float64Array(28 * DAY).fill(5));
    expect(still.some(Number.isFinite)).toBe(false);
    expect(distance(still, signature(noise(28)))).toBeNaN();
    expect(distance(signature(noise(28)), still)).toBe(1);
  });
});
