import { bucketsOf, SAMPLE_MS } from '../model/samples.js';
import { SLOTS } from '../model/shape.js';
import type { Zone } from '../model/zone.js';
import type { Metric } from '../profiles/profile.js';
import type { Buckets } from './buckets.js';
import { unbound } from './unbound.js';

/** Whole days of samples of each metric, one below the other. */
export interface SampleDays {
  /** Day numbers, rising; those with a change of clocks are left out. Shape [n]. */
  readonly days: Int32Array;
  /** Samples before the bound, slot by slot; NaN where there is none. Shape [n · 288]. */
  readonly samples: ReadonlyMap<Metric, Float64Array>;
}

/** As many days tell all there is to tell of a day. */
const MOST_DAYS = 120;

/**
 * Days of 24 hours, evenly chosen where there are many.
 *
 * @param candidates - Days to choose from, once or for each metric: of each there are enough.
 */
export function sampleDays(
  all: ReadonlyMap<Metric, Buckets>,
  zone: Zone,
  candidates: readonly Int32Array[],
  ceilingOf: (metric: Metric) => number,
): SampleDays {
  const isWhole = (day: number): boolean => {
    const { first, count } = bucketsOf(zone, day);
    const local = first * SAMPLE_MS + zone.offset(first * SAMPLE_MS);
    return count === SLOTS && Math.floor(local / SAMPLE_MS) % SLOTS === 0;
  };
  const chosen = candidates.flatMap((from) => {
    const whole = from.filter(isWhole);
    const size = Math.min(MOST_DAYS, whole.length);
    return Array.from({ length: size }, (_, i) => whole[Math.floor((i * whole.length) / size)]!);
  });
  const days = Int32Array.from(new Set(chosen)).sort();
  const samples = new Map<Metric, Float64Array>();
  for (const [metric, { first, values }] of all) {
    const ceiling = ceilingOf(metric);
    const rows = new Float64Array(days.length * SLOTS);
    days.forEach((day, row) => {
      const from = bucketsOf(zone, day).first - first;
      for (let slot = 0; slot < SLOTS; slot++) {
        rows[row * SLOTS + slot] = unbound(values[from + slot] ?? NaN, ceiling);
      }
    });
    samples.set(metric, rows);
  }
  return { days, samples };
}
