import { describe, expect, it } from 'vitest';
import { type Fit, fitProfile, type PartialProfile } from '../../src/index.js';
import { childKey, rootKey, uniform } from '../../src/num/random.js';
import { seededServer } from '../faker.js';

/** What a fit says of half a year of memory with such dynamics, every 5 minutes. */
function figuresOf(dynamics: PartialProfile['dynamics'], volatility = 0.01): Fit['report']['figures']['dynamics'] {
  const columns = seededServer()
    .custom({ memory: { base: 55, std: 5, volatility }, dynamics: { memoryFollowsLoad: 0, ...dynamics } })
    .seed('memory')
    .asOf('2026-01-01')
    .every('5m')
    .only('memory')
    .columns({ from: '2025-07-01', until: '2026-01-01' });
  return fitProfile(columns).report.figures.dynamics;
}

describe('of memory', () => {
  it('releases are told from restarts, and both are found again', () => {
    const { releasesPerDay, releaseDepth, restartsPerMonth } = figuresOf({
      releasesPerDay: 4,
      releaseDepth: 0.1,
      restartsPerMonth: 10,
    });
    expect(releasesPerDay.value).toBeGreaterThan(3);
    expect(releasesPerDay.value).toBeLessThan(5);
    expect(releaseDepth.value).toBeGreaterThan(0.08);
    expect(releaseDepth.value).toBeLessThan(0.13);
    expect(restartsPerMonth).toMatchObject({ source: 'fitted' });
    // Of some 60 in all: three standard deviations.
    expect(restartsPerMonth.value).toBeGreaterThan(6);
    expect(restartsPerMonth.value).toBeLessThan(14);
  });

  it('a leak of a week that ends in a fall by half is no restart', () => {
    const { releasesPerDay, releaseDepth, restartsPerMonth } = figuresOf({ releasesPerDay: 1 / 7, releaseDepth: 0.5 });
    expect(releasesPerDay.value).toBeLessThan(0.25);
    expect(releaseDepth.value).toBeGreaterThan(0.3);
    expect(restartsPerMonth).toEqual({ value: 0, source: 'fitted', reason: 'no restarts were seen' });
  });

  it('restarts alone bring no releases along, and neither does noise', () => {
    const { releaseDepth, restartsPerMonth } = figuresOf({ releaseDepth: 0, restartsPerMonth: 20 });
    expect(releaseDepth).toEqual({ value: 0, source: 'fitted', reason: 'no releases were seen' });
    expect(restartsPerMonth.value).toBeGreaterThan(15);
    expect(restartsPerMonth.value).toBeLessThan(25);
    const noise = figuresOf({ releaseDepth: 0 }, 0.15);
    expect(noise.releaseDepth.value).toBe(0);
    expect(noise.restartsPerMonth.value).toBe(0);
  });

  it('nothing is known that is 0 most of the time, and there is a profile all the same', () => {
    const key = rootKey('sparse');
    const rows = Array.from({ length: 288 * 14 }, (_, i) => ({
      timestamp: Date.UTC(2025, 10, 1) + i * 300_000,
      memory: uniform(key, i) < 0.3 ? 1 + Math.round(30 * uniform(childKey(key, 0), i)) : 0,
    }));
    const { profile, report } = fitProfile(rows, { units: { memory: 'percent' } });
    expect(profile.memory!.base).toBeGreaterThan(20);
    expect(report.figures.dynamics.releaseDepth).toEqual({
      value: 0,
      source: 'fitted',
      reason: 'no releases were seen',
    });
    expect(() => seededServer().custom(profile).record()).not.toThrow();
  });
});
