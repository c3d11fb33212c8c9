import { describe, expect, it } from 'vitest';
import { jobStatistics } from '../../src/fit/jobStatistics.js';
import { fitProfile, METRICS, type PartialProfile, type ServerBuilder } from '../../src/index.js';
import { seededServer } from '../faker.js';

const DAY_MS = 86_400_000;
const UNTIL = '2026-01-01';
const noQuarters = { seasonalPeakFactor: 1, seasonalTroughFactor: 1 };
const ARCHETYPES = ['web', 'database', 'application', 'batch'] as const;

/** Samples of a server up to the end of 2025. */
function samplesOf(server: ServerBuilder, days: number) {
  const from = new Date(Date.parse(UNTIL) - days * DAY_MS).toISOString().slice(0, 10);
  return server.asOf(UNTIL).every('5m').columns({ from, until: UNTIL });
}

/** The servers of a seed, as typical ones and as drawn ones, with so many jobs a day. */
function serversOf(seed: number, jobsPerDay: number): readonly ServerBuilder[] {
  const jobs: PartialProfile = { dynamics: { jobsPerDay, jobMinutes: 10 } };
  const server = seededServer();
  return ARCHETYPES.flatMap((archetype) => {
    const one = server[archetype]()
      .seed(`jobs ${String(seed)}`)
      .profile(jobs);
    return [one.id('typical').typical(), one.id('drawn')];
  });
}

/** How many jobs are seen in some days of a server. */
function seenIn(server: ServerBuilder, days: number): number {
  const { time, ...columns } = samplesOf(server, days);
  const rows = Int32Array.from({ length: days }, (_, day) => time[0]! / DAY_MS + day);
  const samples = new Map(METRICS.map((metric) => [metric, columns[metric]]));
  return jobStatistics({ days: rows, samples }, server.profile().batchNightWindow).jobs.length;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('servers without jobs', () => {
  it.each([
    [28, 6],
    [120, 2],
  ])(
    'have none in %i days: bursts and the hours at which a day begins and ends are none',
    (days, seeds) => {
      const seen = Array.from({ length: seeds }, (_, seed) =>
        serversOf(seed, 0).map((server) => seenIn(server, days)),
      ).flat();
      expect(seen).toEqual(new Array(8 * seeds).fill(0));
    },
    60_000,
  );

  it('have none found', () => {
    const { jobsPerDay, jobMinutes } = fitProfile(samplesOf(seededServer().web().typical().seed('none'), 28), {
      defaults: { ...noQuarters, dynamics: { jobsPerDay: 3 } },
    }).report.figures.dynamics;
    expect(jobsPerDay).toEqual({ value: 0, source: 'fitted', reason: 'no short jobs were seen' });
    expect(jobMinutes).toEqual({ value: 10, source: 'default', reason: 'no short jobs were seen' });
  });
});

describe('jobs at a time of day', () => {
  it.each([1, 2, 4])(
    'are found, as many as there are: %i',
    (count) => {
      const profile: PartialProfile = { ...noQuarters, dynamics: { jobsPerDay: count } };
      const found = Array.from({ length: 6 }, (_, seed) => {
        const server = seededServer()
          .application()
          .typical()
          .profile(profile)
          .seed(`jobs ${String(seed)}`);
        return fitProfile(samplesOf(server, 60), { defaults: noQuarters }).report.figures.dynamics.jobsPerDay;
      });
      expect(found.every(({ source }) => source === 'fitted')).toBe(true);
      // Of six servers, some of whose jobs are hidden behind one another, or touch nothing.
      expect(Math.abs(mean(found.map(({ value }) => value)) - count)).toBeLessThan(0.25 * count + 0.15);
    },
    60_000,
  );

  it('are no bursts', () => {
    const profile: PartialProfile = { ...noQuarters, dynamics: { jobsPerDay: 3 } };
    const data = samplesOf(seededServer().web().typical().profile(profile).seed('bursts'), 60);
    const { jobsPerDay, burstsPerDay, burstHeight } = fitProfile(data, { defaults: noQuarters }).report.figures
      .dynamics;
    expect(Math.abs(jobsPerDay.value - 3)).toBeLessThan(1);
    // It has 6 of .7; with its jobs, 15 of 1.2 were found.
    expect(Math.abs(burstsPerDay.value - 6)).toBeLessThan(1);
    expect(Math.abs(burstHeight.value - 0.7)).toBeLessThan(0.2);
  });

  it('are not told by samples an hour apart', () => {
    const server = seededServer()
      .web()
      .typical()
      .profile({ dynamics: { jobsPerDay: 4 } })
      .asOf(UNTIL)
      .every('1h');
    const { dynamics } = fitProfile(server.columns({ from: '2025-10-01', until: UNTIL })).report.figures;
    const reason = 'samples more than 5 minutes apart';
    expect(dynamics.jobsPerDay).toEqual({ value: 0, source: 'default', reason });
    expect(dynamics.jobMinutes).toEqual({ value: 10, source: 'default', reason });
  });

  it('are none where there is one every hour, which no profile has', () => {
    const columns = samplesOf(seededServer().web().typical().seed('cron'), 28);
    const cpu = columns.cpu.map((value, i) => (i % 12 < 2 ? value : value / 10));
    const { jobsPerDay } = fitProfile({ time: columns.time, cpu }, { defaults: noQuarters }).report.figures.dynamics;
    expect(jobsPerDay).toEqual({
      value: 0,
      source: 'default',
      reason: 'more things happen by the clock than a profile has jobs',
    });
  });

  it('are left to the user where they are long', () => {
    const data = samplesOf(seededServer().web().typical().seed('none'), 28);
    const storage = { jobsPerDay: 2, jobMinutes: 60 };
    const { profile } = fitProfile(data, { defaults: { ...noQuarters, dynamics: storage } });
    expect(profile.dynamics).toMatchObject(storage);
  });
});
