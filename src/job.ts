import type { Block } from './block.js';
import type { Blocks } from './blocks.js';
import { fields } from './check.js';
import type { Duration } from './duration.js';
import { evenExtent, listedExtent, type Span } from './extent.js';
import type { ServerMetadata } from './facts/metadata.js';
import { type Look, lookOf, seen, type View, viewOf } from './look.js';
import { type Members, membersOf } from './members.js';
import { type Metric, METRICS } from './profiles/profile.js';
import type { RangeOptions } from './range.js';
import type { ServerBuilder } from './serverBuilder.js';
import { checkMetrics } from './settings.js';
import { checkShard, type Shard, unitsOf } from './shard.js';

export { UNIT_ROWS } from './extent.js';
export type { Servers } from './members.js';

/** Which records are written: the window, which overrides that of each server, and a part of the whole. */
export interface JobOptions extends RangeOptions {
  /** Interval between two records, in place of each server's own. */
  readonly every?: Duration | undefined;
  /** Which metrics, in their usual order. Defaults to those of the first server. */
  readonly metrics?: readonly Metric[] | undefined;
  /**
   * A part of the job, `'3/16'` or `{ index: 3, of: 16 }`. The parts together are the whole, whatever the order in which
   * they are made. Defaults to the whole.
   */
  readonly shard?: Shard | string | undefined;
}

/** Names of {@link JobOptions}, for those who check options that contain them. */
export const JOB_KEYS = ['count', 'from', 'until', 'every', 'metrics', 'shard'] as const;

/** Those of {@link JobOptions} among options that contain them, for {@link job} to check. */
export function jobOptionsOf(
  options: Readonly<Record<string, unknown>>,
): Partial<Record<(typeof JOB_KEYS)[number], unknown>> {
  return Object.fromEntries(JOB_KEYS.map((key) => [key, options[key]]));
}

/**
 * In which order rows come: server after server with all metrics of each, or metric after metric with all servers of
 * each.
 */
export type RowOrder = 'servers' | 'metrics';

/** A block within a job. */
export interface JobBlock extends Block {
  /** Number of the server within the job, from 0. */
  readonly ordinal: number;
  /** Whether it begins with the first row of the whole job; in the order of metrics, with the first row of its metric. */
  readonly isFirstOfRun: boolean;
}

/** Rows of servers that are to be written. Nothing is computed before its blocks are iterated. */
export interface Job {
  /** The metrics of each row, in their order; in the order of metrics, those of one row each in turn. */
  readonly metrics: readonly Metric[];
  /** How many rows this part of the job has. */
  readonly rows: number;
  /** Whether the part begins with the first row of the whole, and ends with the last. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The inventory records of its servers, in order; in the order of metrics, once for each metric. */
  readonly servers: Iterable<ServerMetadata>;
  /** The blocks in order; each is valid until the next. */
  readonly blocks: Iterable<JobBlock>;
  /** The same rows, server by server. */
  readonly stretches: Iterable<Stretch>;
  /** How a job looks at each of its servers. */
  readonly look: Look;
  /** All servers of a list, whatever the part; of a fleet, whose members all have one window, the first. */
  readonly examples: Iterable<ServerBuilder>;
  /**
   * When the first and the last row of the whole job begin, in epoch milliseconds, whatever the part; undefined where it
   * has no rows. Makes the {@link examples}.
   */
  readonly span: () => readonly [firstMs: number, lastMs: number] | undefined;
}

/**
 * The job of writing some servers' records.
 *
 * @param path - Where the user wrote the options.
 * @throws {ServerError} When options are not valid, or fit no window of a server.
 */
export function job(path: string, servers: unknown, asked: unknown, order: RowOrder = 'servers'): Job {
  const options = asked === undefined ? {} : fields(path, asked, JOB_KEYS, 'an object of options');
  const members = membersOf(servers);
  const look = lookOf(path, options);
  const view = viewOf(path, look, members);
  const shard = options.shard === undefined ? WHOLE : checkShard(`${path}.shard`, options.shard);
  const { count, at, areAlike } = members;
  const metrics =
    options.metrics === undefined ? ownMetrics(members, view) : checkMetrics(`${path}.metrics`, options.metrics);

  const rowsOf = (ordinal: number): number => view(at(ordinal), ordinal, metrics).rows;
  const extent = areAlike
    ? evenExtent(count, count === 0 ? 0 : rowsOf(0))
    : listedExtent(Array.from({ length: count }, (_, ordinal) => rowsOf(ordinal)));
  function* examples(): Generator<ServerBuilder, void, undefined> {
    for (let ordinal = 0; ordinal < (areAlike ? Math.min(1, count) : count); ordinal++) yield at(ordinal);
  }
  const runs = order === 'servers' ? [metrics] : metrics.map((metric) => [metric]);
  const [firstUnit, lastUnit] = unitsOf(shard, extent.units * runs.length);
  /** The units of a run that the shard has. */
  const within = (run: number): readonly [first: number, last: number] => {
    const before = run * extent.units;
    return [Math.max(0, firstUnit - before), Math.min(extent.units, lastUnit - before)];
  };
  function* stretches(): Generator<Stretch, void, undefined> {
    for (const [run, some] of runs.entries()) {
      const [first, last] = within(run);
      let isFirst = first === 0;
      for (const span of extent.spans(first, last)) {
        yield { ...span, server: at(span.ordinal), metrics: some, isFirst };
        isFirst = false;
      }
    }
  }
  return {
    metrics,
    rows: runs.reduce((rows, _, run) => {
      const [first, last] = within(run);
      return first < last ? rows + extent.rowsBefore(last) - extent.rowsBefore(first) : rows;
    }, 0),
    isFirst: shard.index === 1,
    isLast: shard.index === shard.of,
    servers: {
      *[Symbol.iterator]() {
        for (const { server } of stretches()) yield server.metadata();
      },
    },
    blocks: {
      *[Symbol.iterator]() {
        for (const stretch of stretches()) yield* blocksOf(stretch, look);
      },
    },
    stretches: { [Symbol.iterator]: stretches },
    look,
    examples: { [Symbol.iterator]: examples },
    span: () => {
      let [firstMs, lastMs] = [Infinity, -Infinity];
      let ordinal = 0;
      for (const server of examples()) {
        const all = view(server, ordinal++, metrics);
        if (all.rows === 0) continue;
        firstMs = Math.min(firstMs, timeOfFirst(all));
        lastMs = Math.max(lastMs, timeOfFirst(all.slice(all.rows - 1, all.rows)));
      }
      return firstMs > lastMs ? undefined : [firstMs, lastMs];
    },
  };
}

function timeOfFirst(blocks: Blocks): number {
  const [block] = blocks.slice(0, 1);
  return block!.columns.time[0]!;
}

/** Rows of one server in a job, and whether their first is that of the job or of the metric. */
export interface Stretch extends Span {
  readonly server: ServerBuilder;
  readonly metrics: readonly Metric[];
  readonly isFirst: boolean;
}

/** The blocks of a stretch. */
export function* blocksOf(stretch: Stretch, look: Look): Generator<JobBlock, void, undefined> {
  const { server, ordinal, metrics, start, end, isFirst } = stretch;
  for (const block of seen(server, metrics, look).slice(start, end)) {
    yield { ...block, ordinal, isFirstOfRun: isFirst && block.offset === start };
  }
}

const WHOLE: Shard = { index: 1, of: 1 };

/** The metrics of the first server; all where there is none. */
function ownMetrics({ count, at }: Members, view: View): readonly Metric[] {
  return count === 0 ? METRICS : view(at(0), 0, undefined).metrics;
}
