import { describe, expect, it } from 'vitest';
import { fromJSON, METRICS, type Profile, type ServerBuilder } from '../../src/index.js';
import { type DynamicsPreset, presets } from '../../src/profiles/dynamics.js';
import { seededServer } from '../faker.js';
import { percentile95 } from '../laws/laws.js';
import { average, pearson } from '../laws/measure.js';
import { momentsOf } from '../moments.js';

const server = seededServer();
const NAMES = Object.keys(presets) as DynamicsPreset[];
/** Nothing but the dynamics moves: no growth, no calendar. */
const FLAT = { seasonalPeakFactor: 1, seasonalTroughFactor: 1, weekendFactor: 1 };
const flat = (one: ServerBuilder): ServerBuilder => one.profile(FLAT).growth(0).holidays('none');

describe.each(NAMES)('the dynamics %s', (dynamics) => {
  const { dynamics: figures, ...metrics } = presets[dynamics];

  it('are set, and nothing else is', () => {
    for (const one of [server.web().seed(1), server.batch().typical(), server.custom()]) {
      const set = one.profile({ dynamics }).profile();
      expect(set.dynamics).toEqual({ ...one.profile().dynamics, ...figures });
      for (const metric of METRICS) {
        // Tails give way where the correlations need it, and only then.
        const { tail: _, ...own } = { ...one.profile()[metric], ...metrics[metric] };
        expect(set[metric]).toMatchObject(own);
      }
      expect(set.peakHours).toEqual(one.profile().peakHours);
    }
    for (const metric of METRICS)
      expect(server.custom({ dynamics }).profile()[metric]).toMatchObject(metrics[metric] ?? {});
  });

  it('give way to a figure next to them, and to later ones', () => {
    const beside = server
      .web()
      .profile({ dynamics, cpu: { burstGain: 0.123, base: 44 } })
      .profile().cpu;
    expect(beside).toMatchObject({ ...metrics.cpu, burstGain: 0.123, base: 44 });
    const later = server
      .web()
      .profile({ dynamics })
      .profile({ dynamics: { sharedLoad: 0.321 } })
      .profile().dynamics;
    expect(later).toMatchObject({ ...figures, sharedLoad: 0.321 });
    const before = server
      .web()
      .profile({ dynamics: { burstsPerDay: 7, persistence: 0.99 } })
      .profile({ dynamics });
    expect(before.profile().dynamics).toMatchObject({ burstsPerDay: 7, persistence: 0.99, ...figures });
  });

  it('come back from JSON', () => {
    for (const one of [server.database().profile({ dynamics }), server.custom({ dynamics, archetype: 'mine' })]) {
      const again = fromJSON(JSON.parse(JSON.stringify(one)));
      expect(again.profile()).toEqual(one.profile());
      expect(again.every('1h').series(48)).toEqual(one.every('1h').series(48));
    }
  });

  it('suit any server', () => {
    for (let seed = 0; seed < 50; seed++) {
      for (const one of [server.web(), server.database(), server.application(), server.batch()]) {
        const { cpu } = one.seed(seed).profile({ dynamics }).columns(1);
        expect(cpu[0]).toBeGreaterThan(0);
      }
    }
  });
});

describe('calm dynamics', () => {
  const DAYS = 10_000;
  const calm = flat(server.web().typical().profile({ dynamics: 'calm' }))
    .seed('calm')
    .until('2026-01-01');
  const daily = calm.columns(DAYS);
  // Half of the noise outlasts a day, for a week or so: four standard errors of as many days by themselves.
  const days = DAYS / 8;

  it.each(METRICS)('move the daily levels of %s as Gaussian noise does that cannot fall below 0', (metric) => {
    const { base, std } = calm.profile()[metric];
    const { mean, deviation } = momentsOf([...daily[metric]]);
    expect(Math.abs(mean / base - 1)).toBeLessThan((4 * std) / 100 / Math.sqrt(days));
    expect(Math.abs(deviation / mean / (std / 100) - 1)).toBeLessThan(4 / Math.sqrt(2 * days));
    // What cannot be negative is Gaussian in its logarithm.
    const { skewness, kurtosis } = momentsOf([...daily[metric]].map(Math.log));
    expect(Math.abs(skewness)).toBeLessThan(4 * Math.sqrt(6 / days));
    expect(Math.abs(kurtosis)).toBeLessThan(4 * Math.sqrt(24 / days));
    // And of the levels themselves nearly: their skewness is three times their coefficient of variation.
    expect(Math.abs(momentsOf([...daily[metric]]).skewness - (3 * std) / 100)).toBeLessThan(4 * Math.sqrt(6 / days));
  });

  it('keep the correlations that were asked for', () => {
    const r = pearson(daily.cpu, daily.network);
    expect(Math.abs(r - 0.8)).toBeLessThan((4 * (1 - 0.8 ** 2)) / Math.sqrt(days));
  });

  it('have no burst, no job, no episode and no fall of memory', () => {
    const highest = (one: ServerBuilder): number => {
      const samples = one.every('5m').columns(288 * 200).cpu;
      const ratios = Array.from({ length: 200 }, (_, day) => {
        const values = samples.subarray(288 * day, 288 * (day + 1));
        return Math.max(...values) / percentile95(values);
      });
      return Math.max(...ratios);
    };
    // Of Gaussian noise the largest of a day is some two of its deviations above its P95.
    expect(highest(calm)).toBeLessThan(1.5);
    expect(highest(flat(server.web().typical()))).toBeGreaterThan(2);
    const { memory } = calm.every('5m').columns(288 * 200);
    const steps = [...memory].slice(1).map((value, i) => value / memory[i]! - 1);
    expect(Math.min(...steps)).toBeGreaterThan(-0.15);
    const { restartsPerMonth, releaseDepth, jobsPerDay, activeDays } = calm.profile().dynamics;
    expect({ restartsPerMonth, releaseDepth, jobsPerDay, activeDays }).toEqual({
      restartsPerMonth: 0,
      releaseDepth: 0,
      jobsPerDay: 0,
      activeDays: 1,
    });
  });

  it('have Gaussian samples around the shape of the day', () => {
    const samples = flat(
      server.custom({ dynamics: 'calm', cpu: { std: 0, quietLevel: 1, roughness: 1, volatility: 0.1 } }),
    )
      .seed('samples')
      .every('5m')
      .columns(288 * 100).cpu;
    // Away from midnight, where the day's scale goes over into the next.
    const noon = [...samples].filter((_, i) => i % 288 > 36 && i % 288 < 252);
    const { skewness, kurtosis } = momentsOf(noon);
    expect(Math.abs(skewness)).toBeLessThan(4 * Math.sqrt(6 / noon.length));
    expect(Math.abs(kurtosis)).toBeLessThan(0.12);
  });
});

describe('what the others are named after', () => {
  const hours = (dynamics: DynamicsPreset): Profile['dynamics'] => server.custom({ dynamics }).profile().dynamics;

  it('shows in the days and hours', () => {
    // Interactive: correlation of the metrics within the day.
    const together = (dynamics: DynamicsPreset): number => {
      const samples = flat(server.custom({ dynamics }))
        .seed(1)
        .every('1h')
        .columns(24 * 200);
      return pearson(samples.cpu, samples.network);
    };
    expect(together('interactive')).toBeGreaterThan(together('steady'));
    // Campaigns: days without work.
    const lows = flat(server.custom({ dynamics: 'campaigns', cpu: { std: 60 } }))
      .seed(1)
      .columns(400).cpu;
    const sorted = [...lows].sort((a, b) => a - b);
    expect(average(sorted.slice(0, 80)) / average(sorted.slice(-80))).toBeLessThan(0.35);
    expect(hours('campaigns').activeDays).toBeLessThan(1);
    expect(hours('storage').jobsPerDay).toBeGreaterThan(0);
    expect(hours('steady').shifts).toBeGreaterThan(0.5);
  });
});
