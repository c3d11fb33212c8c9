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
    baseSpread: 2.53,
    rhythm: 0.21,
    // Calm for the most part, so that spikes and events are what makes the variance: autocorrelation at an hour .17/.56/.96,
    // long memory .29/.72/1.23 (10/50/90 % of Azure V1, hour by hour); .09/.60/.96 and .75/.99/1.22 in Bitbrains.
    std: [2.2, 1.2],
    idleLevel: [0.3, 0.4],
    volatility: [0.0427, 1.3],
    roughness: [0.519, 0.264],
    tail: [0.287, 0.174],
    burstShare: [0.883, 0.238],
    burstGain: [5.58, 1.3],
  },
  memory: {
    baseSpread: 0.609,
    rhythm: 1,
    std: [1.12, 1.28],
    idleLevel: [0.5, 0.4],
    volatility: [0.0338, 0.784],
    // Long memory .60/.78/1.20 in Bitbrains.
    roughness: [1, 0.145],
    tail: [0.357, 0.141],
    burstShare: [1, 0.342],
    burstGain: [0.396, 0.727],
  },
  diskIo: {
    baseSpread: 0.426,
    rhythm: 1.01,
    std: [4.78, 0.495],
    idleLevel: [0.2, 0.4],
    volatility: [0.165, 0.683],
    roughness: [0.461, 0.0963],
    tail: [0.8, 0.219],
    burstShare: [1, 0.317],
    burstGain: [12.6, 0.46],
  },
  network: {
    baseSpread: 2.6,
    rhythm: 1.5,
    std: [1.92, 0.255],
    idleLevel: [0.2, 0.4],
    volatility: [0.103, 1.3],
    roughness: [1, 0.588],
    tail: [0.54, 0.301],
    burstShare: [0.74, 0.27],
    burstGain: [13.1, 1.06],
  },
  // Hour-of-day R² 0/.00/.05 in Bitbrains, 0/0/.14 in Azure V1: what is calm shows even a faint rhythm.
  rhythmExponent: 11.2,
  seasonExponent: 10,
  nightly: 0,
  correlation: {
    cpuMemory: [1, 0.432],
    cpuNetwork: [0.7, 0.8],
    memoryDisk: [0.906, 0.218],
  },
  dynamics: {
    persistence: [1.59, 2],
    shifts: [0.542, 0.149],
    episodeHours: [9.38, 0.156],
    sharedLoad: [1, 0.712],
    memoryFollowsLoad: [0.748, 0.253],
    burstsPerDay: [0.354, 0.954],
    burstHeight: [1.74, 0.7],
    burstTail: [0.5, 0.248],
    jobsPerDay: [0.695, 0.365],
    jobMinutes: [4.58, 0.5],
    // Daily P95 of skewness 1.2/3.3/4.8 at 50/75/90 % of Azure V1: events are rare.
    activeDays: [0.0384, 0.648],
    dutyCycle: [1, 0],
    releasesPerDay: [2.53, 0.304],
    releaseDepth: [0.009, 0.115],
    restartsPerMonth: [0.823, 0.422],
  },
};
