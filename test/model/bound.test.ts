import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unbound } from '../../src/fit/unbound.js';
import { Archetype, METRICS } from '../../src/index.js';
import { bound } from '../../src/model/bound.js';
import { seededServer } from '../faker.js';

const ceiling = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
const ceilings = (max: number) => fc.double({ min: 0, max, noNaN: true });

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

  it('tells spikes of ten ceilings from those of twenty, to two decimals', () => {
    expect(bound(1000, 100)).toBeLessThan(99.96);
    expect(bound(2000, 100)).toBeGreaterThan(bound(1000, 100) + 0.02);
    expect(bound(2000, 100)).toBeLessThan(99.99);
  });

  it('is undone, up to seven rooms above the knee', () => {
    fc.assert(
      fc.property(ceiling, ceilings(1.6), (top, share) => {
        expect(Math.abs(unbound(bound(share * top, top), top) / top - share)).toBeLessThan(1e-9);
      }),
    );
  });
});

it.each(Object.values(Archetype))('leaves fewer than one value in a thousand of %s servers at the ceiling', (name) => {
  const server = seededServer().archetype(name).seed('ceiling').from('2025-01-01').every('5m');
  const at = Object.fromEntries(METRICS.map((metric) => [metric, 0]));
  const [servers, count] = [100, 28 * 288];
  for (let i = 0; i < servers; i++) {
    const one = server.id(`${name}-${i}`);
    const columns = one.columns(count);
    for (const metric of METRICS) {
      const { ceiling } = one.profile()[metric];
      for (const value of columns[metric]) if (value >= ceiling) at[metric]!++;
    }
  }
  for (const metric of METRICS) expect(at[metric]! / (servers * count), metric).toBeLessThan(0.001);
});
