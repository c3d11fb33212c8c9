import { BUCKET_SECONDS } from '../model/cascade.js';
import type { Model } from '../model/compile.js';
import { type RefinedBucket, refinedBuckets, setBucket } from '../model/refine.js';
import { dayWith, samplesByBucket, type SamplesByBucket } from './sampleReader.js';

/** The buckets of a server's metrics, of which one at a time is refined. */
export interface RefinedParts {
  readonly samples: SamplesByBucket;
  readonly rows: readonly number[];
  /** In the order of `METRICS`. */
  readonly refined: readonly RefinedBucket[];
  /** The number of the bucket that is refined. */
  bucket: number;
  /** Room for the integrals of a bucket of one metric: one for each second, and for the end. */
  readonly integrals: Float64Array;
}

/** @param unit - See `refinedBuckets`. */
export function refinedParts(model: Model, rows: readonly number[], width: number, unit: number): RefinedParts {
  return {
    samples: samplesByBucket(model, width),
    rows,
    refined: refinedBuckets(model, unit),
    bucket: NaN,
    integrals: new Float64Array(BUCKET_SECONDS + 1),
  };
}

/** Refines a bucket of all metrics, if it is not the one that is. */
export function moveTo(parts: RefinedParts, bucket: number): void {
  if (bucket === parts.bucket) return;
  parts.bucket = bucket;
  const { samples, rows, refined } = parts;
  const day = dayWith(samples, bucket);
  const at = bucket - day.first;
  const isInside = at > 0 && at < day.count - 1;
  for (const row of rows) {
    const metric = refined[row]!;
    if (isInside) {
      const values = day.values[row]!;
      setBucket(metric, bucket, values[at - 1]!, values[at]!, values[at + 1]!);
    } else {
      // A neighbour is on another day, which may be computed into the place of this one.
      const [before, value, after] = [bucket - 1, bucket, bucket + 1].map((number) => sampleAt(samples, row, number));
      setBucket(metric, bucket, before!, value!, after!);
    }
  }
}

export function sampleAt(samples: SamplesByBucket, row: number, bucket: number): number {
  const day = dayWith(samples, bucket);
  return day.values[row]![bucket - day.first]!;
}
