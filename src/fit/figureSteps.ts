import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import type { Dynamics, Metric, MetricProfile, Profile } from '../profiles/profile.js';
import { clamp } from './estimate.js';

/** A figure of a profile that is looked for in steps. */
export interface FigureStep {
  /** The metric that alone is moved by it; undefined where all are. */
  readonly metric: Metric | undefined;
  /** The profile with the figure moved by some steps, which may be negative or a part of one. */
  readonly move: (profile: Profile, steps: number) => Profile;
}

/** A figure of the dynamics that a step multiplies. */
export function dynamicStep(name: keyof Dynamics, factor: number, low: number, high: number): FigureStep {
  return {
    metric: undefined,
    move: (profile, steps) =>
      withDynamics(profile, { [name]: times(profile.dynamics[name], factor, steps, low, high) }),
  };
}

/** The persistence, whose odds a step multiplies. */
export const persistenceStep: FigureStep = {
  metric: undefined,
  move: (profile, steps) => {
    const { persistence } = profile.dynamics;
    const odds = times(persistence / (1 - persistence), ODDS_FACTOR, steps, LEAST_ODDS, MOST_ODDS);
    return withDynamics(profile, { persistence: odds / (1 + odds) });
  },
};

const ODDS_FACTOR = 4.5;
const [LEAST_ODDS, MOST_ODDS] = [0.02, 50];

/** A figure of one metric that a step multiplies. */
export function metricStep(
  metric: Metric,
  name: Exclude<keyof MetricProfile, 'jobLevel'>,
  factor: number,
  low: number,
  high: number,
): FigureStep {
  return {
    metric,
    move: (profile, steps) => withFigure(profile, metric, name, times(profile[metric][name], factor, steps, low, high)),
  };
}

/** A metric's roughness, to which a step adds. */
export function roughnessStep(metric: Metric): FigureStep {
  return {
    metric,
    move: (profile, steps) =>
      withFigure(profile, metric, 'roughness', clamp(profile[metric].roughness + 0.3 * steps, 0, 1)),
  };
}

function times(value: number, factor: number, steps: number, low: number, high: number): number {
  return clamp(value * exp(steps * log(factor)), low, high);
}

function withDynamics(profile: Profile, dynamics: Partial<Dynamics>): Profile {
  return { ...profile, dynamics: { ...profile.dynamics, ...dynamics } };
}

function withFigure(profile: Profile, metric: Metric, name: keyof MetricProfile, value: number): Profile {
  return { ...profile, [metric]: { ...profile[metric], [name]: value } };
}
