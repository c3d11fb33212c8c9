import type { Metric } from './profiles/profile.js';

/**
 * The columns that flow: some records of one server, metric by metric.
 *
 * @typeParam M - The metrics that were asked for.
 */
export type Columns<M extends Metric = Metric> = {
  /** Beginning of each interval, epoch milliseconds; shape [n]. */
  time: Float64Array;
} & Record<M, Float64Array>;

/** Empty columns of a length. */
export function columnsOf<M extends Metric>(metrics: readonly M[], length: number): Columns<M> {
  const columns = { time: new Float64Array(length) } as Record<string, Float64Array>;
  for (const metric of metrics) columns[metric] = new Float64Array(length);
  return columns as Columns<M>;
}
