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
 *
 * Bases spread widely, since most real servers idle far below the median that is asked for here: only such servers have
 * room for spikes (skewness of CPU 1.9/6.7/12, of network 12/18/36 at 25/50/75 % of Bitbrains' steady servers).
 */
export const applicationVariety: Variety = {
  cpu: {
    baseSpread: 2,
    rhythm: 1,
    // Calm for the most part, so that spikes and events are what makes the variance: autocorrelation at an hour .17/.56/.96,
    // long memory .29/.72/1.23 (10/50/90 % of Azure V1, hour by hour); .09/.60/.96 and .75/.99/1.22 in Bitbrains.
    std: [2.2, 1.2],
    idleLevel: [0.3, 0.4],
    volatility: [0.06, 1.2],
    roughness: [0.5, 0.8],
    tail: [0.7, 0.3],
    burstShare: [0.8, 0.2],
    burstGain: [2.5, 1.1],
  },
  memory: {
    baseSpread: 1.2,
    rhythm: 1,
    std: [1.2, 0.8],
    idleLevel: [0.5, 0.4],
    volatility: [0.06, 0.7],
    // Long memory .60/.78/1.20 in Bitbrains.
    roughness: [0.8, 0.3],
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
    baseSpread: 2.6,
    rhythm: 1,
    std: [2, 0.9],
    idleLevel: [0.2, 0.4],
    volatility: [0.1, 0.9],
    roughness: [0.7, 0.4],
    tail: [0.8, 0.3],
    burstShare: [0.74, 0.3],
    burstGain: [20, 1.2],
  },
  // Hour-of-day R² 0/.00/.05 in Bitbrains, 0/0/.14 in Azure V1: what is calm shows even a faint rhythm.
  rhythmExponent: 20,
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
    // Daily P95 of skewness 1.2/3.3/4.8 at 50/75/90 % of Azure V1: events are rare.
    activeDays: [0.08, 0.6],
    dutyCycle: [1, 0],
    releasesPerDay: [2, 0.39],
    releaseDepth: [0.03, 0.11],
    restartsPerMonth: [0.5, 0.8],
  },
};
