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
    std: [1.19, 0.2],
    idleLevel: [0.3, 0.4],
    volatility: [0.17, 0.374],
    roughness: [0.166, 0.307],
    tail: [0.177, 1.3],
    burstShare: [0.632, 0.109],
    burstGain: [1.46, 1.3],
  },
  memory: {
    baseSpread: 1.01,
    rhythm: 0.343,
    std: [0.629, 0.6],
    idleLevel: [0.5, 0.4],
    volatility: [0.012, 1.3],
    roughness: [0.0546, 1.3],
    tail: [0.0585, 0.316],
    burstShare: [0.0606, 0.5],
    burstGain: [0.0221, 0.6],
  },
  diskIo: {
    baseSpread: 0.51,
    rhythm: 1.21,
    std: [3.02, 0.774],
    idleLevel: [0.2, 0.4],
    volatility: [0.53, 0.706],
    roughness: [0.436, 0.749],
    tail: [0.55, 0.966],
    burstShare: [0.273, 0.476],
    burstGain: [1.32, 1.25],
  },
  network: {
    baseSpread: 1.36,
    rhythm: 1,
    std: [1.17, 0.409],
    idleLevel: [0.2, 0.4],
    volatility: [0.0941, 0.919],
    roughness: [0.0677, 0.503],
    tail: [0.3, 0.197],
    burstShare: [0.32, 0.0958],
    burstGain: [1.62, 1.3],
  },
  // Hour-of-day R² .12/.60/.72 (10/50/90 % of the Server Machine Dataset), .29 to .95 over request rates: plain on most,
  // faint on some. Weekend over weekday .72 to 1.2 of the latter (Microsoft cloud monitoring, AWS, Twitter).
  rhythmExponent: 1,
  seasonExponent: 2.5,
  nightly: 0,
  correlation: {
    cpuMemory: [0.4, 0.677],
    cpuNetwork: [0.68, 0.344],
    memoryDisk: [0.5, 0.42],
  },
  dynamics: {
    persistence: [0, 2],
    shifts: [0.209, 0.241],
    episodeHours: [4.72, 0.558],
    sharedLoad: [0.797, 0.392],
    memoryFollowsLoad: [0.0635, 0.461],
    burstsPerDay: [3.06, 0.291],
    burstHeight: [0.15, 1.11],
    burstTail: [2.47, 0.16],
    jobsPerDay: [1.6, 0.302],
    jobMinutes: [9.23, 0.574],
    activeDays: [1, 0],
    dutyCycle: [1, 0],
    releasesPerDay: [1.95, 0.863],
    releaseDepth: [0.106, 1.3],
    restartsPerMonth: [4.97, 1.3],
  },
};
