import type { Block } from './block.js';
import type { Blocks } from './blocks.js';
import type { ServerBuilder } from './builder.js';
import { fields, list, oneOf } from './check.js';
import { type Duration, interval } from './duration.js';
import { Found, ServerError } from './errors.js';
import type { ServerMetadata } from './facts/metadata.js';
import { type Metric, METRICS } from './profiles/profile.js';
import { checkShard, type Shard, unitsOf } from './shard.js';
import type { RangeOptions } from './window.js';

/** Whose records are written: one server, some, or a fleet, with whatever metrics. */
export type Servers = ServerBuilder<never> | Iterable<ServerBuilder<never>>;

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

/**
 * In which order rows come: server after server with all metrics of each, or metric after metric with all servers of
 * each.
 */
export type RowOrder = 'servers' | 'metrics';

/** A block within a job. */
export interface JobBlock extends Block {
  /** Number of the server within the job, from 0. */
  readonly ordinal: number;
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
  /**
   * When the first and the last row of the whole job begin, in epoch milliseconds, whatever the part; undefined where it
   * has no rows. Makes the servers, unless they are a fleet, whose members all have one window.
   */
  readonly span: () => readonly [firstMs: number, lastMs: number] | undefined;
}

/**
 * Shards are cut at whole multiples of this many rows of a server, so that what is written in pieces of this length, as
 * the statements of SQL are, is the same whatever the shards. A divisor of a block's rows.
 */
export const UNIT_ROWS = 256;

/**
 * The job of writing some servers' records.
 *
 * @param path - Where the user wrote the options.
 * @throws {ServerError} When options are not valid, or fit no window of a server.
 */
export function job(path: string, servers: unknown, asked: unknown, order: RowOrder = 'servers'): Job {
  const options = asked === undefined ? {} : fields(path, asked, JOB_KEYS, 'an object of options');
  const parts = partsOf(servers);
  const metrics = options.metrics === undefined ? ownMetrics(parts) : checkMetrics(`${path}.metrics`, options.metrics);
  const stepMs = options.every === undefined ? undefined : interval(`${path}.every`, options.every);
  const shard = options.shard === undefined ? WHOLE : checkShard(`${path}.shard`, options.shard);
  const range = { count: options.count, from: options.from, until: options.until } as RangeOptions;
  const hasRange = Object.values(range).some((value) => value !== undefined);

  const blocksOf = (server: ServerBuilder, some: readonly Metric[]): Blocks =>
    renamed(path, () => {
      // A builder of its own, so that what iterating makes goes with it.
      const narrowed = server.only(...(some as [Metric, ...Metric[]]));
      const paced = stepMs === undefined ? narrowed : narrowed.every(stepMs);
      return paced.blocks(hasRange ? range : undefined);
    });
  const runs = order === 'servers' ? [metrics] : metrics.map((metric) => [metric]);
  const rowsOf = rowCounts(parts, (server) => blocksOf(server, metrics).rows);
  const unitsOfServer = (ordinal: number): number => Math.ceil(rowsOf(ordinal) / UNIT_ROWS);

  let unitsOfRun = 0;
  for (let ordinal = 0; ordinal < parts.count; ordinal++) unitsOfRun += unitsOfServer(ordinal);
  const units = unitsOfRun * runs.length;
  const [firstUnit, lastUnit] = unitsOf(shard, units);

  /** The stretches of servers that the shard has, in order. */
  function* stretches(): Generator<Stretch, void, undefined> {
    let unit = 0;
    for (const some of runs) {
      if (unit + unitsOfRun <= firstUnit) {
        unit += unitsOfRun;
        continue;
      }
      for (let ordinal = 0; ordinal < parts.count; ordinal++) {
        if (unit >= lastUnit) return;
        const rows = rowsOf(ordinal);
        const start = Math.max(0, firstUnit - unit) * UNIT_ROWS;
        const end = Math.min(rows, (lastUnit - unit) * UNIT_ROWS);
        if (start < end) yield { ordinal, metrics: some, start, end };
        unit += unitsOfServer(ordinal);
      }
    }
  }
  let rows = 0;
  for (const { start, end } of stretches()) rows += end - start;
  return {
    metrics,
    rows,
    isFirst: shard.index === 1,
    isLast: shard.index === shard.of,
    servers: {
      *[Symbol.iterator]() {
        for (const { ordinal } of stretches()) yield parts.at(ordinal).metadata();
      },
    },
    blocks: {
      *[Symbol.iterator]() {
        for (const { ordinal, metrics: some, start, end } of stretches()) {
          for (const block of blocksOf(parts.at(ordinal), some).slice(start, end)) yield { ...block, ordinal };
        }
      },
    },
    span: () => {
      let [firstMs, lastMs] = [Infinity, -Infinity];
      for (let ordinal = 0; ordinal < (parts.areAlike ? Math.min(1, parts.count) : parts.count); ordinal++) {
        const all = blocksOf(parts.at(ordinal), metrics);
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

/** Consecutive rows of a server: `start` (included) to `end` (excluded). */
interface Stretch {
  readonly ordinal: number;
  readonly metrics: readonly Metric[];
  readonly start: number;
  readonly end: number;
}

const WHOLE: Shard = { index: 1, of: 1 };

interface Parts {
  readonly count: number;
  readonly at: (ordinal: number) => ServerBuilder;
  /** Whether all have the same window, as the members of a fleet have. */
  readonly areAlike: boolean;
}

function partsOf(servers: unknown): Parts {
  if (isBuilder(servers)) return { count: 1, at: () => servers, areAlike: true };
  const isObject = typeof servers === 'object' && servers !== null;
  if (isObject && 'count' in servers && 'at' in servers) return { ...(servers as Parts), areAlike: true };
  if (!isObject || !(Symbol.iterator in servers)) {
    throw new ServerError('servers', 'a server, or several such as a fleet', servers);
  }
  const list = Array.from(servers as Iterable<unknown>, (server, i) => {
    if (!isBuilder(server)) throw new ServerError(`servers[${i}]`, 'a server such as faker.server.web()', server);
    return server;
  });
  return { count: list.length, at: (ordinal) => list[ordinal]!, areAlike: false };
}

function isBuilder(value: unknown): value is ServerBuilder {
  return typeof value === 'object' && value !== null && 'blocks' in value && 'metadata' in value;
}

/** The rows of each server, counted once. */
function rowCounts(
  { count, at, areAlike }: Parts,
  rows: (server: ServerBuilder) => number,
): (ordinal: number) => number {
  if (count === 0) return () => 0;
  if (areAlike) {
    const each = rows(at(0));
    return () => each;
  }
  const counts = Float64Array.from({ length: count }, (_, ordinal) => rows(at(ordinal)));
  return (ordinal) => counts[ordinal]!;
}

/** The metrics of the first server; all where there is none. */
function ownMetrics({ count, at }: Parts): readonly Metric[] {
  return count === 0 ? METRICS : at(0).blocks(0).metrics;
}

/** What is read of a server, with errors of its steps in terms of the options. */
function renamed<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    const place = error.path.replace(/^(?:blocks|only)(?=$|\.)/, path);
    throw new ServerError(place, error.expected, new Found(error.received), { cause: error });
  }
}

function checkMetrics(path: string, value: unknown): readonly Metric[] {
  const chosen = list(path, value, 'a list of metrics', (place, name) => oneOf(place, name, METRICS));
  if (chosen.length === 0) throw new ServerError(path, 'at least one metric', new Found('none'));
  return METRICS.filter((metric) => chosen.includes(metric));
}
