import type { PeakHours } from './profile.js';

/** Hours from the start of the busy plateau to its end, over midnight where need be: above 0 to 24. */
export function peakDuration({ start, end }: PeakHours): number {
  return end > start ? end - start : end - start + 24;
}
