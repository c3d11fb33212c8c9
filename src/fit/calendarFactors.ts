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

const ROUNDS = 200;

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
  for (let round = 0; round < ROUNDS; round++) {
    effects = names.map((name) => ratio(told.map((each, metric) => [each[name], responses[metric]!.value])));
    responses = told.map((each) => {
      const { value, error } = ratio(names.map((name, i) => [each[name], effects[i]!.value]));
      // A metric of which nothing is told, or whose load does not move, is taken to follow in full.
      return { value: error === Infinity ? 1 : clamp(value, 0, 1), error };
    });
    // Halving both sides of a product apart changes nothing: the one that follows most follows in full.
    const most = Math.max(...responses.map(({ value }) => value));
    if (most > 0) responses = responses.map(({ value, error }) => ({ value: value / most, error: error / most }));
  }
  return { effects: Object.fromEntries(names.map((name, i) => [name, effects[i]!])), responses };
}

/** The ratio of told numbers to known ones, by least squares weighted by the errors. */
function ratio(pairs: readonly (readonly [told: Told | undefined, known: number])[]): Told {
  let products = 0;
  let squares = 0;
  for (const [told, known] of pairs) {
    if (!told) continue;
    const weight = 1 / (told.error * told.error);
    products += weight * told.value * known;
    squares += weight * known * known;
  }
  return squares > 0 ? { value: products / squares, error: 1 / Math.sqrt(squares) } : { value: 0, error: Infinity };
}
