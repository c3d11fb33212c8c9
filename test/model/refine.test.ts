import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refinement, setBucket, setMeans } from '../../src/model/refine.js';
import { average } from '../laws/measure.js';
import { modelOf, profileOf } from './model.js';

/** Means of the 5 minutes of a bucket of memory, whose noise is a hundredth. */
function minutes(before: number, value: number, after: number): Float64Array {
  const bucket = refinement(modelOf('refine', profileOf({})), 60).metrics[1]!;
  setBucket(bucket, 1234, before, value, after);
  const means = new Float64Array(5);
  setMeans(bucket, 60, 0, 60, 5, means, 0);
  return means;
}

describe('a bucket', () => {
  it('hardly swings before a jump, nor after it', () => {
    for (const means of [minutes(60, 60, 20), minutes(20, 60, 60), minutes(60, 20, 20), minutes(60, 60, 100)]) {
      const value = means.reduce((sum, mean) => sum + mean / 5, 0);
      for (const mean of means) expect(Math.abs(mean / value - 1)).toBeLessThan(0.13);
    }
  });

  it('has its mean, within the bounds, whatever is beside it', () => {
    const level = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(level, level, level, (before, value, after) => {
        const means = minutes(before, value, after);
        expect(means.reduce((sum, mean) => sum + mean / 5, 0)).toBeCloseTo(value, 9);
        for (const mean of means) {
          expect(mean).toBeGreaterThanOrEqual(-1e-9);
          expect(mean).toBeLessThanOrEqual(100 + 1e-9);
        }
      }),
    );
  });

  it('goes over into the next one where they are alike', () => {
    const levels = [50, 51, 49, 50.5, 52];
    const [one, other] = [minutes(levels[0]!, levels[1]!, levels[2]!), minutes(levels[1]!, levels[2]!, levels[3]!)];
    // Half-way between the two, where either begins or ends.
    expect(Math.abs(one[4]! - other[0]!)).toBeLessThan(1.2);
  });

  it('shows no grid: a step into another minute is like one within it', () => {
    const steps = { minute: [] as number[], tens: [] as number[], within: [] as number[] };
    const bucket = refinement(modelOf('refine', profileOf({})), 1).metrics[0]!;
    const seconds = new Float64Array(300);
    for (let number = 0; number < 200; number++) {
      setBucket(bucket, number, 40, 40, 40);
      setMeans(bucket, 1, 0, 1, 300, seconds, 0);
      for (let second = 1; second < 300; second++) {
        const kind = second % 60 === 0 ? 'minute' : second % 10 === 0 ? 'tens' : 'within';
        steps[kind].push((seconds[second]! - seconds[second - 1]!) ** 2);
      }
    }
    const within = average(steps.within);
    expect(Math.sqrt(average(steps.minute) / within)).toBeLessThan(1.5);
    expect(Math.sqrt(average(steps.tens) / within)).toBeLessThan(1.3);
  });
});
