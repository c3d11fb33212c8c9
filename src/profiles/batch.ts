import { chain } from './chain.js';
import { generic } from './generic.js';
import type { Profile } from './profile.js';

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
  dynamics: { persistence: 0.5, burstsPerDay: 5, burstHeight: 1, releasesPerDay: 1, releaseDepth: 0.1 },
};
