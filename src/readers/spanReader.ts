import { SAMPLE_MS } from '../model/samples.js';
import { roundTo } from '../num/round.js';
import { statisticOf } from '../statistic.js';
import { type Reader, type Reading, rowsOf } from './reading.js';
import { dayWith, samplesByBucket, type SamplesByBucket } from './sampleReader.js';

/** Steps of several samples, below a day: a statistic of them. */
export function spanReader({ model, window, metrics, statistic = 'mean' }: Reading): Reader {
  const { rows, width } = rowsOf(metrics);
  const { scale } = model;
  const { stepMs } = window;
  const samples = samplesByBucket(model, width);
  const size = stepMs / SAMPLE_MS;
  const spans = rows.map(() => new Float64Array(size));
  return (skip, count, time, values, at) => {
    for (let i = 0; i < count; i++) {
      const fromMs = window.first + (skip + i) * stepMs;
      time[at + i] = fromMs;
      gather(samples, rows, fromMs / SAMPLE_MS, size, spans);
      for (let column = 0; column < rows.length; column++) {
        values[column]![at + i] = roundTo(statisticOf(spans[column]!, size, statistic), scale);
      }
    }
  };
}

/** Copies the samples of `size` buckets from bucket `first` on, which may lie on two days. */
function gather(
  samples: SamplesByBucket,
  rows: readonly number[],
  first: number,
  size: number,
  spans: readonly Float64Array[],
): void {
  for (let done = 0; done < size;) {
    const day = dayWith(samples, first + done);
    const from = first + done - day.first;
    const taken = Math.min(size - done, day.count - from);
    for (let column = 0; column < rows.length; column++) {
      const [values, span] = [day.values[rows[column]!]!, spans[column]!];
      for (let i = 0; i < taken; i++) span[done + i] = values[from + i]!;
    }
    done += taken;
  }
}
