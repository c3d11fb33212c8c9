import type { Told } from './calendarFactors.js';

/** How far the growth of servers lies from the generic one's, a year; chosen by eye above the archetypes' spread of .05. */
export const GROWTH_SPREAD = 0.1;

/** What data told of a number, drawn towards what was known before. */
export interface Shrunk extends Told {
  /** Weight of the data, 0–1. */
  readonly weight: number;
}

/** The mean of a told number and a prior one, each weighted by what it is sure of (the posterior mean of normal laws). */
export function shrink(told: Told, prior: number, spread: number): Shrunk {
  const variance = told.error * told.error;
  const weight = variance === Infinity ? 0 : (spread * spread) / (spread * spread + variance);
  return { value: prior + weight * (told.value - prior || 0), error: spread * Math.sqrt(1 - weight), weight };
}
