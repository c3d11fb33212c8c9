import type { Dynamics, Metric, MetricProfile } from './profile.js';

/** What of a metric a preset sets. */
type MetricDynamics = Pick<MetricProfile, 'roughness' | 'tail' | 'burstShare' | 'burstGain'>;

/** A way to move: the dynamics, and what belongs to them in each metric. */
export interface DynamicsSet extends Partial<Record<Metric, Partial<MetricDynamics>>> {
  readonly dynamics: Partial<Dynamics>;
}

/** Name of a set of dynamics. */
export type DynamicsPreset = 'calm' | 'interactive' | 'steady' | 'storage' | 'campaigns';

/**
 * The named dynamics.
 *
 * - `calm`: plain autocorrelated noise around the day's shape and the calendar, for textbook data: Gaussian within a day,
 *   and from day to day as near to Gaussian as a level that stays above 0 allows (log-normal). No bursts, jobs, shifts,
 *   episodes, releases or idle days.
 * - `interactive`: people's demand: one shared load, spikes of minutes, hours that stand out.
 * - `steady`: level for weeks, then another; rare high spikes; little of a rhythm.
 * - `storage`: long scheduled jobs that move CPU, disk and network together.
 * - `campaigns`: tasks, on or off, in campaigns of days with idle days between them.
 */
export const presets: Readonly<Record<DynamicsPreset, DynamicsSet>> = {
  calm: {
    dynamics: {
      persistence: 0.5,
      shifts: 0,
      episodeHours: 24,
      sharedLoad: 0.5,
      burstsPerDay: 0,
      jobsPerDay: 0,
      activeDays: 1,
      dutyCycle: 1,
      releaseDepth: 0,
      restartsPerMonth: 0,
    },
    cpu: { tail: 0 },
    memory: { tail: 0 },
    diskIo: { tail: 0 },
    network: { tail: 0 },
  },
  interactive: {
    dynamics: { persistence: 0.5, shifts: 0.2, episodeHours: 4, sharedLoad: 0.8, burstsPerDay: 6, burstHeight: 0.7 },
  },
  steady: {
    dynamics: { persistence: 0.6, shifts: 0.7, episodeHours: 6, burstsPerDay: 2, burstHeight: 0.6, burstTail: 1.3 },
    cpu: { roughness: 0.8, tail: 0.8, burstGain: 1.3 },
    diskIo: { roughness: 0.7, tail: 1, burstGain: 10 },
    network: { roughness: 0.7, tail: 0.8, burstGain: 4 },
  },
  storage: {
    dynamics: { persistence: 0.5, shifts: 0.3, jobsPerDay: 2, jobMinutes: 60, burstsPerDay: 3, burstHeight: 0.7 },
    diskIo: { burstShare: 0.85, burstGain: 3 },
  },
  campaigns: {
    dynamics: { persistence: 0.4, activeDays: 0.7, dutyCycle: 0.45, burstsPerDay: 2, burstHeight: 0.6, burstTail: 1.3 },
    diskIo: { burstShare: 0.8, burstGain: 20 },
    network: { burstShare: 0.8, burstGain: 4 },
  },
};
