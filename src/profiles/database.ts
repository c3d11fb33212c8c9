import { chain } from './chain.js';
import { generic } from './generic.js';
import type { Profile } from './profile.js';

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
  dynamics: { persistence: 0.7, burstsPerDay: 2, burstHeight: 0.5, releasesPerDay: 0.5, releaseDepth: 0.02 },
};
