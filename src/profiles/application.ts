import { chain } from './chain.js';
import { generic } from './generic.js';
import type { Profile } from './profile.js';

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
  dynamics: { persistence: 0.6, burstsPerDay: 3, burstHeight: 0.6, releasesPerDay: 3, releaseDepth: 0.08 },
};
