import { clamp } from './estimate.js';

/** The three effects of the calendar on a day's level. */
export const CALENDAR_EFFECTS = ['peak', 'trough', 'off'] as const;
export type CalendarEffect = (typeof CALENDAR_EFFECTS)[number];

/** A number that data told, with its standard error. */
export interface Told {
  readonly value: number;
  readonly error: number;
}

/** What the calendar does to the load, and how far each metric follows it. */
export interface CalendarFactors {
  /** What each effect adds to the load, as a ratio. */
  readonly effects: Readonly<Partial<Record<CalendarEffect, Told>>>;
  /** Of each metric, 0–1; the largest is 1. */
  readonly responses: readonly Told[];
}

const ROUNDS = 50;
/** Standard errors within which two responses count as the same. */
const SAME = 2;

/**
 * Splits what the calendar adds to each metric into what it adds to the load and how far the metric follows the load,
 * for that is how a profile has it. Weighted least squares, in turns.
 *
 * @param told - For each metric, of the effects that its days tell.
 */
export function splitCalendar(told: readonly Readonly<Partial<Record<CalendarEffect, Told>>>[]): CalendarFactors {
  const names = CALENDAR_EFFECTS.filter((name) => told.some((each) => each[name] !== undefined));
  let responses: readonly Told[] = told.map(() => ({ value: 1, error: Infinity }));
  let effects: readonly Told[] = [];
  const turn = (settle: (responses: readonly Told[]) => readonly Told[]): void => {
    effects = names.map((name) => weightedRatio(told.map((each, metric) => [each[name], responses[metric]!.value])));
    responses = settle(told.map((each) => weightedRatio(names.map((name, i) => [each[name], effects[i]!.value]))));
  };
  // Doubling one side of a product and halving the other changes nothing, so the scale is held at each turn.
  for (let round = 0; round < ROUNDS; round++) turn(withMost);
  const { full, scale } = followers(responses);
  const settle = (found: readonly Told[]): readonly Told[] =>
    found.map(({ value, error }, metric) => ({ value: full[metric] ? 1 : clamp(value, 0, 1), error }));
  responses = settle(responses.map(({ value, error }) => ({ value: value / scale, error: error / scale })));
  for (let round = 0; round < ROUNDS; round++) turn(settle);

  // Metrics err alike, so all of them together are hardly surer than the surest.
  const surest = names.map((name, i) => {
    const errors = told.map((each, metric) => (each[name]?.error ?? Infinity) / responses[metric]!.value);
    return [name, { value: effects[i]!.value, error: Math.min(...errors) }] as const;
  });
  return { effects: Object.fromEntries(surest), responses };
}

function withMost(responses: readonly Told[]): readonly Told[] {
  const most = Math.max(...responses.map(({ value, error }) => (error === Infinity ? 0 : value)));
  return most > 0 ? responses.map(({ value, error }) => ({ value: value / most, error: error / most })) : responses;
}

/**
 * The metrics that follow the load in full, and the response that this is: that of the surest metric which no other one
 * surpasses by more than their errors. (The largest response would be the one with the largest error.)
 */
function followers(responses: readonly Told[]): { full: readonly boolean[]; scale: number } {
  const sureness = ({ value, error }: Told): number => (value > 0 ? error / value : Infinity);
  let leader = responses.reduce((one, other) => (sureness(other) < sureness(one) ? other : one));
  // Where none follows, there is nothing to follow.
  if (sureness(leader) === Infinity) return { full: responses.map(() => true), scale: 1 };
  for (;;) {
    const ahead = responses.filter((each) => {
      const { value, error } = relativeTo(leader, each);
      return value - 1 > SAME * error;
    });
    if (ahead.length === 0) break;
    leader = ahead.reduce((one, other) => (other.value > one.value ? other : one));
  }
  const full = responses.map((each) => {
    const { value, error } = relativeTo(leader, each);
    return !(Math.abs(value - 1) > SAME * error);
  });
  return { full, scale: leader.value };
}

/** The ratio of two told numbers; one that is near 0 has a ratio near 0 that is as sure as itself. */
function relativeTo(leader: Told, each: Told): Told {
  const value = each.value / leader.value;
  const ofLeader = value * leader.error;
  return { value, error: Math.sqrt(each.error * each.error + ofLeader * ofLeader) / leader.value };
}

/** The ratio of told numbers to known ones, by least squares weighted by the errors. */
function weightedRatio(pairs: readonly (readonly [told: Told | undefined, known: number])[]): Told {
  let products = 0;
  let squares = 0;
  for (const [told, known] of pairs) {
    if (!told) continue;
    const weight = 1 / (told.error * told.error);
    products += weight * told.value * known;
    squares += weight * known * known;
  }
  return squares > 0 ? { value: products / squares, error: 1 / Math.sqrt(squares) } : { value: 1, error: Infinity };
}
