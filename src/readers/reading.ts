import type { Model } from '../model/compile.js';
import { type Metric, METRICS } from '../profiles/profile.js';
import type { Statistic } from '../spec.js';
import type { Window } from '../window.js';

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

/** Rows of the metrics within `METRICS`, and how many metrics the model has to compute to reach them. */
export function rowsOf(metrics: readonly Metric[]): { rows: readonly number[]; width: number } {
  const rows = metrics.map((metric) => METRICS.indexOf(metric));
  return { rows, width: Math.max(...rows) + 1 };
}
