import { BUCKET_SECONDS } from '../model/cascade.js';
import { setIntegrals } from '../model/refine.js';
import { SAMPLE_MS } from '../model/samples.js';
import { publish, roundTo } from '../num/round.js';
import { statisticOf } from '../statistic.js';
import { layerOf } from '../window.js';
import { type Reader, type Reading, rowsOf } from './reading.js';
import { moveTo, type RefinedParts, refinedParts } from './refinedParts.js';

/** Steps that are not whole samples: the mean, or another statistic of the seconds. */
export function secondsReader({ model, window, metrics, statistic = 'mean' }: Reading): Reader {
  const { rows, width } = rowsOf(metrics);
  const { scale } = model;
  const { stepMs } = window;
  const seconds = stepMs / 1000;
  const unit = statistic === 'mean' ? Math.min(60, layerOf(stepMs) / 1000) : 1;
  const parts = refinedParts(model, rows, width, unit);
  const population = rows.map(() => new Float64Array(statistic === 'mean' ? 0 : seconds));
  return (skip, count, time, values, at) => {
    const first = window.first + skip * stepMs;
    for (let i = 0; i < count; i++) time[at + i] = first + i * stepMs;
    if (statistic === 'mean') {
      readMeans(parts, first, seconds, count, values, at);
      for (const column of values) publish(column, at, count, scale, column, at);
      return;
    }
    for (let i = 0; i < count; i++) {
      readMeans(parts, first + i * stepMs, 1, seconds, population, 0);
      for (let column = 0; column < rows.length; column++) {
        values[column]![at + i] = roundTo(statisticOf(population[column]!, seconds, statistic), scale);
      }
    }
  };
}

/** Writes the means, not yet rounded, of `count` spans of some seconds: those that lie in one bucket all at once. */
function readMeans(
  parts: RefinedParts,
  first: number,
  seconds: number,
  count: number,
  out: readonly Float64Array[],
  at: number,
): void {
  const { rows, refined, integrals } = parts;
  const lengthMs = seconds * 1000;
  const perSecond = 1 / seconds;
  for (let done = 0; done < count;) {
    const fromMs = first + done * lengthMs;
    const bucket = Math.floor(fromMs / SAMPLE_MS);
    const from = (fromMs - bucket * SAMPLE_MS) / 1000;
    const inside = Math.min(count - done, Math.floor((BUCKET_SECONDS - from) / seconds));
    if (inside === 0) {
      readMeanAcross(parts, fromMs, lengthMs, out, at + done);
      done++;
      continue;
    }
    moveTo(parts, bucket);
    for (let column = 0; column < rows.length; column++) {
      setIntegrals(refined[rows[column]!]!, from, seconds, inside + 1, integrals);
      const means = out[column]!;
      for (let i = 0; i < inside; i++) means[at + done + i] = (integrals[i + 1]! - integrals[i]!) * perSecond;
    }
    done += inside;
  }
}

/** Writes the mean of a span that lies in several buckets. */
function readMeanAcross(
  parts: RefinedParts,
  fromMs: number,
  lengthMs: number,
  out: readonly Float64Array[],
  at: number,
): void {
  const { rows, refined, integrals } = parts;
  const endMs = fromMs + lengthMs;
  for (let column = 0; column < rows.length; column++) out[column]![at] = 0;
  for (let ms = fromMs; ms < endMs;) {
    const bucket = Math.floor(ms / SAMPLE_MS);
    const next = Math.min(endMs, (bucket + 1) * SAMPLE_MS);
    const from = (ms - bucket * SAMPLE_MS) / 1000;
    moveTo(parts, bucket);
    for (let column = 0; column < rows.length; column++) {
      setIntegrals(refined[rows[column]!]!, from, (next - ms) / 1000, 2, integrals);
      out[column]![at]! += integrals[1]! - integrals[0]!;
    }
    ms = next;
  }
  for (let column = 0; column < rows.length; column++) out[column]![at]! *= 1000 / lengthMs;
}
