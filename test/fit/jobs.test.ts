import { describe, expect, it } from 'vitest';
import { hoursAndJobs } from '../../src/fit/hoursAndJobs.js';
import { findLongJobs } from '../../src/fit/longJobs.js';
import { findShortJobs } from '../../src/fit/shortJobs.js';
import { fitProfile, METRICS, type PartialProfile, type ServerBuilder } from '../../src/index.js';
import { rootKey, uniform } from '../../src/num/random.js';
import { seededServer } from '../faker.js';
import { percentile95 } from '../laws/laws.js';

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

/** How many jobs are seen in some days of a server, short ones and long ones. */
function seenIn(server: ServerBuilder, days: number): number {
  const { time, ...columns } = samplesOf(server, days);
  const rows = Int32Array.from({ length: days }, (_, day) => time[0]! / DAY_MS + day);
  const samples = new Map(METRICS.map((metric) => [metric, columns[metric]]));
  const { batchNightWindow } = server.profile();
  const long = batchNightWindow ? [] : findLongJobs(samples, () => true).jobs;
  return long.length + findShortJobs({ days: rows, samples }, batchNightWindow).jobs.length;
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
    expect(jobsPerDay).toEqual({ value: 0, source: 'fitted', reason: 'no jobs were seen' });
    expect(jobMinutes).toEqual({ value: 10, source: 'default', reason: 'no jobs were seen' });
  });
});

describe('jobs at a time of day', () => {
  it.each([1, 2, 4])(
    'are found, as many as there are: %i',
    (count) => {
      const profile: PartialProfile = { ...noQuarters, dynamics: { jobsPerDay: count, jobMinutes: 5 } };
      const found = Array.from({ length: 4 }, (_, seed) => {
        const server = seededServer()
          .application()
          .typical()
          .profile(profile)
          .seed(`jobs ${String(seed)}`);
        return fitProfile(samplesOf(server, 40), { defaults: noQuarters }).report.figures.dynamics.jobsPerDay;
      });
      expect(found.every(({ source }) => source === 'fitted')).toBe(true);
      // Of four servers, some of whose jobs are hidden behind one another, or touch nothing.
      expect(Math.abs(mean(found.map(({ value }) => value)) - count)).toBeLessThan(0.25 * count + 0.15);
    },
    60_000,
  );

  it('are no bursts', () => {
    const profile: PartialProfile = { ...noQuarters, dynamics: { jobsPerDay: 3, jobMinutes: 5 } };
    const data = samplesOf(seededServer().web().typical().profile(profile).seed('bursts'), 60);
    const { jobsPerDay, burstsPerDay, burstHeight } = fitProfile(data, { defaults: noQuarters }).report.figures
      .dynamics;
    expect(Math.abs(jobsPerDay.value - 3)).toBeLessThan(1.25);
    // It has 6 of .7; with its jobs, 15 of 1.2 were found.
    expect(Math.abs(burstsPerDay.value - 6)).toBeLessThan(1.5);
    expect(Math.abs(burstHeight.value - 0.7)).toBeLessThan(0.2);
  });

  it('are not told by samples an hour apart', () => {
    const server = seededServer()
      .web()
      .typical()
      .profile({ dynamics: { jobsPerDay: 4 } })
      .asOf(UNTIL)
      .every('1h');
    const { dynamics, cpu } = fitProfile(server.columns({ from: '2025-10-01', until: UNTIL })).report.figures;
    const reason = 'samples more than 5 minutes apart';
    expect(dynamics.jobsPerDay).toEqual({ value: 0, source: 'default', reason });
    expect(dynamics.jobMinutes).toEqual({ value: 10, source: 'default', reason });
    expect(cpu.jobLevel).toEqual({ value: undefined, source: 'default', reason });
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
});

describe('jobs of hours', () => {
  const backups = (server: ServerBuilder): ServerBuilder =>
    server.typical().profile({ ...noQuarters, dynamics: { jobsPerDay: 2, jobMinutes: 120 } });

  // Seeds whose jobs do not run at once.
  it.each([
    ['web', 'hours 1'],
    ['application', 'backups'],
    ['database', 'backups'],
  ] as const)('leave a %s server its hours', (archetype, seed) => {
    const server = backups(seededServer()[archetype]().seed(seed));
    const { peakHours, cpu } = server.profile();
    const { figures } = fitProfile(samplesOf(server, 40), { defaults: noQuarters }).report;
    for (const end of ['start', 'end'] as const) {
      expect(Math.abs(figures.peakHours[end].value - peakHours[end]), end).toBeLessThanOrEqual(0.5);
    }
    expect(Math.abs(figures.cpu.quietLevel.value - cpu.quietLevel)).toBeLessThan(0.1);
    const { jobsPerDay, jobMinutes } = figures.dynamics;
    // Two of unlike heights or lengths are one of the higher, or two of less time.
    expect([jobsPerDay.source, jobMinutes.source]).toEqual(['fitted', 'fitted']);
    expect([1, 2]).toContain(jobsPerDay.value);
    expect(jobMinutes.value).toBeGreaterThanOrEqual(90);
  });

  it('leave batch servers their nights', () => {
    for (let seed = 0; seed < 6; seed++) {
      const { time: _, ...columns } = samplesOf(
        backups(
          seededServer()
            .batch()
            .seed(`L${String(seed)}`),
        ),
        40,
      );
      const days = Int32Array.from({ length: 40 }, (_, day) => day);
      const samples = new Map(METRICS.map((metric) => [metric, columns[metric]]));
      expect(hoursAndJobs({ days, samples }, () => true).hours.kind, String(seed)).toBe('night');
    }
  });

  it('give a twin the mean that the data have beside their P95, whatever the height of its own jobs', () => {
    const shareOf = ({ cpu }: ReturnType<typeof samplesOf>): number =>
      mean([...cpu]) /
      mean(Array.from({ length: 40 }, (_, day) => percentile95(cpu.slice(288 * day, 288 * (day + 1)))));
    const errors = [0, 1, 2, 3, 4, 5].map((seed) => {
      const data = samplesOf(
        backups(
          seededServer()
            .application()
            .seed(`mean ${String(seed)}`),
        ),
        40,
      );
      const { profile } = fitProfile(data, { defaults: noQuarters });
      const twin = samplesOf(
        seededServer()
          .custom(profile)
          .seed(`twin ${String(seed)}`),
        40,
      );
      return Math.log(shareOf(twin) / shareOf(data));
    });
    // It was .27 as long as a profile had nothing to say of heights.
    expect(Math.sqrt(mean(errors.map((error) => error * error)))).toBeLessThan(0.2);
  });

  it('are those of every twin of a server that does nothing beside them', () => {
    for (const minutes of [120, 200, 300]) {
      const data = nightly(minutes);
      const { profile } = fitProfile(data, { units: { cpu: 'percent' } });
      expect(Math.abs(profile.dynamics!.jobMinutes! - minutes)).toBeLessThanOrEqual(10);
      for (let seed = 0; seed < 6; seed++) {
        const twin = samplesOf(seededServer().custom(profile).seed(seed), 30);
        expect(mean([...twin.cpu]) / mean([...data.cpu])).toBeCloseTo(1, 1);
      }
    }
  });

  it('are none where they take less than a twentieth of the day: they are not its P95', () => {
    const { profile, report } = fitProfile(nightly(55), { units: { cpu: 'percent' } });
    expect(profile.cpu).not.toHaveProperty('jobLevel');
    expect(report.figures.dynamics.jobMinutes.value).toBeLessThanOrEqual(20);
    expect(profile.cpu!.base).toBeLessThan(15);
  });

  it('have the level of each metric found, and that of one that they do not touch', () => {
    const levels = { cpu: 1.5, diskIo: 3, network: 0 } as const;
    const parts = Object.entries(levels).map(([metric, jobLevel]) => [metric, { jobLevel }]);
    const server = backups(seededServer().database().seed('levels')).profile(
      Object.fromEntries(parts) as PartialProfile,
    );
    const { figures } = fitProfile(samplesOf(server, 40), { defaults: noQuarters }).report;
    for (const metric of ['cpu', 'diskIo'] as const) {
      expect(figures[metric].jobLevel.source).toBe('fitted');
      expect(Math.abs(figures[metric].jobLevel.value! / levels[metric] - 1), metric).toBeLessThan(0.12);
    }
    const reason = 'no job of hours was seen on it';
    expect(figures.network.jobLevel).toEqual({ value: 0, source: 'fitted', reason });
    expect(figures.memory.jobLevel).toEqual({ source: 'default', reason: 'jobs are not looked for on memory' });
  });

  it('have no level where there are none, or that of the defaults', () => {
    const data = samplesOf(seededServer().web().typical().seed('none'), 28);
    const { profile, report } = fitProfile(data, { defaults: { ...noQuarters, diskIo: { jobLevel: 2 } } });
    const reason = 'no jobs of hours were seen';
    expect(report.figures.cpu.jobLevel).toEqual({ source: 'default', reason });
    expect(report.figures.diskIo.jobLevel).toEqual({ value: 2, source: 'default', reason });
    expect([profile.cpu, profile.network].map((metric) => Object.keys(metric!).includes('jobLevel'))).toEqual([
      false,
      false,
    ]);
    expect(profile.diskIo?.jobLevel).toBe(2);
  });

  /** A CPU at 8 %, but for a job at 90 % from two o'clock on, with some noise. */
  function nightly(minutes: number): { time: Float64Array; cpu: Float64Array } {
    const { time } = samplesOf(seededServer().web(), 60);
    const runs = (slot: number): boolean => slot >= 24 && slot < 24 + minutes / 5;
    return { time, cpu: time.map((_, i) => (runs(i % 288) ? 90 : 8) * (0.97 + 0.06 * uniform(rootKey('nightly'), i))) };
  }

  const samplesWith = (factorOf: (slot: number) => number): ReturnType<typeof samplesOf> => {
    const columns = samplesOf(
      seededServer()
        .web()
        .typical()
        .profile({ dynamics: { jobsPerDay: 0 } })
        .seed('own'),
      28,
    );
    return { ...columns, cpu: columns.cpu.map((value, i) => value * factorOf(i % 288)) };
  };

  it.each([
    ['goes on after midnight', 276, 12],
    ['takes forty minutes', 40, 48],
    ['begins at midnight', 0, 30],
  ])('are found where one %s', (_, from, until) => {
    const { cpu } = samplesWith((slot) => ((slot - from + 288) % 288 < (until - from + 288) % 288 ? 3 : 1));
    const { jobs } = findLongJobs(new Map([['cpu', cpu]]), () => true);
    expect(jobs).toHaveLength(1);
    // A step at the beginning of a slot is about the one before as much as about it.
    const off = (one: number, other: number): number => Math.min((one - other + 288) % 288, (other - one + 288) % 288);
    expect(off(jobs[0]!.from, from)).toBeLessThanOrEqual(1);
    expect(off(jobs[0]!.until, until)).toBeLessThanOrEqual(1);
    expect(Math.abs(jobs[0]!.heights.get('cpu')! - 2)).toBeLessThan(0.3);
  });

  it('are no working hours, which rise within an hour, and no day that begins and stays', () => {
    const rising = samplesWith((slot) => 1 + 2 * Math.max(0, Math.min(1, (slot - 24) / 12, (60 - slot) / 12)));
    const shift = samplesWith((slot) => (slot < 36 || slot > 132 ? 1 : 3));
    const between = (slot: number, from: number, until: number): boolean => slot >= 12 * from && slot < 12 * until;
    const lunch = samplesWith((slot) =>
      between(slot, 9, 12) || between(slot, 13, 17) ? 3 : between(slot, 12, 13) ? 2 : 1,
    );
    const shifts = samplesWith((slot) => (between(slot, 8, 13) ? 3 : between(slot, 13, 18) ? 2 : 1));
    for (const { cpu } of [rising, shift, lunch, shifts]) {
      expect(findLongJobs(new Map([['cpu', cpu]]), () => true).jobs).toEqual([]);
    }
  });
});
