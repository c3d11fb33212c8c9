import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyFactor, correlationMatrix } from '../../src/model/correlation.js';
import { MATCHED, setWhite, WHITE_ROOM } from '../../src/model/white.js';
import { rootKey } from '../../src/num/random.js';
import { chain } from '../../src/profiles/chain.js';
import { average } from '../laws/measure.js';

const correlation = chain({ cpuMemory: 0.7, cpuNetwork: 0.5, memoryDisk: -0.6 });
const mixing = choleskyFactor(correlationMatrix(correlation))!;
const OFFSET = 7;

function read(first: number, count: number, width = 4, offset = OFFSET): Float64Array[] {
  const out = Array.from({ length: width }, () => new Float64Array(count));
  setWhite({ key: rootKey(42), offset, mixing }, first, count, width, new Float64Array(WHITE_ROOM), out);
  return out;
}

const product = (one: Float64Array, other: Float64Array): number => average(one.map((z, i) => z * other[i]!));

describe('white noise', () => {
  it('has mean 0, variance 1 and the correlations of its mixing in each group', () => {
    const groups = Array.from({ length: 50 }, (_, group) => read(MATCHED * (group - 25) - OFFSET, MATCHED));
    for (const [cpu, memory, disk, network] of groups as [Float64Array, Float64Array, Float64Array, Float64Array][]) {
      for (const values of [cpu, memory, disk, network]) {
        expect(average(values)).toBeCloseTo(0, 12);
        expect(product(values, values)).toBeCloseTo(1, 12);
      }
      expect(product(cpu, memory)).toBeCloseTo(0.7, 12);
      expect(product(cpu, network)).toBeCloseTo(0.5, 12);
      expect(product(memory, disk)).toBeCloseTo(-0.6, 12);
      expect(product(disk, network)).toBeCloseTo(0.7 * 0.5 * -0.6, 12);
    }
  });

  it('has no memory but that of the sums: what is left of a group makes up for what was', () => {
    const n = 4000 * MATCHED;
    const [cpu] = read(0, n) as [Float64Array];
    const at = (lag: number): number => product(cpu.subarray(0, n - lag), cpu.subarray(lag));
    for (const lag of [1, 2, 7, 24, 47, 48, 60]) {
      const expected = -Math.max(0, 1 - lag / MATCHED) / (MATCHED - 1);
      expect(Math.abs(at(lag) - expected), String(lag)).toBeLessThan(4 / Math.sqrt(n));
    }
  });

  it('is normal', () => {
    const n = 4000 * MATCHED;
    for (const values of read(0, n)) {
      const kurtosis = average(values.map((z) => z ** 4));
      // Of numbers on a sphere it is 3 · n / (n + 2).
      expect(kurtosis).toBeGreaterThan(2.8);
      expect(kurtosis).toBeLessThan(3.05);
      expect(Math.max(...values.subarray(0, 1e5))).toBeGreaterThan(3.5);
    }
  });

  it('is the same however it is cut, and for fewer metrics', () => {
    const instants = fc.integer({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 4 }), (first, count, width) => {
        const whole = read(first - 60, count + 120);
        read(first, count, width).forEach((part, metric) =>
          expect(part).toEqual(whole[metric]!.subarray(60, 60 + count)),
        );
      }),
    );
  });
});
