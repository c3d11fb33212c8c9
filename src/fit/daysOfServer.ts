import type { DaysOfServer, DayValues } from './dayValues.js';
import { medianOf } from './medianOf.js';

/** Share of the usual day from which on a metric is at work. */
const AT_WORK = 0.01;
/** Days on which one metric alone rests are what it does from this share on; fewer are a fault of what measures it. */
const SOME = 0.1;

/**
 * The days on which a server was on: all but those on which no metric reaches a hundredth of its usual day.
 *
 * Where one does and another rests, as it often does, the other has a hundredth of its usual day with load, for no level of a
 * profile is 0; a metric that always rests has none.
 */
export function daysOfServer({ first, values }: DayValues): DaysOfServer {
  const off = daysOff([...values.values()]);
  const on = Array.from(values, ([metric, days]) => [metric, daysOn(days, off)] as const);
  return { first, values: new Map(on), off };
}

function daysOff(metrics: readonly Float64Array[]): readonly boolean[] {
  const least = metrics.map((days) => AT_WORK * medianOf(days));
  return Array.from(metrics[0]!, (_, i) => {
    const isKnown = metrics.some((days) => Number.isFinite(days[i]));
    return isKnown && metrics.every((days, metric) => !(days[i]! > least[metric]!));
  });
}

function daysOn(days: Float64Array, off: readonly boolean[]): Float64Array {
  const on = days.map((value, i) => (off[i] ? NaN : value));
  const least = AT_WORK * medianOf(on.filter((value) => value > 0));
  const resting = on.filter((value) => value < least).length;
  const atRest = resting < SOME * on.filter(Number.isFinite).length ? NaN : least;
  return on.map((value) => (value < least ? atRest : value));
}
