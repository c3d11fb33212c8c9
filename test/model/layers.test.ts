import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bound } from '../../src/model/bound.js';
import { noise, fillNoise } from '../../src/model/noise.js';
import { choleskyFactor, correlationMatrix } from '../../src/model/correlation.js';
import { RAMP } from '../../src/model/matchDay.js';
import { bucketsOf } from '../../src/model/samples.js';
import { busyHours, SLOTS } from '../../src/model/shape.js';
import { UTC } from '../../src/model/zone.js';
import { mix, rootKey } from '../../src/num/random.js';
import { chain } from '../../src/profiles/chain.js';
import { average, pearson } from '../laws/measure.js';

describe('the soft bound', () => {
  it('is the identity to its knee, rises everywhere and never passes the ceiling', () => {
    for (let level = 0, last = -1; level < 400; level += 0.37) {
      const value = bound(level, 100);
      if (level <= 90) expect(value).toBe(level);
      expect(value).toBeGreaterThan(last);
      expect(value).toBeLessThan(100);
      last = value;
    }
    expect([bound(1e300, 100), bound(Infinity, 100)]).toEqual([100, 100]);
  });
});

describe('multi-scale noise', () => {
  const correlation = chain({ cpuMemory: 0.7, cpuNetwork: 0.5, memoryDisk: -0.6 });
  const factor = choleskyFactor(correlationMatrix(correlation))!;
  const parts = noise(rootKey(42), [
    { kind: 'white', length: 1, share: 0.4, factor },
    { kind: 'smooth', length: 5, share: 0.2, factor },
    { kind: 'smooth', length: 32, share: 0.2, factor },
    { kind: 'steps', length: 24, share: 0.2, factor },
  ]);
  const read = (first: number, count: number): Float64Array[] => {
    const out = Array.from({ length: 4 }, () => new Float64Array(count));
    fillNoise(parts, first, count, 4, new Float64Array(4 * (count + 4)), out);
    return out;
  };
  const n = 400_000;
  const [cpu, memory, disk] = read(-n / 2, n) as [Float64Array, Float64Array, Float64Array];

  it('has mean 0 and variance 1', () => {
    // The slowest part has one independent value in about 32: 4 standard errors.
    expect(Math.abs(average([...cpu]))).toBeLessThan(4 / Math.sqrt(n / 32));
    expect(Math.abs(average([...cpu].map((z) => z * z)) - 1)).toBeLessThan(4 * Math.sqrt(2 / (n / 32)));
  });

  it('has its variance at every phase of every lattice', () => {
    for (let phase = 0; phase < 32; phase += 5) {
      const values = [...cpu].filter((_, i) => i % 32 === phase);
      expect(Math.abs(average(values.map((z) => z * z)) - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length));
    }
  });

  it('has the correlations of its factor', () => {
    const error = 4 / Math.sqrt(n / 32);
    expect(Math.abs(pearson([...cpu], [...memory]) - 0.7)).toBeLessThan(error);
    expect(Math.abs(pearson([...memory], [...disk]) + 0.6)).toBeLessThan(error);
    expect(Math.abs(pearson([...cpu], [...disk]) + 0.42)).toBeLessThan(error);
  });

  it('remembers at every scale, and forgets beyond the slowest', () => {
    const at = (lag: number): number => pearson([...cpu.subarray(0, n - lag)], [...cpu.subarray(lag)]);
    const lags = [1, 2, 4, 8, 16, 32].map(at);
    lags.forEach((value, i) => expect(value).toBeLessThan(i === 0 ? 1 : lags[i - 1]!));
    expect(lags[0]).toBeGreaterThan(0.5);
    expect(Math.abs(at(200))).toBeLessThan(4 / Math.sqrt(n / 32));
  });

  it('leaves nothing of what was there, also where no part of it is white', () => {
    const slow = noise(rootKey(42), [
      { kind: 'white', length: 1, share: 0, factor },
      { kind: 'smooth', length: 5, share: 1, factor },
    ]);
    const [clean, used] = [new Float64Array(50), new Float64Array(50).fill(7)];
    for (const values of [clean, used]) fillNoise(slow, 0, 50, 1, new Float64Array(4 * 54), [values]);
    expect(used).toEqual(clean);
  });

  it('is the same however it is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 60 }), (first, count) => {
        const whole = read(first - 7, count + 20);
        const part = read(first, count);
        part.forEach((values, metric) => expect(values).toEqual(whole[metric]!.subarray(7, 7 + count)));
      }),
    );
  });
});

describe('the shape of a day', () => {
  it('is a plateau between the peak hours, highest inside, for any hours', () => {
    const start = fc.double({ min: 0, max: 23.9, noNaN: true });
    const duration = fc.double({ min: 1, max: 23, noNaN: true });
    fc.assert(
      fc.property(start, duration, (start, duration) => {
        const end = (start + duration) % 24;
        const busy = busyHours({ start, end });
        const peak = ((busy.indexOf(Math.max(...busy)) + 0.5) / 12 - start + 24) % 24;
        expect(peak).toBeLessThan(duration);
        expect(Math.min(...busy)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...busy)).toBeLessThanOrEqual(1);
        for (let slot = 0; slot < SLOTS; slot++) {
          expect(Math.abs(busy[slot]! - busy[(slot + 1) % SLOTS]!)).toBeLessThan(0.2);
        }
      }),
    );
  });

  it('leaves most of any day to the plateau', () => {
    expect(bucketsOf(UTC, 20_000)).toEqual({ first: 20_000 * 288, count: 288 });
    expect(2 * RAMP).toBeLessThan(276 / 4);
  });
});

describe('mix', () => {
  it('is a bijection of words: no two of a million meet', () => {
    expect(new Set(Array.from({ length: 1_000_000 }, (_, i) => mix(i * 4099))).size).toBe(1_000_000);
  });
});
