import type { ServerMetadata } from './facts/metadata.js';
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
  const column = (): Float64Array => new Float64Array(length);
  if (metrics.length === 4) {
    // The usual case, with a literal, whose shape V8 keeps: what it has compiled for it outlives the columns.
    const all: Columns = { time: column(), cpu: column(), memory: column(), diskIo: column(), network: column() };
    return all;
  }
  const columns: Record<string, Float64Array> = { time: column() };
  for (const metric of metrics) columns[metric] = column();
  return columns as Columns<M>;
}

/** Whose rows a {@link Block} holds. All blocks of one server hold the same object. */
export interface BlockServer {
  /** Such as `database-7f3a`. */
  readonly id: string;
  /** Such as `database`, or the name of a custom one. */
  readonly archetype: string;
  /** Decimals that its values are rounded to, 0 to 6. */
  readonly precision: number;
  /** Length of an interval in milliseconds; that of local days as if each had 24 hours. */
  readonly stepMs: number;
  /** End of the interval that begins at an instant, epoch milliseconds: of a local day 23 to 25 hours later. */
  readonly endOf: (beginMs: number) => number;
  /** The inventory record of the server, made when it is first asked for. */
  readonly metadata: ServerMetadata;
}

/**
 * Some consecutive rows of one server: what formats and databases are made from.
 *
 * @typeParam M - The metrics that were asked for.
 */
export interface Block<M extends Metric = Metric> {
  readonly server: BlockServer;
  /** The metrics in the columns, in their order. */
  readonly metrics: readonly Metric[];
  /** Number of the first row within the server's window, from 0. */
  readonly offset: number;
  /** How many rows there are. */
  readonly count: number;
  /** The rows: the first `count` places of each array. Valid until the next block is asked for, which reuses them. */
  readonly columns: Columns<M>;
}
