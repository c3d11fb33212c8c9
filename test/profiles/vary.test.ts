import { describe, expect, it } from 'vitest';
import { Archetype, profiles, varieties } from '../../src/profiles/archetypes.js';
import { type Dynamics, METRICS, type Profile } from '../../src/profiles/profile.js';
import { checkProfile, checkWhole } from '../../src/profiles/check.js';
import type { Spread } from '../../src/profiles/variety.js';
import { vary } from '../../src/profiles/vary.js';
import { noiseFactor, noiseLaw } from '../../src/model/noiseLaw.js';
import { rootKey } from '../../src/num/random.js';
import { average, pearson } from '../laws/measure.js';

const N = 2000;
const DYNAMICS = Object.keys(profiles.generic.dynamics) as (keyof Dynamics)[];
const FIGURES = ['volatility', 'roughness', 'tail', 'burstShare', 'burstGain'] as const;
/** Four standard errors of a share of about a half. */
const HALF = 2 / Math.sqrt(N);

describe.each(Object.values(Archetype))('%s servers', (name) => {
  const variety = varieties[name];
  const typical = profiles[name];
  const drawn = Array.from({ length: N }, (_, seed) => vary(typical, variety, rootKey(seed)));

  /** The share of the servers below a figure, and above it; figures are drawn in steps of 0.0001. */
  const share = (of: (profile: Profile) => number, is: (value: number) => boolean): number =>
    average(drawn.map((profile) => (is(of(profile)) ? 1 : 0)));
  /** Whether a figure has the median of its variety, as far as that lies within the figure's bounds. */
  const hasMedian = (
    what: string,
    of: (profile: Profile) => number,
    median: number,
    low = 0,
    high = Infinity,
  ): void => {
    const middle = Math.max(low, Math.min(high, median));
    expect(
      share(of, (value) => value < middle - 1e-4),
      what,
    ).toBeLessThan(0.5 + HALF);
    expect(
      share(of, (value) => value > middle + 1e-4),
      what,
    ).toBeLessThan(0.5 + HALF);
    expect(
      share(of, (value) => value < low || value > high),
      what,
    ).toBe(0);
  };

  it('have memory that is no noisier than that of one in six', () => {
    const [median, spread] = variety.memory.volatility;
    const noisiest = Math.max(...drawn.map(({ memory }) => memory.volatility));
    expect(noisiest / median).toBeLessThan(Math.exp(spread) * 1.001);
    // On top of a level that seldom is half of what it might be; batch servers' comes and goes with their tasks.
    if (name !== 'batch') expect(noisiest).toBeLessThan(0.15);
  });

  it('move as their variety says, in the median and within the bounds', () => {
    const bounds: Partial<Record<keyof Dynamics, readonly [number, number]>> = {
      shifts: [0, 1],
      episodeHours: [1.5, 24],
      sharedLoad: [0, 1],
      memoryFollowsLoad: [0, 1],
      burstsPerDay: [0, 24],
      burstTail: [0.5, 10],
      jobsPerDay: [0, 12],
      jobMinutes: [5, 300],
      activeDays: [0.01, 1],
      dutyCycle: [0.06, 1],
      releasesPerDay: [0.1, 24],
      releaseDepth: [0, 0.5],
      restartsPerMonth: [0, 30],
    };
    const { persistence, ...others } = variety.dynamics;
    for (const [figure, [median]] of Object.entries(others) as [keyof Dynamics, Spread][]) {
      const [low, high] = bounds[figure] ?? [0, Infinity];
      hasMedian(figure, ({ dynamics }) => dynamics[figure], median, low, high);
    }
    hasMedian('persistence', ({ dynamics }) => dynamics.persistence, 1 / (1 + Math.exp(-persistence[0])), 0, 1);
    for (const metric of METRICS) {
      const own = variety[metric];
      hasMedian('volatility', (profile) => profile[metric].volatility, own.volatility[0], 0, 1);
      hasMedian('roughness', (profile) => profile[metric].roughness, own.roughness[0], 0, 1);
      hasMedian('tail', (profile) => profile[metric].tail, own.tail[0], 0, 1.5);
      hasMedian('burstShare', (profile) => profile[metric].burstShare, own.burstShare[0], 0, 1);
      hasMedian('burstGain', (profile) => profile[metric].burstGain, own.burstGain[0], 0, 1000);
    }
  });

  it('differ as their variety says: one in six is more than a spread below the median', () => {
    const differs = (of: (profile: Profile) => number, [median, spread]: Spread): void => {
      const below = share(of, (value) => value < median * Math.exp(-spread));
      expect(Math.abs(below - 0.1587)).toBeLessThan(4 * Math.sqrt((0.1587 * 0.8413) / N));
    };
    differs(({ dynamics }) => dynamics.burstHeight, variety.dynamics.burstHeight);
    differs(({ dynamics }) => dynamics.burstsPerDay, variety.dynamics.burstsPerDay);
    for (const metric of METRICS) differs((profile) => profile[metric].volatility, variety[metric].volatility);
  });

  it('have the archetype’s correlations, scaled as their variety says, and the chain’s others', () => {
    for (const pair of ['cpuMemory', 'cpuNetwork', 'memoryDisk'] as const) {
      const median = Math.tanh(variety.correlation[pair][0] * Math.atanh(typical.correlation[pair]));
      hasMedian(pair, ({ correlation }) => correlation[pair], median, -0.2, 0.97);
    }
    for (const { correlation } of drawn.slice(0, 50)) {
      expect(correlation.cpuDisk).toBeCloseTo(correlation.cpuMemory * correlation.memoryDisk, 11);
      expect(String(correlation.cpuDisk).length).toBeLessThan(13);
    }
  });

  it('follow the hours and the calendar as much as their variety says, all metrics together', () => {
    const { cpu, network } = typical;
    hasMedian(
      'calendar',
      (profile) => profile.cpu.calendarResponse / cpu.calendarResponse,
      0.5 ** variety.seasonExponent,
    );
    for (const profile of drawn.slice(0, 50)) {
      const follows = profile.cpu.calendarResponse / cpu.calendarResponse;
      expect(profile.network.calendarResponse / network.calendarResponse).toBeCloseTo(follows, 3);
    }
    const nightly = average(drawn.map(({ batchNightWindow }) => (batchNightWindow ? 1 : 0)));
    const { nightly: asked } = variety;
    expect(Math.abs(nightly - (typical.batchNightWindow ? asked : 0))).toBeLessThanOrEqual(
      4 * Math.sqrt((asked * (1 - asked)) / N),
    );
  });

  it('have the std of their variety, but no more than leaves their worst days below the ceiling’s bend', () => {
    for (const metric of METRICS) {
      const median = typical[metric].std * variety[metric].std[0];
      expect(
        share(
          (profile) => profile[metric].std,
          (std) => std > median + 1e-4,
        ),
        metric,
      ).toBeLessThan(0.5 + HALF);
      for (const profile of drawn) {
        const { base, std, ceiling, calendarResponse } = profile[metric];
        expect(std).toBeGreaterThanOrEqual(0.1);
        if (profile.dynamics.activeDays < 1 || std === 0.1) continue;
        const busiest =
          (1 + calendarResponse * (typical.seasonalPeakFactor - 1)) *
          (1 + calendarResponse * Math.max(0, typical.weekendFactor - 1));
        const law = noiseLaw(profile[metric], profile, 1);
        // A std that is wide for its tail has a heavier one.
        if (law.tail > profile[metric].tail) continue;
        expect(base * busiest * noiseFactor(law, 3.5)).toBeLessThan(0.95 * ceiling);
      }
    }
  });

  it('are profiles that a user might have written', () => {
    for (const profile of drawn) {
      expect(() => checkProfile('profile', profile)).not.toThrow();
      expect(() => checkWhole(profile, [profile])).not.toThrow();
    }
  });

  it('draw each figure by itself', () => {
    const figures: readonly ((profile: Profile) => number)[] = [
      ({ cpu }) => Math.log(cpu.base / (100 - cpu.base)),
      ({ memory }) => Math.log(memory.base / (100 - memory.base)),
      ({ peakHours }) => peakHours.start,
      ({ correlation }) => correlation.cpuMemory,
      ({ correlation }) => correlation.memoryDisk,
      ...FIGURES.filter((figure) => variety.cpu[figure][1] > 0).map(
        (figure) => (profile: Profile) => Math.log(profile.cpu[figure]),
      ),
      ...DYNAMICS.filter((figure) => variety.dynamics[figure][1] > 0).map(
        (figure) => (profile: Profile) => Math.log(profile.dynamics[figure]),
      ),
    ];
    const columns = figures.map((of) => drawn.map(of));
    columns.forEach((one, i) => {
      // Some two hundred pairs: five standard errors.
      for (const other of columns.slice(i + 1)) expect(Math.abs(pearson(one, other))).toBeLessThan(5 / Math.sqrt(N));
    });
  });
});
