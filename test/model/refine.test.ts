import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RefinedBucket, refinedBuckets, setBucket, setIntegrals } from '../../src/model/refine.js';
import { average } from '../laws/measure.js';
import { modelOf, profileOf } from './model.js';

/** Means over the parts of a bucket. */
function meansOf(bucket: RefinedBucket, seconds: number): Float64Array {
  const count = 300 / seconds;
  const integrals = new Float64Array(count + 1);
  setIntegrals(bucket, 0, seconds, count + 1, integrals);
  return Float64Array.from({ length: count }, (_, i) => (integrals[i + 1]! - integrals[i]!) / seconds);
}

/** Means of the 5 minutes of a bucket of memory, whose noise is a hundredth. */
function minutes(before: number, value: number, after: number): Float64Array {
  const bucket = refinedBuckets(modelOf('refine', profileOf({})), 60)[1]!;
  setBucket(bucket, 1234, before, value, after);
  return meansOf(bucket, 60);
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
    const bucket = refinedBuckets(modelOf('refine', profileOf({})), 1)[0]!;
    for (let number = 0; number < 200; number++) {
      setBucket(bucket, number, 40, 40, 40);
      const seconds = meansOf(bucket, 1);
      for (let second = 1; second < 300; second++) {
        const kind = second % 60 === 0 ? 'minute' : second % 10 === 0 ? 'tens' : 'within';
        steps[kind].push((seconds[second]! - seconds[second - 1]!) ** 2);
      }
    }
    const within = average(steps.within);
    expect(Math.sqrt(average(steps.minute) / within)).toBeLessThan(1.5);
    expect(Math.sqrt(average(steps.tens) / within)).toBeLessThan(1.3);
  });

  it('is the same by any step: the means of seconds are those of all that is longer', () => {
    const model = modelOf('refine', profileOf({}));
    for (let number = 0; number < 50; number++) {
      const [finest, ...longer] = [1, 5, 15, 20, 30, 60, 100, 150, 300].map((seconds) => {
        const unit = [60, 10, 1].find((length) => seconds % length === 0)!;
        const bucket = refinedBuckets(model, unit)[0]!;
        setBucket(bucket, number, 30, 50, 40);
        return meansOf(bucket, seconds);
      });
      for (const means of longer) {
        const seconds = 300 / means.length;
        means.forEach((mean, i) => {
          expect(mean).toBeCloseTo(average([...finest!.slice(i * seconds, (i + 1) * seconds)]), 9);
        });
      }
    }
  });

  it('is the same whatever was read before, of it or of another', () => {
    const model = modelOf('refine', profileOf({}));
    const used = refinedBuckets(model, 1)[0]!;
    const part = new Float64Array(8);
    for (let from = 0; from < 200; from += 7) {
      const fresh = refinedBuckets(model, 1)[0]!;
      setBucket(fresh, from, 30, 50, 40);
      setIntegrals(fresh, from, 13, 8, part);
      const alone = [...part];
      setBucket(used, from, 30, 50, 40);
      setIntegrals(used, 0, 1, 150, new Float64Array(150));
      setIntegrals(used, from, 13, 8, part);
      expect([...part]).toEqual(alone);
    }
  });
});
