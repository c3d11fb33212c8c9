import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highestUnbent } from '../../src/model/bound.js';
import { correlationFor, covariance, noiseFactor, noiseLaw, type NoiseLaw } from '../../src/model/noiseLaw.js';
import { profileOf } from './model.js';

interface Figures {
  readonly base?: number;
  readonly std: number;
  readonly tail: number;
  readonly quietLevel: number;
  readonly withCpu?: number;
}

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const figures: fc.Arbitrary<Figures> = fc.record({
  std: number(0.01, 100),
  tail: number(0, 1.5),
  quietLevel: number(0.01, 1),
  withCpu: number(-0.99, 1),
});
const activeDays = fc.oneof(fc.constant(1), number(0.01, 1));

/** Far below the ceiling, unless a base is given. */
const lawOf = ({ withCpu = 1, ...figures }: Figures, activeDays: number): NoiseLaw => {
  const { cpu, dynamics } = profileOf({ activeDays }, { base: 1e-3, ...figures });
  return noiseLaw(cpu, { dynamics, weekendFactor: 1 }, withCpu);
};

/** Means over a standard normal number: the trapezoidal rule, whose error is below 10⁻¹⁵ here. */
const NODES = Array.from({ length: 121 }, (_, i) => {
  const z = (i - 60) / 5;
  return { z, weight: Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI) / 5 };
});
const mean = (activeDays: number, of: (z: number, isIdle: boolean) => number): number =>
  NODES.reduce((sum, { z, weight }) => sum + weight * (activeDays * of(z, false) + (1 - activeDays) * of(z, true)), 0);

/** The covariance by a mean over both normal numbers, on the same days with work and without. */
const measured = (one: NoiseLaw, other: NoiseLaw, rho: number, activeDays: number): number =>
  mean(activeDays, (z, isIdle) => {
    const rest = mean(1, (y) => noiseFactor(other, rho * z + Math.sqrt(1 - rho * rho) * y, isIdle) - 1);
    return (noiseFactor(one, z, isIdle) - 1) * rest;
  });

describe('the law of daily noise', () => {
  it('has the mean 1 and the std that was asked for, idle days included', () => {
    fc.assert(
      fc.property(figures, activeDays, (of, activeDays) => {
        const law = lawOf(of, activeDays);
        expect(mean(activeDays, (z, isIdle) => noiseFactor(law, z, isIdle))).toBeCloseTo(1, 12);
        const variance = mean(activeDays, (z, isIdle) => (noiseFactor(law, z, isIdle) - 1) ** 2);
        expect(Math.abs((100 * Math.sqrt(variance)) / of.std - 1)).toBeLessThan(1e-6);
      }),
    );
  });

  it('never gives less than nothing', () => {
    fc.assert(
      fc.property(figures, activeDays, number(-6.3, 6.3), (of, activeDays, z) => {
        const law = lawOf(of, activeDays);
        expect(noiseFactor(law, z)).toBeGreaterThanOrEqual(0);
        expect(noiseFactor(law, z, true)).toBeGreaterThanOrEqual(0);
        expect(noiseFactor(law, z, true)).toBeLessThanOrEqual(noiseFactor(law, z));
      }),
    );
  });

  it('has the skewness of its tail, whatever the std', () => {
    for (const std of [1, 10, 50]) {
      const law = lawOf({ std, tail: 1, quietLevel: 0.5 }, 1);
      const central = (power: number): number => mean(1, (z) => (noiseFactor(law, z) - 1) ** power);
      // A log-normal law of log standard deviation 1: (e + 2) · √(e − 1).
      expect(central(3) / central(2) ** 1.5).toBeCloseTo(6.1849, 3);
    }
  });

  it('turns near the ceiling: unusual days are within the room, and the mean and the std stay', () => {
    fc.assert(
      fc.property(number(70, 98), number(1, 10), number(0, 1.5), (base, std, tail) => {
        const law = lawOf({ base, std, tail, quietLevel: 0.5 }, 1);
        const moment = (power: number): number => mean(1, (z) => (noiseFactor(law, z) - 1) ** power);
        // But for days below 0, one in 30,000, which are 0.
        expect(Math.abs(moment(1))).toBeLessThan(1e-4);
        expect(Math.abs((100 * Math.sqrt(moment(2))) / std - 1)).toBeLessThan(1e-2);
        // Gaussian noise would need a room of three std; below two, the tail goes as far as it may.
        const room = highestUnbent(base, 100) / base - 1;
        if (room > (2 * std) / 100) expect(noiseFactor(law, 3) - 1).toBeLessThan(room + 1e-6);
        if (room < (2.5 * std) / 100) expect(moment(3)).toBeLessThan(0);
      }),
    );
  });

  it('without a tail is as near to Gaussian as a law above 0 can be', () => {
    const law = lawOf({ std: 10, tail: 0, quietLevel: 0.5 }, 1);
    const central = (power: number): number => mean(1, (z) => (noiseFactor(law, z) - 1) ** power);
    // A log-normal law that is not shifted: three times its coefficient of variation, and its cube.
    expect(central(3) / central(2) ** 1.5).toBeCloseTo(0.301, 9);
  });

  it('is 1 on every day where the std is 0, and idle days lie within the std', () => {
    const still = lawOf({ std: 0, tail: 1, quietLevel: 0.1 }, 0.5);
    for (const z of [-3, 0, 3]) expect([noiseFactor(still, z), noiseFactor(still, z, true)]).toEqual([1, 1]);
    const { active, idle, idleDeviation } = lawOf({ std: 5, tail: 0.5, quietLevel: 0.01 }, 0.7);
    expect(idleDeviation).toBeLessThan(0.05);
    expect(idle / active).toBeGreaterThan(0.8);
    const wide = lawOf({ std: 90, tail: 0.5, quietLevel: 0.1 }, 0.7);
    expect(wide.idle / wide.active).toBeCloseTo(0.1, 12);
  });

  it('has most of its std from the days with work where these are rare, as far as the metric goes with the CPU', () => {
    const [cpu, half, none] = [1, 0.5, -0.5].map((withCpu) =>
      lawOf({ std: 80, tail: 0.5, quietLevel: 0.1, withCpu }, 0.1),
    );
    expect(cpu!.idleDeviation).toBeGreaterThan(0.6);
    expect(half!.idleDeviation).toBeCloseTo(cpu!.idleDeviation / 2, 12);
    expect(none!.idleDeviation).toBe(0);
  });
});

describe('the covariance of two laws', () => {
  it('is that of their factors, idle days included', () => {
    fc.assert(
      fc.property(figures, figures, number(-0.99, 0.99), activeDays, (one, other, rho, activeDays) => {
        const [a, b] = [lawOf(one, activeDays), lawOf(other, activeDays)];
        const scale = (one.std / 100) * (other.std / 100);
        expect(Math.abs(covariance(a, b, rho) - measured(a, b, rho, activeDays)) / scale).toBeLessThan(1e-6);
      }),
      { numRuns: 50 },
    );
  });

  it('is that of their factors where one is turned', () => {
    const turned = lawOf({ base: 90, std: 5, tail: 0.5, quietLevel: 0.5 }, 1);
    const other = lawOf({ std: 20, tail: 0.3, quietLevel: 0.5 }, 1);
    expect(turned.tail).toBeLessThan(0);
    for (const rho of [-0.8, 0.3, 0.9]) {
      const asked = covariance(turned, other, rho);
      expect(Math.abs(asked - measured(turned, other, rho, 1)) / (0.05 * 0.2)).toBeLessThan(1e-3);
      expect(correlationFor(turned, other, asked)).toBeCloseTo(rho, 9);
    }
    expect(correlationFor(turned, other, 0.999 * 0.05 * 0.2)).toBeGreaterThan(1);
    expect(correlationFor(turned, other, -5)).toBeLessThan(-1);
  });

  it('comes of the correlation that is found for it', () => {
    fc.assert(
      fc.property(figures, figures, number(-1, 1), activeDays, (one, other, rho, activeDays) => {
        // Numbers that differ by 10⁻¹⁶ of 1 tell little of a noise of 10⁻⁴.
        fc.pre(one.std > 0.1 && other.std > 0.1);
        const [a, b] = [lawOf(one, activeDays), lawOf(other, activeDays)];
        fc.pre(a.weight * b.weight > 1e-5);
        expect(correlationFor(a, b, covariance(a, b, rho))).toBeCloseTo(rho, 6);
      }),
    );
  });

  it('has a limit: none is found for a covariance that is out of reach', () => {
    const [a, b] = [lawOf({ std: 10, tail: 0.2, quietLevel: 1 }, 1), lawOf({ std: 10, tail: 1.5, quietLevel: 1 }, 1)];
    expect(correlationFor(a, b, 0.99 * 0.1 * 0.1)).toBeGreaterThan(1);
    expect(correlationFor(a, b, -0.99 * 0.1 * 0.1)).toBeLessThan(-1);
  });
});
