import { peakDuration } from '../profiles/peakDuration.js';
import type { PeakHours } from '../profiles/profile.js';

/** 5-minute samples in a day of 24 hours: the slots of a shape. */
export const SLOTS = 288;
export const SLOTS_PER_HOUR = 12;

/** Longest rise to the busy plateau, in hours; the fall is as long. Chosen by eye on hourly request rates. */
const LONGEST_RISE = 3;
/** How much lower the edges of the plateau are than its middle. */
const DOME = 0.12;

/**
 * How busy each slot of the day is: 0 outside the peak hours, about 1 inside, smooth between, highest in the middle.
 * Shape [288], local time.
 */
export function busyHours(peakHours: PeakHours): Float64Array {
  const { start } = peakHours;
  const duration = peakDuration(peakHours);
  const rise = Math.min(LONGEST_RISE, duration, 24 - duration);
  const busy = new Float64Array(SLOTS);
  for (let slot = 0; slot < SLOTS; slot++) {
    const hour = (slot + 0.5) / SLOTS_PER_HOUR;
    const turned = hour - start + 24;
    const since = turned >= 24 ? turned - 24 : turned;
    const fromMiddle = Math.abs(since - duration / 2);
    const inside = duration / 2 - Math.min(fromMiddle, 24 - fromMiddle);
    const plateau = rise === 0 ? 1 : smoothstep(inside / rise + 0.5);
    const dome = Math.max(0, (2 * inside) / duration);
    busy[slot] = plateau * (1 - DOME * (1 - dome) * (1 - dome));
  }
  return busy;
}

/** 0 up to 0, 1 from 1 on, smooth between. */
export function smoothstep(x: number): number {
  if (x <= 0) return 0;
  return x >= 1 ? 1 : x * x * (3 - 2 * x);
}
