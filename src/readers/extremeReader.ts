import { BUCKET_SECONDS } from '../model/cascade.js';
import { DAY_MS } from '../model/civil.js';
import { highestOf, lowestOf, setIntegrals } from '../model/refine.js';
import { bucketsOf, SAMPLE_MS } from '../model/samples.js';
import { dayAt } from '../model/zone.js';
import { roundTo } from '../num/round.js';
import { type Reader, type Reading, rowsOf } from './reading.js';
import { moveTo, type RefinedParts, refinedParts, sampleAt } from './refinedParts.js';

/**
 * Steps of whole samples or days: the highest or the lowest of their seconds, so that a close look finds what the wide one
 * says. Of a sample that cannot have it, no second is drawn.
 */
export function extremeReader({ model, window, metrics }: Reading, statistic: 'max' | 'min'): Reader {
  const { rows, width } = rowsOf(metrics);
  const { scale, zone } = model;
  const { first, stepMs, unit } = window;
  const parts = refinedParts(model, rows, width, 1);
  // The lowest is the highest of what is turned upside down.
  const sign = statistic === 'max' ? 1 : -1;
  const found = new Float64Array(rows.length);
  const days = stepMs / DAY_MS;
  return (skip, count, time, values, at) => {
    for (let i = 0; i < count; i++) {
      found.fill(-Infinity);
      const place = skip + i;
      if (unit === 'days') {
        const ordinal = first + place * days;
        time[at + i] = zone.startOf(dayAt(zone, ordinal));
        for (let day = ordinal; day < ordinal + days; day++) {
          const buckets = bucketsOf(zone, dayAt(zone, day));
          addHighest(parts, buckets.first, buckets.count, sign, found);
        }
      } else {
        const fromMs = first + place * stepMs;
        time[at + i] = fromMs;
        addHighest(parts, fromMs / SAMPLE_MS, stepMs / SAMPLE_MS, sign, found);
      }
      for (let column = 0; column < rows.length; column++) {
        values[column]![at + i] = roundTo(sign * found[column]!, scale);
      }
    }
  };
}

/** Raises what was found of each metric to the highest second of `count` buckets. */
function addHighest(parts: RefinedParts, first: number, count: number, sign: number, found: Float64Array): void {
  const { samples, rows, refined, integrals } = parts;
  // None of a sample's seconds need be looked at that are all below the mean of another.
  for (let bucket = first; bucket < first + count; bucket++) {
    for (let column = 0; column < rows.length; column++) {
      found[column] = Math.max(found[column]!, sign * sampleAt(samples, rows[column]!, bucket));
    }
  }
  for (let bucket = first; bucket < first + count; bucket++) {
    moveTo(parts, bucket);
    for (let column = 0; column < rows.length; column++) {
      const part = refined[rows[column]!]!;
      if (sign * (sign > 0 ? highestOf(part) : lowestOf(part)) <= found[column]!) continue;
      setIntegrals(part, 0, 1, BUCKET_SECONDS + 1, integrals);
      for (let second = 0; second < BUCKET_SECONDS; second++) {
        found[column] = Math.max(found[column]!, sign * (integrals[second + 1]! - integrals[second]!));
      }
    }
  }
}
