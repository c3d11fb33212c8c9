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
    baseSpread: 0.5,
    rhythm: 1,
    std: [1, 0.33],
    idleLevel: [0.3, 0.4],
    volatility: [0.17, 1.2],
    roughness: [0.25, 0.6],
    tail: [0.23, 0.6],
    burstShare: [0.84, 0.2],
    burstGain: [0.8, 0.68],
  },
  memory: {
    baseSpread: 0.9,
    rhythm: 0.2,
    std: [0.6, 0.6],
    idleLevel: [0.5, 0.4],
    volatility: [0.012, 0.6],
    roughness: [0.05, 0.8],
    tail: [0.1, 0.4],
    burstShare: [0.05, 0.5],
    burstGain: [0.05, 0.6],
  },
  diskIo: {
    baseSpread: 0.19,
    rhythm: 1,
    std: [2, 0.82],
    idleLevel: [0.2, 0.4],
    volatility: [0.3, 0.5],
    roughness: [0.5, 0.35],
    tail: [0.5, 0.63],
    burstShare: [0.5, 0.4],
    burstGain: [3, 0.8],
  },
  network: {
    baseSpread: 0.5,
    rhythm: 1,
    std: [1.65, 0.4],
    idleLevel: [0.2, 0.4],
    volatility: [0.1, 0.5],
    roughness: [0.082, 0.42],
    tail: [0.3, 0.26],
    burstShare: [0.32, 0.4],
    burstGain: [0.64, 0.6],
  },
  // Hour-of-day R² .12/.60/.72 (10/50/90 % of the Server Machine Dataset), .29 to .95 over request rates: plain on most,
  // faint on some. Weekend over weekday .72 to 1.2 of the latter (Microsoft cloud monitoring, AWS, Twitter).
  rhythmExponent: 1,
  seasonExponent: 2.5,
  nightly: 0,
  correlation: {
    cpuMemory: [0.4, 0.5],
    cpuNetwork: [0.68, 0.41],
    memoryDisk: [0.5, 0.5],
  },
  dynamics: {
    persistence: [0, 1.05],
    shifts: [0.18, 0.5],
    episodeHours: [4.57, 0.5],
    sharedLoad: [1, 0.3],
    memoryFollowsLoad: [0.15, 0.4],
    burstsPerDay: [1.69, 0.6],
    burstHeight: [0.25, 0.5],
    burstTail: [1.5, 0.2],
    jobsPerDay: [2.21, 0.52],
    jobMinutes: [14.81, 0.39],
    activeDays: [1, 0],
    dutyCycle: [1, 0],
    releasesPerDay: [0.5, 0.52],
    releaseDepth: [0.03, 0.45],
    restartsPerMonth: [2, 0.8],
  },
};
