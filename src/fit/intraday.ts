import { bound } from '../model/bound.js';
import {
  type Dynamics,
  type Metric,
  type MetricProfile,
  METRICS,
  type PeakHours,
  type Profile,
} from '../profiles/profile.js';
import { burstDynamics, burstFigures } from './burstEstimates.js';
import { burstPlan } from './burstPlan.js';
import { burstStart } from './burstStart.js';
import { hoursShape, nightShape } from './dayShape.js';
import { dayStatistics } from './dayStatistics.js';
import { byDefault, decimals, type Estimate, fitted, significant } from './estimate.js';
import { hoursAndJobs } from './hoursAndJobs.js';
import { fitHours, type HoursOfDay } from './hoursOfDay.js';
import { jobFigures } from './jobEstimates.js';
import { byCpu } from './moveBursts.js';
import { type KnownFigures, mostAlike } from './mostAlike.js';
import { beginProfile, moveProfile } from './moveProfile.js';
import { releaseDynamics } from './releaseEstimates.js';
import type { SampleDays } from './sampleDays.js';
import { sharedDynamics } from './sharedEstimates.js';
import { meanOverP95 } from './signature.js';
import { simulate, simulatedDays } from './simulate.js';

/** Figures of one metric that its samples tell. */
type SampleFigures = Record<
  'std' | 'quietLevel' | 'volatility' | 'roughness' | 'tail' | 'burstShare' | 'burstGain',
  Estimate
> & { jobLevel: Estimate<number | undefined> };

/** What the samples within a day tell. */
export interface IntradayFit {
  readonly metrics: ReadonlyMap<Metric, Readonly<Partial<SampleFigures>>>;
  readonly peakHours: Readonly<Record<keyof PeakHours, Estimate>>;
  readonly batchNightWindow: Estimate<boolean>;
  readonly dynamics: Readonly<Partial<Record<keyof Dynamics, Estimate>>>;
}

const ROUNDS = 3;

/**
 * Fits hours, quiet levels, noise, bursts and releases by indirect inference (C. Gouriéroux, A. Monfort and E. Renault,
 * Journal of Applied Econometrics 8, 1993): what is seen of the data is also seen of a simulated server, and its profile
 * is moved until both look the same. So whatever hides a part of the bursts, or adds to the noise, does so in both.
 *
 * @param isWorkingDay - Of each row: days off have hours of their own.
 * @param isFine - Whether there is a value every 5 minutes; else only hours and quiet levels are told.
 * @param profile - Of which all that days tell holds.
 * @param known - What days tell of what samples may tell too.
 */
export function fitIntraday(
  data: SampleDays,
  isWorkingDay: (row: number) => boolean,
  isFine: boolean,
  profile: Profile,
  known: KnownFigures,
): IntradayFit {
  const { days } = data;
  // What is simulated has no jobs, so those that a profile says are taken out of the data.
  const jobs = isFine ? hoursAndJobs(data, isWorkingDay) : undefined;
  const { hours, samples } = jobs ?? { hours: fitHours(data.samples, isWorkingDay), samples: data.samples };
  const shape =
    hours.kind === 'night' ? nightShape : hoursShape(hours.kind === 'none' ? profile.peakHours : hours.hours);
  const seen = dayStatistics(samples, shape);
  const start = jobs ? burstStart(profile, seen, [...jobs.short.jobs, ...jobs.long.jobs]) : profile;
  const plan = burstPlan(seen, start, days.length);
  let trial = beginProfile(withJobs(start, 0), hours, seen);
  for (let round = 0; isFine && round < ROUNDS; round++) {
    trial = moveProfile(trial, seen, dayStatistics(simulate(trial), shape), plan);
  }
  const direct = byCpu(trial, plan, start.cpu.burstGain);
  trial = isFine ? mostAlike(direct, { days, samples }, known) : direct;
  const isMoved = (metric: Metric, name: keyof MetricProfile): boolean => trial[metric][name] !== direct[metric][name];
  const metrics = [...samples.keys()].map((metric) => {
    const { std, quietLevel, volatility, roughness, tail, burstGain } = trial[metric];
    const told = (name: keyof MetricProfile, value: number): Estimate =>
      fitted(value, undefined, isMoved(metric, name) ? LIKEST : undefined);
    const noise = isFine
      ? {
          volatility: told('volatility', significant(volatility, 3)),
          roughness: told('roughness', decimals(roughness, 2)),
          ...(tail === profile[metric].tail ? {} : { tail: told('tail', decimals(tail, 2)) }),
          ...burstFigures(trial, metric, plan, { start, usual: profile }),
          ...(isMoved(metric, 'std') && { std: told('std', significant(std, 3)) }),
          ...(isMoved(metric, 'burstGain') && { burstGain: told('burstGain', significant(burstGain, 3)) }),
        }
      : {
          volatility: byDefault(profile[metric].volatility, COARSE),
          jobLevel: byDefault(profile[metric].jobLevel, COARSE),
        };
    const quiet = fitted(
      decimals(quietLevel, 3),
      undefined,
      isFine ? unlike(trial, metric, samples.get(metric)!) : undefined,
    );
    const jobLevel = jobs?.levels.get(metric);
    return [metric, { quietLevel: quiet, ...noise, ...(jobLevel && { jobLevel }) }] as const;
  });
  const dynamics = jobs
    ? {
        ...burstDynamics(direct, seen, plan, days.length, { start, usual: profile }),
        ...releaseDynamics(trial, seen, profile.dynamics),
        ...sharedDynamics(trial, seen, profile.dynamics),
        ...movedDynamics(trial.dynamics, direct.dynamics),
        ...jobFigures(trial, jobs, profile),
      }
    : Object.fromEntries(BELOW_DAY.map((name) => [name, byDefault(profile.dynamics[name], COARSE)]));
  return { metrics: new Map(metrics), ...hourEstimates(hours, profile, trial), dynamics };
}

function withJobs(profile: Profile, jobsPerDay: number): Profile {
  return { ...profile, dynamics: { ...profile.dynamics, jobsPerDay } };
}

/** A mean that is so many times another, or less, is another. */
const UNLIKE = 1.25;

/** What to mind where a server of the profile has another mean than the data, at the same daily P95; else nothing. */
function unlike(profile: Profile, metric: Metric, rows: Float64Array): string | undefined {
  const seen = meanOverP95(rows.map((value) => bound(value, profile[metric].ceiling)));
  const looks = meanOverP95(simulatedDays(profile, METRICS.indexOf(metric) + 1).get(metric)!);
  if (!(Math.max(looks / seen, seen / looks) > UNLIKE)) return undefined;
  const [ours, theirs] = [looks, seen].map((share) => `${String(Math.round(100 * share))} %`);
  return `the mean of a server of this is ${ours!} of its daily P95, that of the data ${theirs!}`;
}

/** What was moved to make a server most like the data; a usual figure that is as near as any other stays. */
function movedDynamics(dynamics: Dynamics, before: Dynamics): IntradayFit['dynamics'] {
  const moved = LOOKED_FOR.filter((name) => dynamics[name] !== before[name]);
  return Object.fromEntries(moved.map((name) => [name, fitted(significant(dynamics[name], 3), undefined, LIKEST)]));
}

const LIKEST = 'a server with it looks most like the data';
const LOOKED_FOR = [
  'persistence',
  'episodeHours',
  'activeDays',
  'dutyCycle',
  'burstsPerDay',
  'burstHeight',
  'burstTail',
] as const satisfies readonly (keyof Dynamics)[];
const COARSE = 'samples more than 5 minutes apart';
const BELOW_DAY = [
  'episodeHours',
  'sharedLoad',
  'memoryFollowsLoad',
  'burstsPerDay',
  'burstHeight',
  'burstTail',
  'jobsPerDay',
  'jobMinutes',
  'releasesPerDay',
  'releaseDepth',
  'restartsPerMonth',
] as const;

function hourEstimates(
  { kind, hours, startError, endError }: HoursOfDay,
  profile: Profile,
  { dynamics }: Profile,
): Pick<IntradayFit, 'peakHours' | 'batchNightWindow'> {
  const { start, end } = profile.peakHours;
  const runsTasks = dynamics.dutyCycle < 1;
  if (kind === 'hours' && !runsTasks) {
    return {
      // Halves of the days differ by twice as much as all of them err.
      peakHours: { start: fitted(hours.start, startError / 2 + STEP), end: fitted(hours.end, endError / 2 + STEP) },
      batchNightWindow: fitted(false),
    };
  }
  const reason =
    kind === 'night'
      ? 'not used: the load is jobs in the night'
      : runsTasks
        ? 'not used: the load is tasks'
        : 'no hours of the day stand out';
  return {
    peakHours: { start: byDefault(start, reason), end: byDefault(end, reason) },
    batchNightWindow: kind === 'night' ? fitted(true) : byDefault(profile.batchNightWindow, reason),
  };
}

/** Half of the step in which hours are looked for. */
const STEP = 0.125;
