import { chain } from './chain.js';
import { generic } from './generic.js';
import type { Profile } from './profile.js';
import type { Variety } from './variety.js';

/**
 * An application server: balanced, busy in business hours. Base, std, correlations, growth and peak hours are the
 * original module's; memory without a daily cycle and with releases (garbage collection) as in the server traces
 * (more than 90 % of Alibaba's latency-critical applications are Java).
 */
export const application: Profile = {
  ...generic,
  archetype: 'application',
  cpu: { ...generic.cpu, base: 32, std: 10, growth: 0.14, quietLevel: 0.4 },
  memory: { ...generic.memory, base: 60, std: 7, calendarResponse: 0.2, quietLevel: 0.95 },
  diskIo: { ...generic.diskIo, base: 12, std: 9 },
  network: { ...generic.network, base: 38, std: 12, quietLevel: 0.35 },
  correlation: chain({ cpuMemory: 0.78, cpuNetwork: 0.65, memoryDisk: 0.45 }),
  weekendFactor: 0.6,
  peakHours: { start: 9, end: 18 },
  dynamics: { ...generic.dynamics, burstsPerDay: 3, releasesPerDay: 3, releaseDepth: 0.08 },
};

/**
 * How application servers differ, set to the quantiles over the 69 steady servers of Bitbrains and the 50 of Azure V1
 * (`realism/targets.json`): most without a rhythm of the hours, level for weeks, with rare high spikes that last minutes.
 */
export const applicationVariety: Variety = {
  cpu: {
    baseSpread: 1.1,
    rhythm: 1,
    std: [3, 0.9],
    idleLevel: [0.3, 0.4],
    volatility: [0.076, 1.07],
    roughness: [0.8, 0.3],
    tail: [0.7, 0.3],
    burstShare: [0.8, 0.2],
    burstGain: [1.8, 0.95],
  },
  memory: {
    baseSpread: 0.7,
    rhythm: 1,
    std: [1.2, 0.8],
    idleLevel: [0.5, 0.4],
    volatility: [0.06, 0.7],
    roughness: [0.6, 0.4],
    tail: [0.6, 0.18],
    burstShare: [0.6, 0.4],
    burstGain: [0.35, 0.7],
  },
  diskIo: {
    baseSpread: 0.42,
    rhythm: 1,
    std: [5, 0.6],
    idleLevel: [0.2, 0.4],
    volatility: [0.16, 0.5],
    roughness: [0.6, 0.3],
    tail: [0.75, 0.15],
    burstShare: [0.7, 0.3],
    burstGain: [12, 0.9],
  },
  network: {
    baseSpread: 1.2,
    rhythm: 1,
    std: [2, 0.9],
    idleLevel: [0.2, 0.4],
    volatility: [0.12, 0.7],
    roughness: [0.7, 0.4],
    tail: [0.8, 0.3],
    burstShare: [0.74, 0.3],
    burstGain: [12, 1],
  },
  rhythmExponent: 10,
  seasonExponent: 10,
  nightly: 0,
  correlation: {
    cpuMemory: [0.7, 0.6],
    cpuNetwork: [0.7, 0.6],
    memoryDisk: [0.7, 0.6],
  },
  dynamics: {
    persistence: [0.5, 1.8],
    shifts: [0.75, 0.2],
    episodeHours: [5, 0.5],
    sharedLoad: [1, 0.23],
    memoryFollowsLoad: [1, 0],
    burstsPerDay: [1.2, 0.8],
    burstHeight: [0.5, 0.7],
    burstTail: [0.89, 0.16],
    jobsPerDay: [0.7, 0.6],
    jobMinutes: [9.87, 0.5],
    activeDays: [0.15, 0.6],
    dutyCycle: [1, 0],
    releasesPerDay: [2, 0.39],
    releaseDepth: [0.03, 0.11],
    restartsPerMonth: [0.5, 0.8],
  },
};
