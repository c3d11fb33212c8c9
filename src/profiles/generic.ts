import { MODEL_VERSION, type Profile } from './profile.js';
import { chain } from './chain.js';

/**
 * The generic server: the defaults of the original module's `ArchetypeProfile`, and the ground that `custom` starts
 * from. What the original does not have (ceilings, weekends, everything below a day) is chosen by eye.
 */
export const generic: Profile = {
  model: MODEL_VERSION,
  archetype: 'custom',
  cpu: {
    ...{ base: 25, std: 8, growth: 0.12, ceiling: 100, calendarResponse: 1 },
    ...{ quietLevel: 0.45, volatility: 0.15, roughness: 0.25, tail: 0.2, burstShare: 0.8, burstGain: 1 },
  },
  memory: {
    ...{ base: 40, std: 6, growth: 0.18, ceiling: 100, calendarResponse: 1 },
    ...{ quietLevel: 0.95, volatility: 0.02, roughness: 0, tail: 0.1, burstShare: 0.3, burstGain: 0.03 },
  },
  // The ceiling of disk throughput is that of a PCIe 4.0 ×4 device.
  diskIo: {
    ...{ base: 15, std: 12, growth: 0.09, ceiling: 8000, calendarResponse: 1 },
    ...{ quietLevel: 0.5, volatility: 0.3, roughness: 0.4, tail: 0.4, burstShare: 0.6, burstGain: 1.6 },
  },
  network: {
    ...{ base: 20, std: 10, growth: 0.14, ceiling: 100, calendarResponse: 1 },
    ...{ quietLevel: 0.4, volatility: 0.2, roughness: 0.3, tail: 0.2, burstShare: 0.7, burstGain: 1.2 },
  },
  correlation: chain({ cpuMemory: 0.75, cpuNetwork: 0.6, memoryDisk: 0.4 }),
  seasonalPeakFactor: 1.4,
  seasonalTroughFactor: 0.65,
  weekendFactor: 1,
  fiscalYearStart: 1,
  peakHours: { start: 9, end: 17 },
  batchNightWindow: false,
  dynamics: {
    persistence: 0.5,
    shifts: 0.3,
    episodeHours: 8,
    sharedLoad: 0.6,
    memoryFollowsLoad: 0.5,
    burstsPerDay: 2,
    burstHeight: 0.6,
    burstTail: 2.5,
    jobsPerDay: 0,
    jobMinutes: 10,
    activeDays: 1,
    dutyCycle: 1,
    releasesPerDay: 1,
    releaseDepth: 0.04,
    restartsPerMonth: 0,
  },
  precision: 2,
};
