import fc from 'fast-check';
import type { DynamicsPreset, Metric, MetricProfile, ProfileInput } from '../../src/index.js';

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

const metric = (base: fc.Arbitrary<number>): fc.Arbitrary<Partial<MetricProfile>> =>
  fc.record({
    base,
    std: number(0, 100),
    growth: number(-0.5, 1),
    calendarResponse: number(0, 1),
    quietLevel: number(0.01, 1),
    volatility: number(0, 1),
    roughness: number(0, 1),
    tail: number(0, 1.5),
    burstShare: number(0, 1),
    burstGain: number(0, 1000),
    jobLevel: fc.option(number(0, 11), { nil: undefined }),
  });

const hour = number(0, 23.9);

/** Half of the time the largest value, at which there are no episodes, no idle days, no tasks. */
const orNone = (none: number, min: number): fc.Arbitrary<number> => fc.oneof(fc.constant(none), number(min, none));

/**
 * Profiles that a user might write, and some that none would, over the whole bounds of all that moves the load. Their
 * correlations may be more than their noise can have.
 */
export const profile: fc.Arbitrary<ProfileInput> = fc.record({
  cpu: metric(number(0.5, 95)),
  memory: metric(number(0.5, 95)),
  diskIo: metric(number(0.1, 2000)),
  network: metric(number(0.5, 95)),
  correlation: fc.record({
    cpuMemory: number(-0.8, 0.8),
    cpuNetwork: number(-0.8, 0.8),
    memoryDisk: number(-0.8, 0.8),
  }),
  seasonalPeakFactor: number(0.5, 2),
  seasonalTroughFactor: number(0.3, 1.5),
  weekendFactor: number(0.2, 1.5),
  fiscalYearStart: fc.integer({ min: 1, max: 12 }),
  peakHours: fc
    .tuple(hour, number(2, 23))
    .map(([start, length]) => ({ start, end: start + length > 24 ? start + length - 24 : start + length })),
  batchNightWindow: fc.boolean(),
  dynamics: fc.oneof(
    fc.constantFrom<DynamicsPreset>('calm', 'interactive', 'steady', 'storage', 'campaigns'),
    fc.record({
      persistence: number(0, 1),
      shifts: number(0, 1),
      episodeHours: orNone(24, 1.5),
      sharedLoad: number(0, 1),
      memoryFollowsLoad: number(0, 1),
      burstsPerDay: number(0, 24),
      burstHeight: number(0, 10),
      burstTail: number(0.5, 10),
      jobsPerDay: number(0, 12),
      jobMinutes: number(5, 300),
      activeDays: orNone(1, 0.05),
      dutyCycle: orNone(1, 0.06),
      releasesPerDay: number(0.1, 24),
      releaseDepth: number(0, 0.5),
      restartsPerMonth: number(0, 30),
    }),
  ),
});

/** Zones with every kind of clock change: none, an hour, half an hour, at midnight, odd offsets, over the date line, back over midnight. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Havana',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  // Clocks were put back over midnight: at 00:01 in Newfoundland to 2011, at 02:00 by three hours at Casey in 2010.
  'America/St_Johns',
  'Antarctica/Casey',
] as const;

export const zone: fc.Arbitrary<string> = fc.constantFrom(...ZONES);

/** A day between 2000 and 2030, as text. */
export const date: fc.Arbitrary<string> = fc
  .integer({ min: 10_957, max: 22_280 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

export const seed: fc.Arbitrary<number | string> = fc.oneof(
  fc.integer(),
  fc.string({ maxLength: 12 }),
  number(-1e9, 1e9),
);

export const interval: fc.Arbitrary<string> = fc.constantFrom(
  '1s',
  '10s',
  '15s',
  '1m',
  '5m',
  '7m',
  '20m',
  '1h',
  '6h',
  '1d',
  '3d',
  '1w',
);

export const metrics: fc.Arbitrary<[Metric, ...Metric[]]> = fc
  .uniqueArray(fc.constantFrom<Metric>('cpu', 'memory', 'diskIo', 'network'), { minLength: 1 })
  .map((names) => names as [Metric, ...Metric[]]);
