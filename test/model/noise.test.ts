import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyFactor, correlationMatrix } from '../../src/model/correlation.js';
import { fillNoise, latticeRoom, noise } from '../../src/model/noise.js';
import { WHITE_ROOM } from '../../src/model/white.js';
import { rootKey } from '../../src/num/random.js';
import { chain } from '../../src/profiles/chain.js';
import { average, pearson } from '../laws/measure.js';

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
    fillNoise(parts, first, count, 4, new Float64Array(latticeRoom(parts, count)), out);
    return out;
  };
  const n = 400_000;
  const [cpu, memory, disk] = read(-n / 2, n) as [Float64Array, Float64Array, Float64Array];

  it('has mean 0 and variance 1', () => {
    // The slowest part has one independent value in about 32: 4 standard errors.
    expect(Math.abs(average(cpu))).toBeLessThan(4 / Math.sqrt(n / 32));
    expect(Math.abs(average(cpu.map((z) => z * z)) - 1)).toBeLessThan(4 * Math.sqrt(2 / (n / 32)));
  });

  it('has its variance at every phase of every lattice', () => {
    for (let phase = 0; phase < 32; phase += 5) {
      const values = cpu.filter((_, i) => i % 32 === phase);
      expect(Math.abs(average(values.map((z) => z * z)) - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length));
    }
  });

  it('has the correlations of its factor', () => {
    const error = 4 / Math.sqrt(n / 32);
    expect(Math.abs(pearson(cpu, memory) - 0.7)).toBeLessThan(error);
    expect(Math.abs(pearson(memory, disk) + 0.6)).toBeLessThan(error);
    expect(Math.abs(pearson(cpu, disk) + 0.42)).toBeLessThan(error);
  });

  it('remembers at every scale, and forgets beyond the slowest', () => {
    const at = (lag: number): number => pearson(cpu.subarray(0, n - lag), cpu.subarray(lag));
    const lags = [1, 2, 4, 8, 16, 32].map(at);
    lags.forEach((value, i) => expect(value).toBeLessThan(i === 0 ? 1 : lags[i - 1]!));
    expect(lags[0]).toBeGreaterThan(0.5);
    expect(Math.abs(at(200))).toBeLessThan(4 / Math.sqrt(n / 32));
  });

  it('needs room for its lattices alone: white noise has one group', () => {
    const white = { kind: 'white', length: 1, share: 0.5, factor } as const;
    expect(latticeRoom(noise(rootKey(42), [white]), 1000)).toBe(WHITE_ROOM);
    const both = noise(rootKey(42), [white, { kind: 'smooth', length: 50, share: 0.5, factor }]);
    expect(latticeRoom(both, 10_000)).toBeGreaterThan(4 * 200);
    expect(latticeRoom(both, 10_000)).toBeLessThan(4 * 210);
  });

  it('leaves nothing of what was there, also where no part of it is white', () => {
    const slow = noise(rootKey(42), [
      { kind: 'white', length: 1, share: 0, factor },
      { kind: 'smooth', length: 5, share: 1, factor },
    ]);
    const [clean, used] = [new Float64Array(50), new Float64Array(50).fill(7)];
    for (const values of [clean, used]) fillNoise(slow, 0, 50, 1, new Float64Array(latticeRoom(slow, 50)), [values]);
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

describe('noise that comes back', () => {
  const factor = choleskyFactor(correlationMatrix(chain({ cpuMemory: 0.7, cpuNetwork: 0.5, memoryDisk: -0.6 })))!;
  const scales = [
    { kind: 'white', length: 1, share: 0, factor },
    { kind: 'smooth', length: 6, group: 8, share: 0.4, factor },
    { kind: 'smooth', length: 12, group: 4, share: 0.3, factor },
    { kind: 'steps', length: 16, group: 3, share: 0.3, factor },
  ] as const;
  const back = noise(rootKey(42), scales);
  const free = noise(
    rootKey(42),
    scales.map(({ kind, length, share }) => ({ kind, length, share, factor })),
  );
  const read = (parts: typeof back, first: number, count: number): Float64Array[] => {
    const out = Array.from({ length: 4 }, () => new Float64Array(count));
    fillNoise(parts, first, count, 4, new Float64Array(latticeRoom(parts, count)), out);
    return out;
  };
  const n = 480_000;
  const values = read(back, -n / 2, n);

  it('has variance 1 at every phase of its groups', () => {
    for (let phase = 0; phase < 48; phase += 5) {
      const some = values[0]!.filter((_, i) => i % 48 === phase);
      expect(Math.abs(average(some.map((z) => z * z)) - 1)).toBeLessThan(5 * Math.sqrt(2 / some.length));
    }
  });

  it('has the correlations of its factor', () => {
    expect(Math.abs(pearson(values[0]!, values[1]!) - 0.7)).toBeLessThan(4 / Math.sqrt(n / 12));
  });

  it('has means of ten groups that are a fifth of those of noise that wanders', () => {
    const rms = (parts: typeof back): number => {
      const all = read(parts, 0, n)[0]!;
      const means = Array.from({ length: n / 480 }, (_, i) => average(all.subarray(480 * i, 480 * (i + 1))));
      return Math.sqrt(average(means.map((mean) => mean * mean)));
    };
    expect(rms(back) / rms(free)).toBeLessThan(0.3);
  });

  it('is the same however it is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 120 }), (first, count) => {
        const whole = read(back, first - 50, count + 100);
        read(back, first, count).forEach((part, metric) =>
          expect(part).toEqual(whole[metric]!.subarray(50, 50 + count)),
        );
      }),
    );
  });
});
