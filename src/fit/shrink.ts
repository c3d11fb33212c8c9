import type { Told } from './calendarFactors.js';
import { decimals } from './estimate.js';

/** How far the growth of servers lies from the generic one's, a year; chosen by eye above the archetypes' spread of .05. */
export const GROWTH_SPREAD = 0.1;

/** What data told of a number, drawn towards what was known before. */
export interface Shrunk extends Told {
  /** Weight of the data, 0–1. */
  readonly weight: number;
}

/** Share of the data's word from which on a number is told by them. */
export const LEAST_WEIGHT = 0.1;
/** And from which on the usual one has no part worth a word. */
const MOST_WEIGHT = 0.95;

/** A number that lies this many errors beyond what the prior has room for is no sample of it. */
const REFUTED = 3;

/**
 * The mean of a told number and a prior one, each weighted by what it is sure of (the posterior mean of normal laws). A
 * prior that the data refute is as wide as they ask for (empirical Bayes, from {@link REFUTED} errors on): else sure data
 * of a fast growth would be told as half of it. In less than a year an error counts for so much more there, since noise
 * that remembers wanders as growth does.
 *
 * @param years - How much time the data have.
 */
export function shrink(told: Told, prior: number, spread: number, years: number): Shrunk {
  const variance = told.error * told.error;
  if (variance === Infinity) return { value: prior, error: spread, weight: 0 };
  const away = told.value - prior;
  const room = spread * spread + variance / Math.min(1, years * years);
  const wide = spread * spread + Math.max(0, away * away - REFUTED * REFUTED * room);
  const weight = wide / (wide + variance);
  return { value: prior + weight * away, error: Math.sqrt(variance * weight), weight };
}

/** How much of a number the data told, in words, where that is not as good as all of it. */
export function shareOf({ weight }: Shrunk, usual: number): string | undefined {
  if (weight > MOST_WEIGHT) return undefined;
  return `${String(Math.round(100 * weight))} % the data's, the rest the usual ${String(decimals(usual, 3))}`;
}
