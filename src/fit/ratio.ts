import { clamp } from './estimate.js';

/** A ratio by which to move; a step is never larger than tenfold. */
export function ratio(asked: number, found: number): number {
  const whole = asked / found;
  return Number.isFinite(whole) ? clamp(whole, 0.1, 10) : 1;
}
