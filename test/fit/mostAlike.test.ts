import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { distance, meanOverP95, signature } from '../../src/fit/signature.js';
import { fitProfile, type Metric, METRICS, type PartialProfile, type ServerBuilder } from '../../src/index.js';
import { seededServer } from '../faker.js';

const DAY = 288;
const FROM = '2024-06-03';
const noQuarters = { seasonalPeakFactor: 1, seasonalTroughFactor: 1 };

/** The CPU of a server with a profile. */
function cpuOf(profile: PartialProfile, seed: string, days: number): { time: Float64Array; cpu: Float64Array } {
  return seededServer()
    .custom({ ...noQuarters, ...profile })
    .seed(seed)
    .from(FROM)
    .every('5m')
    .only('cpu')
    .columns(days * DAY);
}

const away = (one: Float64Array, other: Float64Array): number => distance(signature(one), signature(other));

describe('what has no statistic of its own', () => {
  it('stays where a server with the usual figures looks like the data', () => {
    const { cpu, dynamics } = fitProfile(cpuOf({}, 'usual', 120), { defaults: noQuarters }).report.figures;
    for (const name of ['volatility', 'roughness'] as const) expect(cpu[name].reason, name).toBeUndefined();
    for (const name of ['episodeHours', 'activeDays', 'persistence', 'burstTail'] as const) {
      expect(String(dynamics[name].reason), name).not.toMatch(/looks most like/);
    }
  });

  it('is looked for where it does not: days that stand out by two hours of a calm server', () => {
    const profile: PartialProfile = {
      cpu: { base: 15, std: 60, volatility: 0.03, quietLevel: 1, tail: 0.6 },
      dynamics: { episodeHours: 2, persistence: 0.1, burstsPerDay: 4, burstHeight: 1, burstTail: 1.2 },
    };
    const data = cpuOf(profile, 'data', 56);
    const fit = fitProfile(data, { defaults: noQuarters });
    const { episodeHours, dutyCycle } = fit.report.figures.dynamics;
    expect(dutyCycle, 'no tasks').toMatchObject({ value: 1, source: 'default' });
    expect(episodeHours).toMatchObject({ source: 'fitted', reason: 'a server with it looks most like the data' });
    // Half of all are between 1.2 and 3.2 hours long.
    expect(episodeHours.value).toBeGreaterThan(1.4);
    expect(episodeHours.value).toBeLessThan(3);

    const { dynamics: _, ...without } = fit.profile;
    const seen = data.cpu;
    const [fitted, truth, direct] = [fit.profile, profile, without].map((each) => twinsAway(seen, each)) as [
      number,
      number,
      number,
    ];
    // Of six such servers, 0.93 to 1.21 times.
    expect(fitted).toBeLessThan(1.3 * truth);
    expect(fitted).toBeLessThan(0.6 * direct);
  });

  it('leaves the volatility near what the noise itself says', () => {
    const memory = { base: 59, std: 10.9, growth: 0.14, calendarResponse: 0.016, quietLevel: 1, tail: 0.24 };
    const events = { persistence: 0.43, activeDays: 0.08, episodeHours: 8.8, burstsPerDay: 0.26, burstHeight: 2.3 };
    const releases = { releasesPerDay: 2.6, releaseDepth: 0.008, restartsPerMonth: 0.83 };
    const data = seededServer()
      .custom({
        memory: { ...memory, volatility: 0.0274, roughness: 1, burstShare: 1, burstGain: 0.17 },
        dynamics: { ...events, ...releases, burstTail: 0.67, jobsPerDay: 0.88, memoryFollowsLoad: 0.58 },
      })
      .seed(3)
      .id('application3')
      .every('5m')
      .only('memory')
      .asOf('2026-01-01')
      .columns({ from: '2025-07-01', until: '2026-01-01' });
    const { volatility } = fitProfile(data).report.figures.memory;
    // It has .0274, directly .03 is found, and the search alone would take five times that.
    expect(volatility.value).toBeLessThan(0.06);
  });

  it('may be rare events', () => {
    const profile: PartialProfile = {
      cpu: { base: 15, std: 60, volatility: 0.03, quietLevel: 1 },
      dynamics: { activeDays: 0.1, episodeHours: 3, burstsPerDay: 0.2, burstHeight: 3 },
    };
    const data = cpuOf(profile, 'data', 56);
    const fit = fitProfile(data, { defaults: noQuarters });
    expect(fit.report.figures.dynamics.activeDays.value).toBeLessThan(0.3);
    expect(twinsAway(data.cpu, fit.profile)).toBeLessThan(1.15 * twinsAway(data.cpu, profile));
  });
});

describe('a load that is on and off', () => {
  const cpu = { base: 20, std: 45, volatility: 0.05, quietLevel: 0.03 };
  const tasks: PartialProfile = { cpu, dynamics: { activeDays: 0.85, dutyCycle: 0.4 } };

  it('is tasks: how long they run, on how many days, and how idle the server is between them', () => {
    const data = cpuOf(tasks, 'data', 120);
    const fit = fitProfile(data, { defaults: noQuarters });
    const { dynamics, cpu: found } = fit.report.figures;
    expect(dynamics.dutyCycle).toMatchObject({
      source: 'fitted',
      reason: 'a server with it looks most like the data',
    });
    expect(Math.abs(dynamics.dutyCycle.value - 0.4)).toBeLessThan(0.1);
    expect(Math.abs(dynamics.activeDays.value - 0.85)).toBeLessThan(0.12);
    expect(found.quietLevel.value).toBeLessThan(0.1);
    expect(twinsAway(data.cpu, fit.profile)).toBeLessThan(1.4 * twinsAway(data.cpu, tasks));
  });

  it('is tasks beside metrics that are none: a drawn batch server of two months has a twin with its mean', () => {
    const { figures, meanOfTwin } = fitOfBatch(1, 5, { from: '2025-10-02', until: '2025-12-01' }, ['cpu', 'network']);
    expect(figures.dynamics.dutyCycle.source).toBe('fitted');
    expect(figures.peakHours.start.reason).toBe('not used: the load is tasks');
    // It was twice as high where the network spoke against tasks.
    expect(meanOfTwin).toBeLessThan(1.3);
    expect(meanOfTwin).toBeGreaterThan(0.75);
  }, 180_000);

  it('has idle days beside jobs in the night', () => {
    const { figures, meanOfTwin } = fitOfBatch(101, 11, { from: '2025-11-02', until: '2026-01-01' }, METRICS);
    expect(figures.batchNightWindow).toMatchObject({ value: true, source: 'fitted' });
    // It was .49, as if work were an event, of .84, and the mean of the twin 1.9 times the data's.
    expect(figures.dynamics.activeDays.value).toBeGreaterThan(0.6);
    expect(meanOfTwin).toBeLessThan(1.6);
  }, 180_000);
});

/** A fit of some metrics of a drawn batch server, and the mean of CPU over its P95 of a twin, in times the data's. */
function fitOfBatch(seed: number, place: number, window: { from: string; until: string }, metrics: readonly Metric[]) {
  const samples = (server: ServerBuilder) => server.asOf(window.until).every('5m');
  const fleet = seededServer().fleet({ count: place + 1, mix: { batch: 1 }, seed });
  const data = samples(fleet.at(place))
    .only(...metrics)
    .columns(window);
  const { profile, report } = fitProfile(data, { defaults: noQuarters });
  const twin = samples(seededServer().custom(profile).seed('twin')).only('cpu').columns(window);
  return { figures: report.figures, meanOfTwin: meanOverP95(twin.cpu) / meanOverP95(data.cpu) };
}

/** How far from data the servers of a profile look, in the mean over some. */
function twinsAway(seen: Float64Array, profile: PartialProfile, days = 56): number {
  const twins = Array.from({ length: 8 }, (_, i) => away(seen, cpuOf(profile, `twin ${String(i)}`, days).cpu));
  return twins.reduce((sum, value) => sum + value, 0) / twins.length;
}

describe('a fit of real servers', () => {
  const file = resolve(import.meta.dirname, '../../realism/data/azure_v1_50vm_5min_cpu.csv.gz');
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n').slice(1);
  const machines = ['az005', 'az018', 'az043', 'az059', 'az080', 'az097'];

  it('looks like them: nearer than with the direct estimates alone', () => {
    const distances = machines.map((machine) => {
      const rows = lines.map((line) => line.split(',')).filter(([, name]) => name === machine);
      const data = { time: rows.map(([time]) => time), cpu: rows.map(([, , cpu]) => Number(cpu)) };
      const { profile } = fitProfile(data, { units: { cpu: 'percent' }, defaults: noQuarters });
      const { dynamics: _, ...without } = profile;
      const seen = Float64Array.from(data.cpu);
      return [profile, without].map((each) => twinsAway(seen, each, 28));
    });
    const mean = (of: number): number => distances.reduce((sum, each) => sum + each[of]!, 0) / machines.length;
    expect(mean(0)).toBeLessThan(0.75);
    expect(mean(0)).toBeLessThan(0.85 * mean(1));
  }, 180_000);
});
