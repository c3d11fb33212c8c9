import { bound } from '../model/bound.js';
import { RARE } from '../profiles/events.js';
import { type Metric, METRICS, type Profile } from '../profiles/profile.js';
import { dynamicStep, type FigureStep, metricStep, persistenceStep, roughnessStep } from './figureSteps.js';
import type { SampleDays } from './sampleDays.js';
import { distance, type Signature, signature } from './signature.js';
import { simulatedDays } from './simulate.js';
import { LEAST_DUTY, MOST_DUTY, taskStarts } from './taskStart.js';

/** What is known otherwise, and so not looked for. */
export interface KnownFigures {
  readonly persistence: boolean;
  /** Metrics whose tail is known. */
  readonly tails: ReadonlySet<Metric>;
}

/** As near as one server of a profile is to another: .14 to .25 where figures found directly are all there is to find. */
const ALIKE = 0.3;
/** Sizes of the steps, one look at every figure with each. */
const SIZES = [1, 0.5, 0.25] as const;
/** A move counts that brings the server nearer by this share: what is as good as before stays. */
const LEAST_GAIN = 0.001;
/**
 * Tasks are taken where they bring the leading metric, by which they are told, so much nearer, and the whole no farther:
 * they are another kind of server.
 */
const CLEARLY = 0.75;
/** The share of days with events from which they are looked for. */
const SOME_EVENTS = 0.1;
/** The share of days with work from which idle ones are looked for. */
const SOME_IDLE = 0.8;

/**
 * Indirect inference once more, now of what has no statistic of its own: the figures of a profile with which a simulated
 * server has most nearly the data's {@link signature}, looked for one by one. Days that stand out may be a law of all days
 * or rare events, and what is on and off may be tasks; the nearest of these is taken.
 *
 * @param profile - What is known so far.
 */
export function mostAlike(profile: Profile, { days, samples }: SampleDays, known: KnownFigures): Profile {
  const seen = new Map<Metric, Signature>();
  for (const [metric, rows] of samples) {
    const { ceiling } = profile[metric];
    const features = signature(rows.map((value) => bound(value, ceiling)));
    // A metric that never moves has none.
    if (features.some(Number.isFinite)) seen.set(metric, features);
  }
  if (seen.size === 0) return profile;

  const first = trialOf(profile, seen);
  if (first.away < ALIKE) return profile;

  const steps = stepsOf(profile, [...seen.keys()], known);
  // The jobs of the night rest on some days; other work may be events.
  const [activeDays, step] = profile.batchNightWindow
    ? [SOME_IDLE, dynamicStep('activeDays', 1.2, RARE, 1)]
    : [SOME_EVENTS, dynamicStep('activeDays', 2, 1 / Math.min(MOST_DAYS, days.length), MOST_EVENTS)];
  const withIdle = { ...profile, dynamics: { ...profile.dynamics, activeDays } };
  const [law, rare] = [
    { steps, trial: first },
    { steps: [step, ...steps], trial: trialOf(withIdle, seen) },
  ].map((start) => ({ ...start, trial: look(start.trial, start.steps, seen, 1) })) as [Start, Start];
  let nearest = rare.trial.away < law.trial.away ? rare : law;
  const tasks = nearestMetrics(taskStarts(profile, samples)?.map((start) => trialOf(start, seen)));
  if (tasks) {
    const ofTasks = stepsOfTasks(tasks, [...seen.keys()], known);
    const trial = look(trialOf(tasks, seen), ofTasks, seen, 1);
    const leader = METRICS.find((metric) => seen.has(metric))!;
    const isClear = trial.distances.get(leader)! < CLEARLY * nearest.trial.distances.get(leader)!;
    if (isClear && trial.away < nearest.trial.away) nearest = { steps: ofTasks, trial };
  }
  return SIZES.reduce((trial, size) => look(trial, nearest.steps, seen, size), nearest.trial).profile;
}

/** What to move, from where. */
interface Start {
  readonly steps: readonly FigureStep[];
  readonly trial: Trial;
}

/** Of each metric the figures of the profile with which it looks most like the data. */
function nearestMetrics(trials: readonly Trial[] | undefined): Profile | undefined {
  const [one, other] = trials ?? [];
  if (!one || !other) return undefined;
  const nearer = [...one.distances].filter(([metric, distance]) => other.distances.get(metric)! < distance);
  return { ...one.profile, ...Object.fromEntries(nearer.map(([metric]) => [metric, other.profile[metric]])) };
}

/** Days with events are one in a hundred or more, and rarer than the others. */
const MOST_DAYS = 100;
const MOST_EVENTS = 0.49;

function stepsOf(profile: Profile, metrics: readonly Metric[], known: KnownFigures): readonly FigureStep[] {
  const { dynamics } = profile;
  const bursts = [
    dynamicStep('burstHeight', 2, 0.01, 10),
    dynamicStep('burstTail', 1.6, 0.5, 10),
    dynamicStep('burstsPerDay', 2, 0.02, 24),
  ];
  return [
    dynamicStep('episodeHours', 2, 1.5, 24),
    ...(dynamics.burstsPerDay > 0 ? bursts : []),
    ...metrics.filter((metric) => !known.tails.has(metric)).map((metric) => metricStep(metric, 'tail', 1.6, 0.05, 1.5)),
    ...(known.persistence ? [] : [persistenceStep]),
    // These have statistics of their own: they come last, and the volatility, without which all but the level would look
    // the same, stays near what was found.
    ...metrics.flatMap((metric) => {
      const { volatility } = profile[metric];
      const [least, most] = [volatility / VOLATILITY_ROOM, Math.min(1, volatility * VOLATILITY_ROOM)];
      return [metricStep(metric, 'volatility', 1.7, least, most), roughnessStep(metric)];
    }),
  ];
}

/** The same of a server that runs tasks: how long and on how many days, and the noise beside them. */
function stepsOfTasks(profile: Profile, metrics: readonly Metric[], known: KnownFigures): readonly FigureStep[] {
  return [
    dynamicStep('dutyCycle', 1.4, LEAST_DUTY, MOST_DUTY),
    dynamicStep('activeDays', 1.15, RARE, 1),
    ...metrics.flatMap((metric) => [
      metricStep(metric, 'quietLevel', 1.6, 0.01, 1),
      metricStep(metric, 'volatility', 1.7, 0.01, 1),
      // Idle days pass for a memory that is not theirs: days enough to tell the one tell the std.
      ...(known.persistence ? [] : [metricStep(metric, 'std', 1.25, 0.1, 100)]),
      // Of a metric alone, the height of the bursts is as good.
      ...(metrics.length > 1 ? [metricStep(metric, 'burstGain', 2, 0.01, 1000)] : []),
      ...(known.tails.has(metric) ? [] : [metricStep(metric, 'tail', 1.6, 0.05, 1.5)]),
    ]),
    ...stepsOf(profile, [], known),
    ...metrics.map(roughnessStep),
  ];
}

/** By how much a volatility that was found directly may be off. */
const VOLATILITY_ROOM = 1.35;

/** A profile, and how far from the data's its metrics look. */
interface Trial {
  readonly profile: Profile;
  readonly distances: ReadonlyMap<Metric, number>;
  /** Mean of the distances. */
  readonly away: number;
}

/** @param changed - The one metric that looks otherwise than in `before`; undefined where all may. */
function trialOf(profile: Profile, seen: ReadonlyMap<Metric, Signature>, before?: Trial, changed?: Metric): Trial {
  const metrics = changed === undefined ? [...seen.keys()] : [changed];
  const looks = simulatedDays(profile, 1 + Math.max(...metrics.map((metric) => METRICS.indexOf(metric))));
  const distances = new Map(before?.distances);
  for (const metric of metrics) distances.set(metric, distance(seen.get(metric)!, signature(looks.get(metric)!)));
  const all = [...distances.values()];
  return { profile, distances, away: all.reduce((sum, value) => sum + value, 0) / all.length };
}

/** Moves each figure by steps of a size, in either direction, for as long as it brings the server nearer. */
function look(start: Trial, steps: readonly FigureStep[], seen: ReadonlyMap<Metric, Signature>, size: number): Trial {
  let best = start;
  for (const { metric, move } of steps) {
    for (const by of [size, -size]) {
      const before = best;
      for (;;) {
        const next = trialOf(move(best.profile, by), seen, best, metric);
        if (!(next.away < (1 - LEAST_GAIN) * best.away)) break;
        best = next;
      }
      if (best !== before) break;
    }
  }
  return best;
}
