import type { Metric } from '../profiles/profile.js';

/** How a row's instant is written: `2026-01-01T00:00:00.000Z`, or the digits of epoch seconds or milliseconds. */
export type TimeNotation = 'iso' | 's' | 'ms';

/** All of {@link TimeNotation}. */
export const TIME_NOTATIONS: readonly TimeNotation[] = ['iso', 's', 'ms'];

/** The instant of the row. */
export interface TimeSlot {
  /** One of the notations, or that of SQL without a zone, `2026-01-01 00:00:00.000`. */
  readonly time: TimeNotation | 'sql';
  /** Milliseconds that are added. Defaults to 0. */
  readonly plusMs?: number;
}

/** The value of a metric, as the shortest decimal that reads back as the same number. */
export interface ValueSlot {
  readonly value: Metric;
  /** Places by which the decimal point moves to the left: 2 makes a ratio of a percentage. Defaults to 0. */
  readonly shift?: number;
}

/** The whole number that is nearest to some times the value of a metric: the bytes of a number of megabytes. */
export interface WholeSlot {
  readonly whole: Metric;
  readonly times: number;
}

/**
 * A row as text: what is the same in each row of a server as it stands, and slots between for what is not. This is all
 * that a text format says of its rows; writing them is {@link rowWriter}'s.
 */
export type Template = readonly (string | TimeSlot | ValueSlot | WholeSlot)[];
