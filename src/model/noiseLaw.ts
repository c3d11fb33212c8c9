import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { MOST_OF_EVENTS, RARE } from '../profiles/events.js';
import type { MetricProfile, Profile } from '../profiles/profile.js';
import { highestUnbent } from './bound.js';
import { between, tailWithin, weightOf } from './tailWithin.js';

/**
 * The law of one metric's daily noise, of mean 1: on a day with work `active · (1 − weight + weight · exp(tail · z −
 * tail² / 2))` for a standard normal z, on an idle day `idle` times the same.
 *
 * It is a log-normal law, shifted so that its skewness is a matter of `tail` and its standard deviation one of `weight`:
 * servers whose days differ little have bad days too. Near the ceiling both are below 0, and the law is mirrored: days
 * differ downwards, where there is room. Idle days multiply all metrics at once.
 */
export interface NoiseLaw {
  readonly active: number;
  readonly idle: number;
  /** Standard deviation that the idle days alone would give. */
  readonly idleDeviation: number;
  readonly weight: number;
  readonly tail: number;
}

/**
 * The law with the standard deviation that a profile asks for.
 *
 * @param withCpu - The metric's correlation with the CPU: idle days and events move it as far as it goes with the CPU.
 * @param lowest - How far the tail gives way to the ceiling, at most.
 */
export function noiseLaw(
  metric: MetricProfile,
  { dynamics: { activeDays }, weekendFactor }: Pick<Profile, 'dynamics' | 'weekendFactor'>,
  withCpu: number,
  lowest: number = LOWEST_TAILS[0],
): NoiseLaw {
  const deviation = metric.std / 100;
  const most = Math.max(0, withCpu) * deviation;
  const natural =
    activeDays < RARE
      ? MOST_OF_EVENTS * most
      : Math.min(quietDeviation(activeDays, metric.quietLevel), MOST_OF_STD * most);
  const { active, idle, idleDeviation } = idleLaw(activeDays, natural);
  const variance = Math.max(0, (1 + deviation * deviation) / (1 + idleDeviation * idleDeviation) - 1);
  // Below this tail the law would reach below 0.
  const upward = Math.max(metric.tail, Math.sqrt(log(1 + variance)));
  if (variance === 0) return { active, idle, idleDeviation, weight: 0, tail: upward };
  const usual = workingDay(metric, weekendFactor);
  const near = Math.min(1, (usual / metric.ceiling - FAR_BELOW) / (NEAR - FAR_BELOW));
  const room = highestUnbent(usual * active, metric.ceiling) / (usual * active) - 1;
  const leans = lowest < upward && near > 0 && room > 0;
  const tail = leans ? between(upward, tailWithin(room, variance, upward, lowest), near) : upward;
  return { active, idle, idleDeviation, weight: weightOf(variance, tail), tail };
}

/**
 * Usual levels, as shares of the ceiling, below which the tail does not give way, and from which on it does wholly: what is
 * mostly far below has its rare days at the ceiling, as real servers do, even if a part of the std is lost there.
 */
const FAR_BELOW = 0.4;
const NEAR = 0.7;

/** About the level of a working day where weekends are lower, else of all days. */
export function workingDay(
  { base, calendarResponse }: Pick<MetricProfile, 'base' | 'calendarResponse'>,
  weekendFactor: number,
): number {
  return base / (1 - (2 / 7) * calendarResponse * Math.max(0, 1 - weekendFactor));
}

/** How far tails give way to the ceiling, step by step: not as far as they go where that would separate the metrics. */
export const LOWEST_TAILS = [-0.35, -0.15, 0] as const;

/** Standard deviation that idle days as low as the quiet hours would give. */
function quietDeviation(activeDays: number, quietLevel: number): number {
  return (Math.sqrt(activeDays * (1 - activeDays)) * (1 - quietLevel)) / (activeDays + (1 - activeDays) * quietLevel);
}

/** The two levels, of mean 1, that have a standard deviation. */
function idleLaw(activeDays: number, idleDeviation: number): Pick<NoiseLaw, 'active' | 'idle' | 'idleDeviation'> {
  if (activeDays === 1) return { active: 1, idle: 1, idleDeviation: 0 };
  const ratio = Math.sqrt((1 - activeDays) / activeDays);
  // Below 0 no load can fall.
  const deviation = Math.min(idleDeviation, 0.99 * ratio);
  return { active: 1 + deviation * ratio, idle: 1 - deviation / ratio, idleDeviation: deviation };
}

/** Days with work differ too: idle days take at most this share of the CPU's standard deviation. */
const MOST_OF_STD = 0.9;

/** The load between tasks, as a ratio of that while they run: as low as on an idle day, where there are idle days. */
export function idleLevel({ idle, active }: NoiseLaw, quietLevel: number): number {
  return idle === active ? quietLevel : idle / active;
}

/** The factor of a day with a given normal number. */
export function noiseFactor(law: NoiseLaw, z: number, isIdle = false): number {
  return (isIdle ? law.idle : law.active) * ownFactor(law, z);
}

/** What the number alone makes of a day, whether it has work or is idle. */
export function ownFactor({ weight, tail }: NoiseLaw, z: number): number {
  return Math.max(LEAST_FACTOR, 1 - weight + weight * exp(tail * z - (tail * tail) / 2));
}

/** A mirrored law would reach below 0 once in a lifetime. */
export const LEAST_FACTOR = 1e-9;

/** The covariance of two metrics' noise whose normal numbers have the correlation `rho`. */
export function covariance(one: NoiseLaw, other: NoiseLaw, rho: number): number {
  const shared = 1 + one.idleDeviation * other.idleDeviation;
  return shared * (1 + one.weight * other.weight * (exp(rho * one.tail * other.tail) - 1)) - 1;
}

/** By how much it rises with `rho`. */
export function covarianceSlope(one: NoiseLaw, other: NoiseLaw, rho: number): number {
  const shared = 1 + one.idleDeviation * other.idleDeviation;
  const tails = one.tail * other.tail;
  return shared * one.weight * other.weight * tails * exp(rho * tails);
}

/** The correlation of the normal numbers that gives two metrics' noise a covariance; NaN or beyond ±1 where none does. */
export function correlationFor(one: NoiseLaw, other: NoiseLaw, asked: number): number {
  const shared = 1 + one.idleDeviation * other.idleDeviation;
  const excess = ((1 + asked) / shared - 1) / (one.weight * other.weight);
  return (excess <= -1 ? -Infinity : log(1 + excess)) / (one.tail * other.tail);
}
