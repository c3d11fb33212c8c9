import { describe, expect, it } from 'vitest';
import { splineOf } from '../../src/model/smooth.js';

describe('the spline of smooth noise', () => {
  it.each([1, 2, 4, 5, 32])(
    'with %d phases has weights of unit norm at each, and is the same read backwards',
    (length) => {
      const spline = splineOf(length, 1);
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
    const spline = splineOf(1000, 1);
    const [last, first] = [spline.subarray(3 * 999), spline.subarray(0, 3)];
    expect(last[1]).toBeCloseTo(first[0]!, 2);
    expect(last[2]).toBeCloseTo(first[1]!, 2);
  });

  it('makes up for what numbers lose that are each less the mean of their group', () => {
    const [length, group] = [6, 4];
    const spline = splineOf(length, group);
    expect(spline).toHaveLength(3 * length * group);
    const covariance = (one: number, other: number): number =>
      (one === other ? 1 : 0) - (Math.floor(one / group) === Math.floor(other / group) ? 1 / group : 0);
    for (let phase = 0; phase < length * group; phase++) {
      const cell = Math.floor(phase / length);
      let variance = 0;
      for (let one = 0; one < 3; one++) {
        for (let other = 0; other < 3; other++) {
          const weights = spline[3 * phase + one]! * spline[3 * phase + other]!;
          variance += weights * covariance(cell + one - 1, cell + other - 1);
        }
      }
      expect(variance).toBeCloseTo(1, 14);
    }
  });
});
