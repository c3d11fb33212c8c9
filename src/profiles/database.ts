import { chain } from './chain.js';
import { generic } from './generic.js';
import type { Profile } from './profile.js';
import type { Variety } from './variety.js';

/**
 * A database server: memory- and disk-heavy, steady, growing. Base, std, correlations, growth and peak hours are the
 * original module's; memory high, flat and without a daily or weekly cycle as in the server traces (hour-of-day
 * R² .02, coefficient of variation .02–.07: Alibaba 2018).
 */
export const database: Profile = {
  ...generic,
  archetype: 'database',
  cpu: { ...generic.cpu, base: 28, std: 7, quietLevel: 0.5, volatility: 0.12 },
  memory: {
    ...generic.memory,
    base: 75,
    std: 5,
    growth: 0.22,
    calendarResponse: 0.1,
    quietLevel: 0.98,
    volatility: 0.012,
  },
  diskIo: { ...generic.diskIo, base: 35, std: 18, quietLevel: 0.55, volatility: 0.25 },
  network: { ...generic.network, base: 25, std: 8, quietLevel: 0.45, volatility: 0.15 },
  correlation: chain({ cpuMemory: 0.7, cpuNetwork: 0.4, memoryDisk: 0.65 }),
  weekendFactor: 0.7,
  peakHours: { start: 7, end: 19 },
  dynamics: { ...generic.dynamics, persistence: 0.6, burstHeight: 0.5, releasesPerDay: 0.5, releaseDepth: 0.02 },
};

/**
 * How database servers differ, set to the quantiles over the 32 disk-bound servers of Bitbrains (`realism/targets.json`):
 * long scheduled jobs that move CPU, disk and network together, a rhythm of the hours on some.
 */
export const databaseVariety: Variety = {
  cpu: {
    baseSpread: 0.7,
    rhythm: 1,
    std: [3.26, 0.52],
    idleLevel: [0.3, 0.4],
    volatility: [0.24, 0.73],
    roughness: [0.22, 0.94],
    tail: [0.4, 0.4],
    burstShare: [1, 0.2],
    burstGain: [1, 0.26],
  },
  memory: {
    baseSpread: 0.6,
    rhythm: 1,
    std: [1.68, 0.5],
    idleLevel: [0.5, 0.4],
    volatility: [0.056, 0.6],
    roughness: [0.45, 0.37],
    tail: [0.28, 0.22],
    burstShare: [0.8, 0.2],
    burstGain: [0.4, 0.5],
  },
  diskIo: {
    baseSpread: 0.27,
    rhythm: 1,
    std: [1.86, 0.67],
    idleLevel: [0.2, 0.4],
    volatility: [0.11, 0.5],
    roughness: [0.4, 0.96],
    tail: [0.6, 0.3],
    burstShare: [0.9, 0.2],
    burstGain: [3.02, 0.86],
  },
  network: {
    baseSpread: 0.89,
    rhythm: 1,
    std: [5.82, 0.61],
    idleLevel: [0.2, 0.4],
    volatility: [0.3, 0.82],
    roughness: [0.4, 0.5],
    tail: [0.6, 0.21],
    burstShare: [0.9, 0.21],
    burstGain: [2.37, 0.8],
  },
  // Hour-of-day R² 0/.12/.89; weekdays in the daily P95 of few (R² −.05/0/.14 over all of Bitbrains).
  rhythmExponent: 4,
  seasonExponent: 6,
  nightly: 0,
  correlation: {
    cpuMemory: [0.76, 0.5],
    cpuNetwork: [0.76, 0.5],
    memoryDisk: [0.76, 0.5],
  },
  dynamics: {
    persistence: [0, 1.12],
    shifts: [0.29, 0.5],
    episodeHours: [16.42, 0.55],
    sharedLoad: [1, 0.23],
    memoryFollowsLoad: [1, 0],
    burstsPerDay: [0.57, 0.2],
    burstHeight: [0.5, 0.5],
    burstTail: [1.5, 0.19],
    jobsPerDay: [2.09, 0.52],
    jobMinutes: [50.47, 0.98],
    activeDays: [1, 0],
    dutyCycle: [1, 0],
    releasesPerDay: [2, 0.26],
    releaseDepth: [0.026, 0.26],
    restartsPerMonth: [0.5, 0.8],
  },
};
