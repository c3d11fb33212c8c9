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
    baseSpread: 0.872,
    rhythm: 1.32,
    std: [3.26, 0.204],
    idleLevel: [0.3, 0.4],
    volatility: [0.0864, 1.08],
    roughness: [0.13, 0.736],
    tail: [0.442, 0.34],
    burstShare: [1, 0.133],
    burstGain: [0.763, 0.228],
  },
  memory: {
    baseSpread: 0.6,
    rhythm: 0.589,
    std: [2.5, 0.321],
    idleLevel: [0.5, 0.4],
    volatility: [0.0657, 0.6],
    roughness: [0.45, 0.37],
    tail: [0.0909, 0.759],
    burstShare: [1, 0.441],
    burstGain: [0.12, 0.4],
  },
  diskIo: {
    baseSpread: 0.454,
    rhythm: 0.624,
    std: [1.17, 1.3],
    idleLevel: [0.2, 0.4],
    volatility: [0.249, 0.5],
    roughness: [0.402, 0.879],
    tail: [0.515, 0.246],
    burstShare: [0.873, 0.183],
    burstGain: [2.43, 0.752],
  },
  network: {
    baseSpread: 0.903,
    rhythm: 0.173,
    std: [5.82, 0.809],
    idleLevel: [0.2, 0.4],
    volatility: [0.269, 1.3],
    roughness: [0.671, 0.323],
    tail: [0.6, 0.0946],
    burstShare: [0.853, 0.21],
    burstGain: [2.39, 0.937],
  },
  // Hour-of-day R² 0/.12/.89; weekdays in the daily P95 of few (R² −.05/0/.14 over all of Bitbrains).
  rhythmExponent: 4.96,
  seasonExponent: 6,
  nightly: 0,
  correlation: {
    cpuMemory: [1.15, 0.364],
    cpuNetwork: [0.76, 0.8],
    memoryDisk: [1.3, 0.125],
  },
  dynamics: {
    persistence: [-0.15, 1.12],
    shifts: [0.458, 1.06],
    episodeHours: [16.4, 1.3],
    sharedLoad: [1, 0.0541],
    memoryFollowsLoad: [1, 0],
    burstsPerDay: [0.505, 0.15],
    burstHeight: [0.5, 0.222],
    burstTail: [1.68, 0.0762],
    jobsPerDay: [2.09, 0.269],
    jobMinutes: [34.8, 1.3],
    activeDays: [1, 0],
    dutyCycle: [1, 0],
    releasesPerDay: [2, 0.239],
    releaseDepth: [0.024, 0.452],
    restartsPerMonth: [0.148, 1.3],
  },
};
