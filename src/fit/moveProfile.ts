import { generic } from '../profiles/generic.js';
import type { Dynamics, Metric, MetricProfile, Profile } from '../profiles/profile.js';
import type { BurstPlan } from './burstPlan.js';
import type { DayStatistics } from './dayStatistics.js';
import { clamp } from './estimate.js';
import type { HoursOfDay } from './hoursOfDay.js';
import { moveBursts } from './moveBursts.js';
import { ratio } from './ratio.js';
import { withMetrics } from './withMetrics.js';

/** The profile that looks like the data at first sight. */
export function beginProfile(profile: Profile, { kind, hours }: HoursOfDay, seen: DayStatistics): Profile {
  const metrics = Array.from(seen.quiet, ([metric, quiet]) => {
    const found = seen.spread.get(metric)!;
    const isUntold = metric === 'memory' || Number.isNaN(found);
    // It is moved by factors, as bursts are.
    const volatility = isUntold ? profile[metric].volatility || generic[metric].volatility : clamp(found, 0, 1);
    return [metric, { quietLevel: clamp(quiet, 0.01, 1), volatility }] as const;
  });
  return {
    ...withMetrics(profile, metrics),
    peakHours: kind === 'hours' ? hours : profile.peakHours,
    batchNightWindow: kind === 'night',
  };
}

/** The profile moved by as much as a server with it looks otherwise than the data. */
export function moveProfile(profile: Profile, seen: DayStatistics, looks: DayStatistics, plan: BurstPlan): Profile {
  const noises = Array.from(
    seen.quiet.keys(),
    (metric) => [metric, moveNoise(profile[metric], metric, seen, looks)] as const,
  );
  const shared = { ...profile.dynamics, ...moveShared(profile.dynamics, seen, looks) };
  const dynamics = { ...shared, ...moveReleases(shared, seen, looks) };
  return moveBursts({ ...withMetrics(profile, noises), dynamics }, seen, looks, plan);
}

function moveNoise(
  metric: MetricProfile,
  name: Metric,
  seen: DayStatistics,
  looks: DayStatistics,
): Partial<MetricProfile> {
  const rise = ratio(1 - seen.quiet.get(name)!, 1 - looks.quiet.get(name)!);
  const noise = ratio(seen.spread.get(name)!, looks.spread.get(name)!);
  const rough = seen.rough.get(name)! - looks.rough.get(name)!;
  return {
    quietLevel: clamp(1 - (1 - metric.quietLevel) * rise, 0.01, 1),
    volatility: clamp(metric.volatility * noise, 0, 1),
    roughness: clamp(metric.roughness + (Number.isFinite(rough) ? rough : 0), 0, 1),
  };
}

/** Correlations of hours are about shares of variance, and memory's about the root of one. */
function moveShared(dynamics: Dynamics, seen: DayStatistics, looks: DayStatistics): Partial<Dynamics> {
  const moved: { sharedLoad?: number; memoryFollowsLoad?: number } = {};
  const more = seen.shared - looks.shared;
  if (Number.isFinite(more)) moved.sharedLoad = clamp(dynamics.sharedLoad + more, 0, 1);
  const memoryMore = (seen.memoryShared - looks.memoryShared) / Math.max(LEAST_SHARED, dynamics.sharedLoad);
  if (Number.isFinite(memoryMore)) {
    const root = clamp(Math.sqrt(dynamics.memoryFollowsLoad) + memoryMore, 0, 1);
    moved.memoryFollowsLoad = root * root;
  }
  return moved;
}

const LEAST_SHARED = 0.2;

/** Other drops are counted with both, so what is missing is added to what releases give back in all. */
function moveReleases(
  { releasesPerDay, releaseDepth, restartsPerMonth }: Dynamics,
  { releases: seen }: DayStatistics,
  { releases: looks }: DayStatistics,
): Partial<Dynamics> {
  if (!seen || !looks) return {};
  const givenBack = Math.max(0, releasesPerDay * releaseDepth + seen.givenBack - looks.givenBack);
  const size = seen.size / looks.size;
  const depth = clamp(Number.isFinite(size) ? releaseDepth * size : releaseDepth, 0.001, 0.5);
  const perDay = clamp(givenBack / depth, 0.1, 24);
  return {
    releasesPerDay: perDay,
    releaseDepth: Math.min(0.5, givenBack / perDay),
    restartsPerMonth:
      seen.restarts.count === 0 ? 0 : clamp(restartsPerMonth + seen.restarts.perMonth - looks.restarts.perMonth, 0, 30),
  };
}
