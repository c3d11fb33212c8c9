import { bound } from './model/bound.js';
import { DAY_MS } from './model/civil.js';
import type { Model } from './model/compile.js';
import { type DayLevels, dayLevels, setLevels } from './model/levels.js';
import { type Bucket, refinement } from './model/refine.js';
import { type DaySamples, SAMPLE_MS, type SampleLayer, sampleLayer, samplesOf } from './model/samples.js';
import { dayAt, UTC } from './model/zone.js';
import { publish, roundTo } from './num/round.js';
import { type Metric, METRICS } from './profiles/profile.js';
import type { Statistic } from './spec.js';
import { statisticOf } from './statistic.js';
import { layerOf, type Window } from './window.js';

/**
 * Writes records `skip` to `skip + count` (excluded) of a window: the beginnings of their intervals, and the published
 * values of each metric, from place `at` on.
 */
export type Reader = (
  skip: number,
  count: number,
  time: Float64Array,
  values: readonly Float64Array[],
  at: number,
) => void;

/** What a {@link Reader} reads. */
export interface Reading {
  readonly model: Model;
  readonly window: Window;
  /** Undefined for the default: P95 of a day, mean of less, mean of the P95s of more. */
  readonly statistic: Statistic | undefined;
  readonly metrics: readonly Metric[];
}

/** The reader of a window: one path for records, columns and streams of every step. */
export function reader(reading: Reading): Reader {
  const { window, statistic } = reading;
  if (window.unit === 'days') {
    return statistic === undefined ? dailyReader(reading) : statisticOfDaysReader(reading, statistic);
  }
  if (window.stepMs === SAMPLE_MS && statistic === undefined) return sampleReader(reading);
  return spanReader(reading);
}

/** Rows of the metrics within `METRICS`, and how many metrics the model has to compute to reach them. */
function rowsOf(metrics: readonly Metric[]): { rows: readonly number[]; width: number } {
  const rows = metrics.map((metric) => METRICS.indexOf(metric));
  return { rows, width: Math.max(...rows) + 1 };
}

/** Days computed at once. */
const CHUNK = 1024;

/** Steps of whole days: the daily P95, or the mean of as many as the step has days. */
function dailyReader({ model, window, metrics }: Reading): Reader {
  const { rows, width } = rowsOf(metrics);
  const days = window.stepMs / DAY_MS;
  const computed = METRICS.map(() => new Float64Array(0));
  const parts: DailyParts = { model, rows, width, days, levels: dayLevels(model), computed };
  const chunk = Math.max(1, Math.floor(CHUNK / days));
  return (skip, count, time, values, at) => {
    for (let done = 0; done < count; done += chunk) {
      const ordinal = window.first + (skip + done) * days;
      readDays(parts, ordinal, Math.min(chunk, count - done), time, values, at + done);
    }
  };
}

interface DailyParts {
  readonly model: Model;
  readonly rows: readonly number[];
  readonly width: number;
  /** Days of a record. */
  readonly days: number;
  readonly levels: DayLevels;
  /** Room for the levels before the bound. */
  computed: readonly Float64Array[];
}

/** Writes `records` of them from the day at a place on. */
function readDays(
  parts: DailyParts,
  ordinal: number,
  records: number,
  time: Float64Array,
  values: readonly Float64Array[],
  at: number,
): void {
  const { model, rows, days } = parts;
  const { zone, scale } = model;
  computeDays(parts, ordinal, records * days);
  if (zone === UTC) {
    // Written out: the two calls a day below are a tenth of a daily record's time.
    for (let i = 0; i < records; i++) time[at + i] = (ordinal + i * days) * DAY_MS;
  } else {
    for (let i = 0; i < records; i++) time[at + i] = zone.startOf(dayAt(zone, ordinal + i * days));
  }
  for (let column = 0; column < rows.length; column++) {
    const row = rows[column]!;
    const { ceiling } = model.metrics[row]!;
    const [levels, published] = [parts.computed[row]!, values[column]!];
    if (days === 1) {
      for (let i = 0; i < records; i++) published[at + i] = roundTo(bound(levels[i]!, ceiling), scale);
    } else {
      boundMeans(levels, records, days, ceiling);
      publish(levels, 0, records, scale, published, at);
    }
  }
}

function computeDays(parts: DailyParts, ordinal: number, count: number): void {
  const { model, width, levels } = parts;
  const { zone } = model;
  if (parts.computed[0]!.length < count) parts.computed = METRICS.map(() => new Float64Array(count));
  const { computed } = parts;
  const first = dayAt(zone, ordinal);
  if (dayAt(zone, ordinal + count - 1) - first === count - 1) {
    setLevels(levels, first, count, width, computed);
    return;
  }
  // A skipped day is among them: each is computed alone, so that none is where there was none.
  for (let i = 0; i < count; i++) {
    const one = computed.map((values) => values.subarray(i));
    setLevels(levels, dayAt(zone, ordinal + i), 1, width, one);
  }
}

/** Bounds levels in place and gathers each `days` of them to their mean at the front. */
function boundMeans(levels: Float64Array, records: number, days: number, ceiling: number): void {
  for (let i = 0; i < records; i++) {
    let sum = 0;
    for (let day = i * days; day < (i + 1) * days; day++) sum += bound(levels[day]!, ceiling);
    levels[i] = sum / days;
  }
}

/** Steps of 5 minutes: the canonical samples. */
function sampleReader({ model, window, metrics }: Reading): Reader {
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
interface SamplesByBucket {
  readonly layer: SampleLayer;
  current: DaySamples | undefined;
}

function samplesByBucket(model: Model, width: number): SamplesByBucket {
  return { layer: sampleLayer(model, width), current: undefined };
}

/** Finds the day of a bucket; most buckets are on the day of the one before. */
function dayWith(samples: SamplesByBucket, bucket: number): DaySamples {
  const { layer, current } = samples;
  const isCurrent = current !== undefined && bucket >= current.first && bucket < current.first + current.count;
  // Asked for again even so, that the day stays among the computed ones.
  const day = isCurrent ? current.day : layer.model.zone.dayOf(bucket * SAMPLE_MS);
  return (samples.current = samplesOf(layer, day));
}

/** Any other step below a day: a statistic of the samples in each span, or of its seconds where it is not whole samples. */
function spanReader({ model, window, metrics, statistic = 'mean' }: Reading): Reader {
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

/** Steps of whole days with a statistic of the user's choice: that of all their samples. */
function statisticOfDaysReader({ model, window, metrics }: Reading, statistic: Statistic): Reader {
  const { rows, width } = rowsOf(metrics);
  const { scale, zone } = model;
  const days = window.stepMs / DAY_MS;
  const layer = sampleLayer(model, width);
  let populations = rows.map(() => new Float64Array(0));
  return (skip, count, time, values, at) => {
    for (let i = 0; i < count; i++) {
      const first = window.first + (skip + i) * days;
      time[at + i] = zone.startOf(dayAt(zone, first));
      let size = 0;
      for (let ordinal = first; ordinal < first + days; ordinal++) {
        const samples = samplesOf(layer, dayAt(zone, ordinal));
        if (populations[0]!.length < size + samples.count) {
          populations = populations.map((old) => {
            const larger = new Float64Array(2 * (size + samples.count));
            larger.set(old.subarray(0, size));
            return larger;
          });
        }
        rows.forEach((row, column) => populations[column]!.set(samples.values[row]!.subarray(0, samples.count), size));
        size += samples.count;
      }
      rows.forEach((_, column) => {
        values[column]![at + i] = roundTo(statisticOf(populations[column]!, size, statistic), scale);
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
