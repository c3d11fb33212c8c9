import type { Model } from '../model/compile.js';
import { type DaySamples, SAMPLE_MS, type SampleLayer, sampleLayer, samplesOf } from '../model/samples.js';
import { publish } from '../num/round.js';
import { type Reader, type Reading, rowsOf } from './reading.js';

/** Steps of 5 minutes: the canonical samples. */
export function sampleReader({ model, window, metrics }: Reading): Reader {
  const { rows, width } = rowsOf(metrics);
  const samples = samplesByBucket(model, width);
  const first = window.first / SAMPLE_MS;
  return (skip, count, time, values, at) => {
    readSamples(samples, rows, first + skip, count, time, values, at);
  };
}

function readSamples(
  samples: SamplesByBucket,
  rows: readonly number[],
  first: number,
  count: number,
  time: Float64Array,
  values: readonly Float64Array[],
  at: number,
): void {
  const { scale } = samples.layer.model;
  for (let done = 0; done < count;) {
    const bucket = first + done;
    done += readDay(dayWith(samples, bucket), bucket, count - done, rows, scale, time, values, at + done);
  }
}

/** Writes what a day has of `count` records from a bucket on. @returns How many these are. */
function readDay(
  day: DaySamples,
  bucket: number,
  count: number,
  rows: readonly number[],
  scale: number,
  time: Float64Array,
  values: readonly Float64Array[],
  at: number,
): number {
  const from = bucket - day.first;
  const taken = Math.min(count, day.count - from);
  for (let i = 0; i < taken; i++) time[at + i] = (bucket + i) * SAMPLE_MS;
  for (let column = 0; column < rows.length; column++) {
    publish(day.values[rows[column]!]!, from, taken, scale, values[column]!, at);
  }
  return taken;
}

/** The samples of a server, to be asked for by the number of their bucket. */
export interface SamplesByBucket {
  readonly layer: SampleLayer;
  current: DaySamples | undefined;
}

export function samplesByBucket(model: Model, width: number): SamplesByBucket {
  return { layer: sampleLayer(model, width), current: undefined };
}

/** Finds the day of a bucket; most buckets are on the day of the one before. */
export function dayWith(samples: SamplesByBucket, bucket: number): DaySamples {
  const { layer, current } = samples;
  const isCurrent = current !== undefined && bucket >= current.first && bucket < current.first + current.count;
  // Asked for again even so: by now its arrays may be those of another day.
  const day = isCurrent ? current.day : layer.model.zone.dayOf(bucket * SAMPLE_MS);
  return (samples.current = samplesOf(layer, day));
}
