import { describe, expect, it } from 'vitest';
import { splineOf } from '../../src/model/smooth.js';

describe('the spline of smooth noise', () => {
  it.each([1, 2, 4, 5, 32])(
    'with %d phases has weights of unit norm at each, and is the same read backwards',
    (length) => {
      const spline = splineOf(length);
      expect(spline).toHaveLength(3 * length);
      for (let phase = 0; phase < length; phase++) {
        const [before, here, after] = spline.subarray(3 * phase, 3 * phase + 3) as unknown as [number, number, number];
        expect(before * before + here * here + after * after).toBeCloseTo(1, 14);
        expect(Math.min(before, here, after)).toBeGreaterThan(0);
        const mirrored = spline.subarray(3 * (length - 1 - phase), 3 * (length - phase));
        expect(mirrored[0]).toBeCloseTo(after, 14);
        expect(mirrored[1]).toBeCloseTo(here, 14);
      }
    },
  );

  it('runs on over the end of a cell: what came after is then here', () => {
    const spline = splineOf(1000);
    const [last, first] = [spline.subarray(3 * 999), spline.subarray(0, 3)];
    expect(last[1]).toBeCloseTo(first[0]!, 2);
    expect(last[2]).toBeCloseTo(first[1]!, 2);
  });
});
