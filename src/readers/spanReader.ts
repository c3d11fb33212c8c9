import type { Model } from '../model/compile.js';
import { type Bucket, refinement } from '../model/refine.js';
import { SAMPLE_MS } from '../model/samples.js';
import { roundTo } from '../num/round.js';
import { statisticOf } from '../statistic.js';
import { layerOf } from '../window.js';
import { type Reader, type Reading, rowsOf } from './reading.js';
import { dayWith, samplesByBucket } from './sampleReader.js';

/** Any other step below a day: a statistic of the samples in each span, or of its seconds where it is not whole samples. */
export function spanReader({ model, window, metrics, statistic = 'mean' }: Reading): Reader {
  const { rows, width } = rowsOf(metrics);
  const { scale } = model;
  const { stepMs } = window;
  const spans = spansOf(model, width);
  const wholeBuckets = stepMs % SAMPLE_MS === 0;
  const population = new Float64Array(wholeBuckets && stepMs > SAMPLE_MS ? stepMs / SAMPLE_MS : stepMs / 1000);
  const valueOf = (row: number, fromMs: number): number => {
    if (statistic === 'mean') {
      return wholeBuckets ? spans.meanOfSamples(row, fromMs, stepMs) : spans.mean(row, fromMs, stepMs);
    }
    const unitMs = stepMs / population.length;
    for (let i = 0; i < population.length; i++) {
      const at = fromMs + i * unitMs;
      population[i] = unitMs === SAMPLE_MS ? spans.sample(row, at / SAMPLE_MS) : spans.mean(row, at, unitMs);
    }
    return statisticOf(population, population.length, statistic);
  };
  return (skip, count, time, values, at) => {
    for (let i = 0; i < count; i++) {
      const fromMs = window.first + (skip + i) * stepMs;
      time[at + i] = fromMs;
      rows.forEach((row, column) => {
        values[column]![at + i] = roundTo(valueOf(row, fromMs), scale);
      });
    }
  };
}

interface Spans {
  /** The 5-minute sample of a bucket. */
  sample(row: number, bucket: number): number;
  /** The mean of the samples in a span of whole buckets. */
  meanOfSamples(row: number, fromMs: number, lengthMs: number): number;
  /** The mean over any span of whole seconds. */
  mean(row: number, fromMs: number, lengthMs: number): number;
}

function spansOf(model: Model, width: number): Spans {
  const samples = samplesByBucket(model, width);
  const refined = refinement(model);
  const sample = (row: number, bucket: number): number => {
    const day = dayWith(samples, bucket);
    return day.values[row]![bucket - day.first]!;
  };
  const meanOfSamples = (row: number, fromMs: number, lengthMs: number): number => {
    const first = fromMs / SAMPLE_MS;
    const count = lengthMs / SAMPLE_MS;
    let sum = 0;
    for (let bucket = first; bucket < first + count; bucket++) sum += sample(row, bucket);
    return sum / count;
  };
  const around: (Bucket | undefined)[] = [];
  const bucketAt = (row: number, number: number): Bucket => {
    const known = around[row];
    if (known?.number === number) return known;
    const [before, value, after] = [sample(row, number - 1), sample(row, number), sample(row, number + 1)];
    return (around[row] = { number, before, value, after });
  };
  const mean = (row: number, fromMs: number, lengthMs: number): number => {
    const endMs = fromMs + lengthMs;
    const unit = Math.min(60, layerOf(lengthMs) / 1000);
    let sum = 0;
    for (let ms = fromMs; ms < endMs;) {
      const number = Math.floor(ms / SAMPLE_MS);
      const next = Math.min(endMs, (number + 1) * SAMPLE_MS);
      const seconds = (next - ms) / 1000;
      sum += seconds * refined.mean(row, bucketAt(row, number), (ms - number * SAMPLE_MS) / 1000, seconds, unit);
      ms = next;
    }
    return (sum * 1000) / lengthMs;
  };
  return { sample, meanOfSamples, mean };
}
