import { describe, expect, it } from 'vitest';
import { bound, boundAbove, kneeOfDays, straightened } from '../../src/model/bound.js';
import { seededServer } from '../faker.js';

const server = seededServer();
const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('days near the ceiling', () => {
  // The memory of a server that is nearly full, and a CPU that is busy all day.
  it.each([
    { metric: 'memory', base: 85, std: 5 },
    { metric: 'memory', base: 90, std: 3 },
    { metric: 'memory', base: 90, std: 5 },
    { metric: 'cpu', base: 70, std: 12 },
  ] as const)('have the std and the correlations that were asked for: $metric at $base ± $std %', (each) => {
    const { metric, base, std } = each;
    const explained = Array.from({ length: 20 }, (_, i) =>
      server
        .application()
        .typical()
        .seed(`near ${String(i)}`)
        .from('2026-01-01')
        .growth(0)
        .profile({ [metric]: { base, std } })
        .explain(),
    );
    const realised = average(explained.map(({ metrics }) => metrics[metric].std.realised));
    expect(Math.abs(realised / std - 1)).toBeLessThan(0.06);
    expect(Math.abs(average(explained.map(({ metrics }) => metrics[metric].base.realised)) / base - 1)).toBeLessThan(
      0.01,
    );
    const bias = average(explained.map(({ correlation: { cpuMemory } }) => cpuMemory.realised - cpuMemory.asked));
    expect(Math.abs(bias)).toBeLessThan(0.03);
  });

  it('lean down, and still are what their samples say', () => {
    const full = server
      .application()
      .typical()
      .seed('full')
      .from('2026-01-01')
      .growth(0)
      .profile({
        memory: { base: 92, std: 4 },
      });
    const { memory } = full.columns(3650);
    const mean = average([...memory]);
    const moment = (power: number): number => average([...memory].map((value) => (value - mean) ** power));
    expect(moment(3) / moment(2) ** 1.5).toBeLessThan(-0.3);
    const samples = [...full.every('5m').columns(288).memory].sort((a, b) => a - b);
    expect(Math.abs(0.35 * samples[272]! + 0.65 * samples[273]! - memory[0]!)).toBeLessThan(0.011);
  });
});

describe('memory near 0', () => {
  it('falls at a restart, and never to nothing, without a tail as with one', () => {
    const memory = { tail: 0, volatility: 0.05 };
    for (let seed = 0; seed < 5; seed++) {
      const one = server.custom({ memory, dynamics: { restartsPerMonth: 15 } }).seed(seed);
      expect(Math.min(...one.every('5m').columns(60 * 288).memory)).toBeGreaterThan(0);
    }
  });
});

describe('the bound of days', () => {
  it('has a knee of its own above a base near the ceiling, and is that of samples once straightened', () => {
    expect([30, 80, 86, 90, 97].map((base) => kneeOfDays(base, 100))).toEqual([90, 90, 93, 95, 95]);
    for (const level of [10, 89, 91, 94, 96, 100, 130, 1e4, 1e300, Infinity]) {
      const asked = boundAbove(95, level, 100);
      const level2 = straightened(95, level, 100);
      expect(Number.isFinite(level2)).toBe(true);
      expect(Math.abs(bound(level2, 100) - asked)).toBeLessThan(1e-7);
    }
  });
});
