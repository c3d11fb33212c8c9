import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPieces, cutOf, segmentAt } from '../../src/model/segments.js';
import { rootKey } from '../../src/num/random.js';
import { average } from '../laws/measure.js';

const key = rootKey('segments');
const length = fc.integer({ min: 1, max: 400 });
const instant = fc.integer({ min: -1e7, max: 1e7 });

describe('the pieces of time', () => {
  it('hold every instant in one of them, which begins before it and ends after it', () => {
    fc.assert(
      fc.property(instant, length, (at, length) => {
        const segment = segmentAt(key, at, length);
        expect(cutOf(key, segment, length)).toBeLessThanOrEqual(at);
        expect(cutOf(key, segment + 1, length)).toBeGreaterThan(at);
      }),
    );
  });

  it('are of the length asked for on average, and at most twice that', () => {
    for (const length of [1, 3, 24, 64]) {
      const n = 20_000;
      const lengths = Array.from({ length: n }, (_, i) => cutOf(key, i + 1, length) - cutOf(key, i, length));
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...lengths)).toBeLessThan(2 * length);
      // All pieces together lie between two cuts, each anywhere in its cell.
      expect(Math.abs(average(lengths) - length)).toBeLessThanOrEqual(length / n);
    }
  });

  it('differ by no more than the room that their cuts have', () => {
    fc.assert(
      fc.property(instant, length, fc.double({ min: 0, max: 1, noNaN: true }), (at, length, share) => {
        const room = Math.floor(share * length);
        const segment = segmentAt(key, at, length, room);
        const [begin, end] = [cutOf(key, segment, length, room), cutOf(key, segment + 1, length, room)];
        expect(begin).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
        expect(Math.abs(end - begin - length)).toBeLessThanOrEqual(room);
      }),
    );
  });

  it('are cut elsewhere by every key', () => {
    const cuts = ['one', 'other'].map((seed) => Array.from({ length: 50 }, (_, i) => cutOf(rootKey(seed), i, 100)));
    expect(cuts[0]).not.toEqual(cuts[1]);
  });
});

describe('noise that stays for a piece of time', () => {
  it('adds one number to a piece, with the variance of its weight', () => {
    const n = 400_000;
    const values = new Float64Array(n).fill(5);
    addPieces(key, 16, -n / 2, n, 3, values);
    const pieces = [...values].filter((value, i) => i === 0 || value !== values[i - 1]!);
    expect(Math.abs(pieces.length / (n / 16) - 1)).toBeLessThan(1e-3);
    // Four standard errors.
    const z = pieces.map((value) => (value - 5) / 3);
    expect(Math.abs(average(z))).toBeLessThan(4 / Math.sqrt(z.length));
    expect(Math.abs(average(z.map((value) => value * value)) - 1)).toBeLessThan(4 * Math.sqrt(2 / z.length));
  });

  it('is the same however time is cut', () => {
    fc.assert(
      fc.property(instant, length, fc.integer({ min: 1, max: 300 }), (first, length, count) => {
        const whole = new Float64Array(count + 20);
        addPieces(key, length, first - 7, count + 20, 1, whole);
        const part = new Float64Array(count);
        addPieces(key, length, first, count, 1, part);
        expect(part).toEqual(whole.subarray(7, 7 + count));
      }),
    );
  });
});
