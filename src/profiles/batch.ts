import { chain } from './chain.js';
import { generic } from './generic.js';
import type { Profile } from './profile.js';
import type { Variety } from './variety.js';

/**
 * A batch server: jobs at night and at weekends, very bursty. Base, std, correlations and growth are the original
 * module's; the quiet level is near the idle level of batch servers in the Bitbrains traces, and the volatility high
 * as theirs (coefficient of variation of the 5-minute CPU 1.45).
 */
export const batch: Profile = {
  ...generic,
  archetype: 'batch',
  cpu: { ...generic.cpu, base: 18, std: 22, growth: 0.08, quietLevel: 0.1, volatility: 0.25 },
  memory: {
    ...generic.memory,
    base: 40,
    std: 15,
    growth: 0.12,
    calendarResponse: 0.3,
    quietLevel: 0.8,
    volatility: 0.03,
  },
  diskIo: { ...generic.diskIo, base: 8, std: 35, quietLevel: 0.08, volatility: 0.4 },
  network: { ...generic.network, base: 15, std: 20, quietLevel: 0.1, volatility: 0.3 },
  correlation: chain({ cpuMemory: 0.55, cpuNetwork: 0.3, memoryDisk: 0.75 }),
  weekendFactor: 1.2,
  batchNightWindow: true,
  dynamics: { ...generic.dynamics, persistence: 0.4, burstsPerDay: 5, burstHeight: 1, releaseDepth: 0.1 },
};

/**
 * How batch servers differ, set together with the constants of tasks to the quantiles over the 61 batch servers of
 * Bitbrains (`realism/targets.json`): idle days on most, tasks at any hour. Disks follow the tasks on half of them, and
 * wholly on few. The share with a night window is chosen by eye.
 */
export const batchVariety: Variety = {
  cpu: {
    baseSpread: 0.4,
    rhythm: 1,
    std: [3.3, 0.16],
    idleLevel: [0.007, 0.27],
    volatility: [0.069, 0.84],
    roughness: [0.6, 0.4],
    tail: [0.64, 0.3],
    burstShare: [0.19, 0.22],
    burstGain: [0.095, 0.22],
  },
  memory: {
    baseSpread: 0.46,
    rhythm: 1,
    std: [2.6, 0.2],
    idleLevel: [0.15, 0.5],
    volatility: [0.22, 0.64],
    roughness: [0.22, 0.75],
    tail: [0.5, 0.3],
    burstShare: [0.26, 0.3],
    burstGain: [0.2, 0.49],
  },
  diskIo: {
    baseSpread: 2,
    rhythm: 1,
    std: [2.2, 0.77],
    idleLevel: [1, 0.8],
    volatility: [0.25, 0.46],
    roughness: [0.16, 0.4],
    tail: [0.45, 0.68],
    burstShare: [0.65, 0.16],
    burstGain: [2.6, 0.47],
  },
  network: {
    baseSpread: 0.87,
    rhythm: 1,
    std: [3.4, 1.3],
    idleLevel: [0.25, 0.32],
    volatility: [0.37, 0.46],
    roughness: [0.8, 0.52],
    tail: [0.7, 0.4],
    burstShare: [0.69, 0.19],
    burstGain: [7.5, 1.4],
  },
  rhythmExponent: 5,
  seasonExponent: 3.22,
  nightly: 0.15,
  correlation: {
    cpuMemory: [1.7, 0.3],
    cpuNetwork: [1.6, 0.3],
    memoryDisk: [0.24, 0.3],
  },
  dynamics: {
    persistence: [-0.94, 1.3],
    shifts: [0.28, 0.34],
    episodeHours: [6, 0.5],
    sharedLoad: [0.49, 0.21],
    memoryFollowsLoad: [1, 0],
    burstsPerDay: [1.2, 0.23],
    burstHeight: [0.41, 0.48],
    burstTail: [0.72, 0.058],
    jobsPerDay: [0.17, 0.72],
    jobMinutes: [38, 0.31],
    activeDays: [0.82, 0.1],
    dutyCycle: [0.64, 0.25],
    releasesPerDay: [0.9, 0.34],
    releaseDepth: [0.03, 0.64],
    restartsPerMonth: [0.5, 0.8],
  },
};
