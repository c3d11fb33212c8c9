import { type BlockServer, type Columns, columnsOf } from './block.js';
import { BLOCK_ROWS, blocks } from './blocks.js';
import { Found, ServerError } from './errors.js';
import type { ServerMetadata } from './facts/metadata.js';
import { instant } from './instant.js';
import { zone } from './model/zone.js';
import type { Metric } from './profiles/profile.js';
import { range, type RangeOptions } from './range.js';
import { reader } from './readers/reader.js';
import type { Reader } from './readers/reading.js';
import { recordAt, recordsOf, type ServerRecord } from './records.js';
import type { Server } from './server.js';
import type { RecordStream, ServerBuilder } from './serverBuilder.js';
import type { Spec } from './spec.js';
import { endOf, lastOf, resolveWindow, streamWindow, type Window, windowAt } from './window.js';

/** Measured at 330 bytes a record: what a heap of 2 GB, which Node has by default on small machines, holds. */
const MOST_RECORDS = 5_000_000;
const MOST_ROWS = 100_000_000;
/** Rows that a stream computes at first: few, for those who take only a few. */
const FIRST_ROWS = 16;

/** The ends of a builder, which read its server. */
type Ends<M extends Metric> = Pick<ServerBuilder<M>, 'record' | 'series' | 'columns' | 'stream' | 'blocks'>;

/**
 * What reads the server of a spec.
 *
 * @param ownServer - Makes it, once.
 */
export function ends<M extends Metric>(
  spec: Spec,
  ownServer: () => Server,
  ownMetadata: () => ServerMetadata,
): Ends<M> {
  const metrics = spec.metrics as readonly M[];
  const local = zone(spec.timeZone);
  const windowOf = (path: string, asked: unknown, most: number): Window =>
    resolveWindow(path, range(path, asked, spec, most), spec, local, most);
  const readerOf = (window: Window): Reader =>
    reader({ model: ownServer().model, window, statistic: spec.statistic, metrics });
  const valuesOf = (columns: Columns<M>): readonly Float64Array[] => metrics.map((metric) => columns[metric]);

  const fill = (window: Window): Columns<M> => {
    const columns = columnsOf(metrics, window.count);
    readerOf(window)(0, window.count, columns.time, valuesOf(columns), 0);
    return columns;
  };
  const blockServer = (): BlockServer => {
    const { id, profile } = ownServer();
    return {
      id,
      archetype: profile.archetype,
      precision: profile.precision,
      stepMs: spec.stepMs,
      endOf: (beginMs) => endOf(beginMs, spec.stepMs, local),
      get metadata() {
        return ownMetadata();
      },
    };
  };
  const lastWindow = (): Window => {
    const window = windowOf('record', spec.from && spec.until ? undefined : 1, Infinity);
    if (window.count === 0) throw new ServerError('record', 'a window with a record in it', new Found('an empty one'));
    return lastOf(window);
  };
  function* records(window: Window): Generator<ServerRecord<M>, void, undefined> {
    const own = ownServer();
    const read = readerOf(window);
    let size = Math.min(FIRST_ROWS, window.count);
    let columns = columnsOf(metrics, size);
    for (let done = 0; done < window.count;) {
      const count = Math.min(size, window.count - done);
      read(done, count, columns.time, valuesOf(columns), 0);
      for (let i = 0; i < count; i++) yield recordAt(own, metrics, columns, i);
      done += count;
      const left = window.count - done;
      if (size < BLOCK_ROWS && size < left) {
        size = Math.min(4 * size, left);
        columns = columnsOf(metrics, size);
      }
    }
  }

  return {
    record: (at?: unknown) => {
      const columns = fill(at === undefined ? lastWindow() : windowAt(instant('record', at), spec, local));
      return recordAt(ownServer(), metrics, columns, 0);
    },
    series: (asked?: number | RangeOptions) => {
      const window = windowOf('series', asked, MOST_RECORDS);
      return recordsOf(ownServer(), metrics, fill(window));
    },
    columns: (asked?: number | RangeOptions) => fill(windowOf('columns', asked, MOST_ROWS)),
    stream: (asked?: number | RangeOptions): RecordStream<M> => {
      const window = streamWindow('stream', range('stream', asked, spec, Number.MAX_SAFE_INTEGER), spec, local);
      return {
        [Symbol.iterator]: () => records(window),
        [Symbol.asyncIterator]: () => inTurns(records(window)),
      };
    },
    blocks: (asked?: number | RangeOptions) => {
      const window = windowOf('blocks', asked, Number.MAX_SAFE_INTEGER);
      return blocks({ metrics, open: () => ({ server: blockServer(), read: readerOf(window) }) }, 0, window.count);
    },
  };
}

/** The same values for `for await`. */
function inTurns<T>(values: Generator<T, void, undefined>): AsyncIterableIterator<T, void, undefined> {
  const turns: AsyncIterableIterator<T, void, undefined> = {
    next: async () => Promise.resolve(values.next()),
    return: async () => Promise.resolve(values.return()),
    [Symbol.asyncIterator]: () => turns,
  };
  return turns;
}
