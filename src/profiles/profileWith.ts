import type { MetricProfile, Profile } from './profile.js';

/**
 * A profile with some of its fields replaced.
 *
 * Written out, so that the profiles of all servers have one hidden class. Spread syntax gave each its own, and whatever
 * reads a profile was compiled anew for every server.
 */
export function profileWith(profile: Profile, fields: Partial<Profile>): Profile {
  return {
    model: profile.model,
    archetype: fields.archetype ?? profile.archetype,
    cpu: fields.cpu ?? profile.cpu,
    memory: fields.memory ?? profile.memory,
    diskIo: fields.diskIo ?? profile.diskIo,
    network: fields.network ?? profile.network,
    correlation: fields.correlation ?? profile.correlation,
    seasonalPeakFactor: fields.seasonalPeakFactor ?? profile.seasonalPeakFactor,
    seasonalTroughFactor: fields.seasonalTroughFactor ?? profile.seasonalTroughFactor,
    weekendFactor: fields.weekendFactor ?? profile.weekendFactor,
    fiscalYearStart: fields.fiscalYearStart ?? profile.fiscalYearStart,
    peakHours: fields.peakHours ?? profile.peakHours,
    batchNightWindow: fields.batchNightWindow ?? profile.batchNightWindow,
    dynamics: fields.dynamics ?? profile.dynamics,
    precision: fields.precision ?? profile.precision,
  };
}

/** The same of a profile's metric. */
export function metricWith(metric: MetricProfile, fields: Partial<MetricProfile>): MetricProfile {
  const jobLevel = fields.jobLevel ?? metric.jobLevel;
  const all: { -readonly [name in keyof MetricProfile]: MetricProfile[name] } = {
    base: fields.base ?? metric.base,
    std: fields.std ?? metric.std,
    growth: fields.growth ?? metric.growth,
    ceiling: fields.ceiling ?? metric.ceiling,
    calendarResponse: fields.calendarResponse ?? metric.calendarResponse,
    quietLevel: fields.quietLevel ?? metric.quietLevel,
    volatility: fields.volatility ?? metric.volatility,
    roughness: fields.roughness ?? metric.roughness,
    tail: fields.tail ?? metric.tail,
    burstShare: fields.burstShare ?? metric.burstShare,
    burstGain: fields.burstGain ?? metric.burstGain,
  };
  if (jobLevel !== undefined) all.jobLevel = jobLevel;
  return all;
}
