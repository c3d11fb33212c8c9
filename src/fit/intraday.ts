import { type Dynamics, type Metric, METRICS, type PeakHours, type Profile } from '../profiles/profile.js';
import { hoursShape, nightShape } from './dayShape.js';
import { type DayStatistics, dayStatistics } from './dayStatistics.js';
import { byDefault, decimals, type Estimate, fitted, significant } from './estimate.js';
import { fitHours, type HoursOfDay } from './hoursOfDay.js';
import { beginProfile, loudest, moveProfile, RARE, tellsHeight } from './moveProfile.js';
import type { SampleDays } from './sampleDays.js';
import { simulate } from './simulate.js';

/** What the samples within a day tell. */
export interface IntradayFit {
  readonly metrics: ReadonlyMap<Metric, Readonly<Record<'quietLevel' | 'volatility', Estimate>>>;
  readonly peakHours: Readonly<Record<keyof PeakHours, Estimate>>;
  readonly batchNightWindow: Estimate<boolean>;
  readonly dynamics: Readonly<Partial<Record<keyof Dynamics, Estimate>>>;
}

const ROUNDS = 2;

/**
 * Fits hours, quiet levels, noise, bursts and releases by indirect inference (C. Gouriéroux, A. Monfort and E. Renault,
 * Journal of Applied Econometrics 8, 1993): what is seen of the data is also seen of a simulated server, and its profile
 * is moved until both look the same. So whatever hides a part of the bursts, or adds to the noise, does so in both.
 *
 * @param isWorkingDay - Of each row: days off have hours of their own.
 * @param isFine - Whether there is a value every 5 minutes; else only hours and quiet levels are told.
 * @param profile - Of which all that days tell holds.
 */
export function fitIntraday(
  { days, samples }: SampleDays,
  isWorkingDay: (row: number) => boolean,
  isFine: boolean,
  profile: Profile,
): IntradayFit {
  const hours = fitHours(samples, isWorkingDay);
  const isNight = hours.kind === 'night';
  const shape = isNight ? nightShape : hoursShape(hours.kind === 'none' ? profile.peakHours : hours.hours);
  const seen = dayStatistics(samples, shape);
  const loud = loudest(seen);
  const isHeightTold = loud !== undefined && tellsHeight(seen, loud, profile.dynamics.burstHeight);
  let trial = beginProfile(profile, hours, seen, loud);
  for (let round = 0; isFine && round < ROUNDS; round++) {
    trial = moveProfile(trial, seen, dayStatistics(simulate(trial), shape, loud), loud, isHeightTold);
  }
  const metrics = METRICS.filter((metric) => samples.has(metric)).map((metric) => {
    const { quietLevel, volatility } = trial[metric];
    const coarse = byDefault(profile[metric].volatility, COARSE);
    const noise = isFine ? fitted(significant(volatility, 3)) : coarse;
    return [metric, { quietLevel: fitted(decimals(quietLevel, 3)), volatility: noise }] as const;
  });
  return {
    metrics: new Map(metrics),
    ...hourEstimates(hours, profile),
    dynamics: isFine
      ? {
          ...burstEstimates(trial, seen, loud, days.length, profile.dynamics),
          ...releaseEstimates(trial, seen, profile.dynamics),
        }
      : Object.fromEntries(BELOW_DAY.map((name) => [name, byDefault(profile.dynamics[name], COARSE)])),
  };
}

const COARSE = 'samples more than 5 minutes apart';
const BELOW_DAY = ['burstsPerDay', 'burstHeight', 'releasesPerDay', 'releaseDepth'] as const;

function hourEstimates(
  { kind, hours, startError, endError }: HoursOfDay,
  profile: Profile,
): Pick<IntradayFit, 'peakHours' | 'batchNightWindow'> {
  const { start, end } = profile.peakHours;
  if (kind === 'hours') {
    return {
      // Halves of the days differ by twice as much as all of them err.
      peakHours: { start: fitted(hours.start, startError / 2 + STEP), end: fitted(hours.end, endError / 2 + STEP) },
      batchNightWindow: fitted(false),
    };
  }
  const reason = kind === 'night' ? 'not used: the load is jobs in the night' : 'no hours of the day stand out';
  return {
    peakHours: { start: byDefault(start, reason), end: byDefault(end, reason) },
    batchNightWindow: kind === 'night' ? fitted(true) : byDefault(profile.batchNightWindow, reason),
  };
}

/** Half of the step in which hours are looked for. */
const STEP = 0.125;

function burstEstimates(
  { dynamics }: Profile,
  seen: DayStatistics,
  loud: Metric | undefined,
  days: number,
  usual: Dynamics,
): Pick<IntradayFit['dynamics'], 'burstsPerDay' | 'burstHeight'> {
  if (!loud) {
    const reason = 'no bursts were seen';
    return { burstsPerDay: fitted(0, undefined, reason), burstHeight: byDefault(usual.burstHeight, reason) };
  }
  const { burstsPerDay, burstHeight } = dynamics;
  const error = burstsPerDay / Math.sqrt(Math.max(1, seen.bursts.get(loud)!.perDay * days));
  if (tellsHeight(seen, loud, usual.burstHeight)) {
    return { burstsPerDay: fitted(decimals(burstsPerDay, 2), error), burstHeight: fitted(decimals(burstHeight, 2)) };
  }
  return {
    burstsPerDay: fitted(decimals(burstsPerDay, 2), error, 'as many as there are of the usual height'),
    burstHeight: byDefault(usual.burstHeight, 'most bursts are too low to be told from noise'),
  };
}

function releaseEstimates(
  { dynamics }: Profile,
  { releases }: DayStatistics,
  usual: Dynamics,
): Pick<IntradayFit['dynamics'], 'releasesPerDay' | 'releaseDepth'> {
  const { releasesPerDay, releaseDepth } = usual;
  if (!releases) {
    const reason = 'memory is missing';
    return { releasesPerDay: byDefault(releasesPerDay, reason), releaseDepth: byDefault(releaseDepth, reason) };
  }
  if (releases.perDay <= RARE) {
    const reason = 'no releases were seen';
    return { releasesPerDay: byDefault(releasesPerDay, reason), releaseDepth: fitted(0, undefined, reason) };
  }
  return {
    releasesPerDay: fitted(significant(dynamics.releasesPerDay, 3)),
    releaseDepth: fitted(significant(dynamics.releaseDepth, 3)),
  };
}
