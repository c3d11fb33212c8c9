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
    rhythm: 0.13,
    // Calm for the most part, so that spikes and events are what makes the variance: autocorrelation at an hour .17/.56/.96,
    // long memory .29/.72/1.23 (10/50/90 % of Azure V1, hour by hour); .09/.60/.96 and .75/.99/1.22 in Bitbrains.
    std: [4.17, 1.01],
    idleLevel: [0.3, 0.4],
    volatility: [0.0452, 0.97],
    roughness: [0.766, 0.264],
    tail: [0.8, 0.105],
    burstShare: [0.587, 0.0583],
    burstGain: [9.45, 0.792],
  },
  memory: {
    baseSpread: 0.609,
    rhythm: 1.5,
    std: [1.35, 1.28],
    idleLevel: [0.5, 0.4],
    volatility: [0.06, 0.8],
    // Long memory .60/.78/1.20 in Bitbrains.
    roughness: [1, 0.05],
    tail: [0.8, 0.1],
    burstShare: [1, 0.123],
    burstGain: [0.116, 0.332],
  },
  diskIo: {
    baseSpread: 0.162,
    rhythm: 0.839,
    std: [3.22, 0.372],
    idleLevel: [0.2, 0.4],
    volatility: [0.207, 0.258],
    roughness: [1, 0.05],
    tail: [0.8, 0.3],
    burstShare: [0.774, 0.728],
    burstGain: [7.99, 0.463],
  },
  network: {
    baseSpread: 2.6,
    rhythm: 0.807,
    std: [0.358, 0.143],
    idleLevel: [0.2, 0.4],
    volatility: [0.0318, 0.503],
    roughness: [0.758, 0.184],
    tail: [0.8, 0.1],
    burstShare: [0.483, 0.286],
    burstGain: [6.9, 0.597],
  },
  // Hour-of-day R² 0/.00/.05 in Bitbrains, 0/0/.14 in Azure V1: what is calm shows even a faint rhythm. Day-of-week R² of
  // daily P95 −.06/−.02/.10 and −.21/−.06/.06: of a hundred servers, six have a week.
  rhythmExponent: 13.4,
  seasonExponent: 38.4,
  nightly: 0,
  correlation: {
    cpuMemory: [1, 0.2],
    cpuNetwork: [1, 0.8],
    memoryDisk: [0.906, 0.218],
  },
  dynamics: {
    // With the heavy tails above it leaves daily P95 of autocorrelation .14/.42/.86 for memory, −.01/.32/.74 for disk and
    // −.02/.32/.84 for network (10/50/90 % of Bitbrains' steady servers), and skewness (2.3 and 2.0 at the median of all).
    persistence: [1.02, 1.7],
    shifts: [0.44, 0.188],
    episodeHours: [23.1, 0.25],
    sharedLoad: [0.577, 0.763],
    memoryFollowsLoad: [1, 0.314],
    burstsPerDay: [0.241, 1.04],
    burstHeight: [1.92, 0.198],
    burstTail: [1.28, 0.343],
    jobsPerDay: [0.23, 0.458],
    jobMinutes: [8.09, 1.25],
    // Daily P95 of skewness 1.2/3.3/4.8 at 50/75/90 % of Azure V1: events are rare.
    activeDays: [0.0567, 0.815],
    dutyCycle: [1, 0],
    releasesPerDay: [1.01, 1.3],
    releaseDepth: [0.0148, 0.157],
    restartsPerMonth: [0.443, 0.0577],
  },
};
