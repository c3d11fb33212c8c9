import type { Dynamics, Metric, Profile } from '../profiles/profile.js';
import type { DayStatistics } from './dayStatistics.js';
import { clamp } from './estimate.js';
import type { HoursOfDay } from './hoursOfDay.js';
import type { ReleaseStatistics } from './releaseStatistics.js';

/** Bursts or releases a day up to which they are noise. */
export const RARE = 0.05;
/** How much higher than its threshold a median burst must be, lest most of them are below. */
const CLEAR = 2;

/** The metric whose bursts stand out most, if any does; memory has hardly any. */
export function loudest({ bursts }: DayStatistics): Metric | undefined {
  let best: Metric | undefined;
  let most = 0;
  for (const [metric, { perDay, height, threshold }] of bursts) {
    if (perDay <= RARE || !(height / threshold > most)) continue;
    best = metric;
    most = height / threshold;
  }
  return best;
}

/**
 * Whether the height of bursts is told. Of a Pareto law that is seen from a threshold on, the median is a fixed multiple
 * of the threshold, 1.6, and tells nothing; but where bursts of the usual height would all be seen, they are lower.
 */
export function tellsHeight({ bursts }: DayStatistics, metric: Metric, usual: number): boolean {
  const { height, threshold } = bursts.get(metric)!;
  return height > CLEAR * threshold || threshold < LOWEST * usual;
}

/** The lowest height of the model's bursts over the median one. */
const LOWEST = 0.63;

/** The profile that looks like the data at first sight. */
export function beginProfile(
  profile: Profile,
  { kind, hours }: HoursOfDay,
  seen: DayStatistics,
  loud: Metric | undefined,
): Profile {
  const metrics = [...seen.quiet].map(([metric, quiet]) => {
    const { volatility } = profile[metric];
    const spread = metric === 'memory' ? volatility : clamp(seen.spread.get(metric)!, 0, 1);
    return [metric, { ...profile[metric], quietLevel: clamp(quiet, 0.01, 1), volatility: spread }];
  });
  return {
    ...profile,
    ...(Object.fromEntries(metrics) as Pick<Profile, Metric>),
    peakHours: kind === 'hours' ? hours : profile.peakHours,
    batchNightWindow: kind === 'night',
    dynamics: { ...profile.dynamics, ...beginBursts(seen, loud, profile), ...beginReleases(seen.releases) },
  };
}

/** The profile moved by as much as a server with it looks otherwise than the data. */
export function moveProfile(
  profile: Profile,
  seen: DayStatistics,
  looks: DayStatistics,
  loud: Metric | undefined,
  isHeightTold: boolean,
): Profile {
  const metrics = [...seen.quiet.keys()].map((metric) => {
    const { quietLevel, volatility } = profile[metric];
    const rise = ratio(1 - seen.quiet.get(metric)!, 1 - looks.quiet.get(metric)!);
    const noise = ratio(seen.spread.get(metric)!, looks.spread.get(metric)!);
    return [
      metric,
      {
        ...profile[metric],
        quietLevel: clamp(1 - (1 - quietLevel) * rise, 0.01, 1),
        volatility: clamp(volatility * noise, 0, 1),
      },
    ];
  });
  const { dynamics } = profile;
  const next = { ...dynamics };
  if (loud) {
    const [asked, found] = [seen.bursts.get(loud)!, looks.bursts.get(loud)!];
    next.burstsPerDay = clamp(dynamics.burstsPerDay * ratio(asked.perDay, found.perDay), 0, 24);
    if (isHeightTold) {
      next.burstHeight = clamp(dynamics.burstHeight * ratio(asked.height, found.height), 0, 10);
    }
  }
  if (seen.releases && looks.releases && seen.releases.perDay > RARE) {
    // Other drops are counted with both, so what is missing is added: of releases, and of what they give back in all.
    const { releasesPerDay, releaseDepth } = dynamics;
    const given = releasesPerDay * releaseDepth + givenBack(seen.releases) - givenBack(looks.releases);
    next.releasesPerDay = clamp(releasesPerDay + seen.releases.perDay - looks.releases.perDay, 0.1, 24);
    next.releaseDepth = clamp(given / next.releasesPerDay, 0, 0.5);
  }
  return { ...profile, ...(Object.fromEntries(metrics) as Pick<Profile, Metric>), dynamics: next };
}

/** A ratio by which to move; a step is never larger than tenfold. */
function ratio(asked: number, found: number): number {
  const whole = asked / found;
  return Number.isFinite(whole) ? clamp(whole, 0.1, 10) : 1;
}

function beginBursts(
  seen: DayStatistics,
  loud: Metric | undefined,
  { dynamics: { burstHeight } }: Profile,
): Partial<Dynamics> {
  if (!loud || !tellsHeight(seen, loud, burstHeight)) return {};
  return { burstHeight: clamp(seen.bursts.get(loud)!.height, 0, 10) };
}

function beginReleases(seen: ReleaseStatistics | undefined): Partial<Dynamics> {
  if (!seen || seen.perDay <= RARE) return {};
  return { releasesPerDay: clamp(seen.perDay, 0.1, 24), releaseDepth: clamp(seen.depth, 0, 0.5) };
}

function givenBack({ perDay, depth }: ReleaseStatistics): number {
  return perDay > 0 ? perDay * depth : 0;
}
