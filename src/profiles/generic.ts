import type { Profile } from './profile.js';
import { chain } from './chain.js';

/**
 * The generic server: the defaults of the original module's `ArchetypeProfile`, and the ground that `custom` starts
 * from. What the original does not have (ceilings, weekends, everything below a day) is chosen by eye.
 */
export const generic: Profile = {
  model: 1,
  archetype: 'custom',
  cpu: { base: 25, std: 8, growth: 0.12, ceiling: 100, calendarResponse: 1, quietLevel: 0.45, volatility: 0.15 },
  memory: { base: 40, std: 6, growth: 0.18, ceiling: 100, calendarResponse: 1, quietLevel: 0.95, volatility: 0.02 },
  // The ceiling of disk throughput is that of a PCIe 4.0 ×4 device.
  diskIo: { base: 15, std: 12, growth: 0.09, ceiling: 8000, calendarResponse: 1, quietLevel: 0.5, volatility: 0.3 },
  network: { base: 20, std: 10, growth: 0.14, ceiling: 100, calendarResponse: 1, quietLevel: 0.4, volatility: 0.2 },
  correlation: chain({ cpuMemory: 0.75, cpuNetwork: 0.6, memoryDisk: 0.4 }),
  seasonalPeakFactor: 1.4,
  seasonalTroughFactor: 0.65,
  weekendFactor: 1,
  fiscalYearStart: 1,
  peakHours: { start: 9, end: 17 },
  batchNightWindow: false,
  dynamics: { persistence: 0.6, burstsPerDay: 2, burstHeight: 0.6, releasesPerDay: 1, releaseDepth: 0.04 },
  precision: 2,
};
