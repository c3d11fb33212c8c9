import { chain } from './chain.js';
import { generic } from './generic.js';
import type { Profile } from './profile.js';
import type { Variety } from './variety.js';

/**
 * A web server: driven by traffic, with bursts of short spikes. Base, std, correlations, growth and peak hours are the
 * original module's. The rest is set from server traces: memory without a daily cycle (hour-of-day R² .02 on the
 * Server Machine Dataset and Alibaba 2018), request rates with a daily peak of 2.0–4.6 times the trough (Microsoft
 * cloud monitoring), some 6 spikes a day (Azure V1).
 */
export const web: Profile = {
  ...generic,
  archetype: 'web',
  cpu: { ...generic.cpu, base: 35, std: 12, growth: 0.1, quietLevel: 0.35, volatility: 0.16 },
  memory: { ...generic.memory, base: 55, std: 8, growth: 0.15, calendarResponse: 0.2, quietLevel: 0.94 },
  diskIo: { ...generic.diskIo, base: 10, std: 6 },
  network: { ...generic.network, base: 45, std: 15, quietLevel: 0.25 },
  correlation: chain({ cpuMemory: 0.85, cpuNetwork: 0.8, memoryDisk: 0.35 }),
  weekendFactor: 0.5,
  peakHours: { start: 8, end: 20 },
  dynamics: { ...generic.dynamics, burstsPerDay: 6, burstHeight: 0.7, releasesPerDay: 2, releaseDepth: 0.05 },
};

/**
 * How web servers differ, set to the quantiles over the internet services of the Server Machine Dataset and Alibaba 2018
 * (`realism/targets.json`): a rhythm of the hours on most, demand that all metrics but memory follow, memory that ramps and
 * falls by itself.
 */
export const webVariety: Variety = {
  cpu: {
    baseSpread: 0.903,
    rhythm: 0.785,
    std: [1.47, 0.224],
    idleLevel: [0.3, 0.4],
    volatility: [0.17, 0.374],
    roughness: [0.0797, 0.511],
    tail: [0.177, 1.3],
    burstShare: [0.483, 0.0846],
    burstGain: [3.16, 0.572],
  },
  memory: {
    baseSpread: 1.32,
    rhythm: 0.26,
    std: [0.534, 0.738],
    idleLevel: [0.5, 0.4],
    volatility: [0.021, 1.5],
    roughness: [0.113, 1.34],
    tail: [0.0585, 0.316],
    burstShare: [0.0718, 0.665],
    burstGain: [0.0217, 0.442],
  },
  diskIo: {
    baseSpread: 0.401,
    rhythm: 1.21,
    std: [3.02, 0.774],
    idleLevel: [0.2, 0.4],
    volatility: [0.39, 0.73],
    roughness: [0.708, 0.727],
    tail: [0.8, 0.756],
    burstShare: [0.273, 0.476],
    burstGain: [1.7, 1.08],
  },
  network: {
    baseSpread: 1.36,
    rhythm: 1,
    std: [1.11, 0.292],
    idleLevel: [0.2, 0.4],
    volatility: [0.0941, 0.919],
    roughness: [0.0677, 0.503],
    tail: [0.292, 0.161],
    burstShare: [0.205, 0.115],
    burstGain: [1.62, 1.3],
  },
  // Hour-of-day R² .12/.60/.72 (10/50/90 % of the Server Machine Dataset), .29 to .95 over request rates: plain on most,
  // faint on some. Weekend over weekday .72 to 1.2 of the latter (Microsoft cloud monitoring, AWS, Twitter).
  rhythmExponent: 1,
  seasonExponent: 3.55,
  nightly: 0,
  correlation: {
    cpuMemory: [0.4, 0.677],
    cpuNetwork: [0.68, 0.344],
    memoryDisk: [0.5, 0.42],
  },
  dynamics: {
    persistence: [0, 2],
    shifts: [0.332, 0.319],
    episodeHours: [4.37, 1.5],
    sharedLoad: [0.797, 0.392],
    memoryFollowsLoad: [0.0129, 0.412],
    burstsPerDay: [3.06, 0.291],
    burstHeight: [0.141, 1.5],
    burstTail: [1.99, 0.156],
    jobsPerDay: [3, 0.27],
    jobMinutes: [12.9, 0.437],
    activeDays: [1, 0],
    dutyCycle: [1, 0],
    releasesPerDay: [2.2, 1.15],
    releaseDepth: [0.138, 1.41],
    restartsPerMonth: [4.97, 1.3],
  },
};
