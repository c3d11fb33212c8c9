import { chain } from './chain.js';
import { generic } from './generic.js';
import type { Profile } from './profile.js';

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
  dynamics: { persistence: 0.6, burstsPerDay: 6, burstHeight: 0.7, releasesPerDay: 2, releaseDepth: 0.05 },
};
