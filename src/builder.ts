import { type BlockServer, type Columns, columnsOf } from './block.js';
import { blocks } from './blocks.js';
import { boolean, fields, oneOf, text } from './check.js';
import { interval } from './duration.js';
import { Found, ServerError, within } from './errors.js';
import { explain } from './explain.js';
import { metadata, type ServerMetadata } from './facts/metadata.js';
import { inspected } from './inspected.js';
import { instant } from './instant.js';
import { toJson } from './json.js';
import { PARTS } from './model/compile.js';
import { zone } from './model/zone.js';
import { childKey } from './num/random.js';
import { checkCorrelation, checkGrowth, checkProfile } from './profiles/check.js';
import { mergeParts } from './profiles/mergeParts.js';
import { type Metric, METRICS, type Profile, type ProfileInput } from './profiles/profile.js';
import { reader } from './readers/reader.js';
import type { Reader } from './readers/reading.js';
import { recordAt, recordsOf, type ServerRecord } from './records.js';
import { identity, server, type Server } from './server.js';
import { checkHolidays, checkSeed, checkTimeZone } from './settings.js';
import type { RecordStream, ServerBuilder } from './serverBuilder.js';
import { type Spec, STATISTICS } from './spec.js';
import {
  endOf,
  lastOf,
  range,
  type RangeOptions,
  resolveWindow,
  streamWindow,
  type Window,
  windowAt,
} from './window.js';

/** Measured at 330 bytes a record: what a heap of 2 GB, which Node has by default on small machines, holds. */
const MOST_RECORDS = 5_000_000;
const MOST_ROWS = 100_000_000;
/** Rows computed at once by a stream: few at first, for those who take only a few. */
const SMALLEST_BLOCK = 16;
const LARGEST_BLOCK = 4096;

/** The builder that holds a spec, and its server where that is already made. */
export function builder<M extends Metric>(given: Spec, known?: Server): ServerBuilder<M> {
  const spec = Object.freeze(given);
  let made = known;
  const ownServer = (): Server => (made ??= server(spec));
  const metrics = spec.metrics as readonly M[];
  const ownMetadata = (): ServerMetadata => {
    const { id, key, profile } = ownServer();
    return metadata(childKey(key, PARTS.facts), { id, archetype: profile.archetype });
  };

  /** The next builder; `checked` makes its server at once, so that parts that do not fit are named where they are set. */
  const step = (change: Partial<Spec>, checked = false): ServerBuilder<M> => {
    const next = { ...spec, ...change };
    return builder(next, checked ? server(next) : undefined);
  };
  const fill = (window: Window): Columns<M> => {
    const columns = columnsOf(metrics, window.count);
    const read = reader({ model: ownServer().model, window, statistic: spec.statistic, metrics });
    read(
      0,
      window.count,
      columns.time,
      metrics.map((metric) => columns[metric]),
      0,
    );
    return columns;
  };
  const open = (window: Window): { server: BlockServer; read: Reader } => {
    const { id, model, profile, zone } = ownServer();
    return {
      server: {
        id,
        archetype: profile.archetype,
        precision: profile.precision,
        stepMs: spec.stepMs,
        endOf: (beginMs) => endOf(beginMs, spec.stepMs, zone),
        get metadata() {
          return ownMetadata();
        },
      },
      read: reader({ model, window, statistic: spec.statistic, metrics }),
    };
  };
  const windowOf = (path: string, asked: unknown, most: number): Window =>
    resolveWindow(path, range(path, asked, spec, most), spec, ownServer().zone, most);

  const lastWindow = (): Window => {
    const asked = range('record', spec.from && spec.until ? undefined : 1, spec, 1);
    const window = resolveWindow('record', asked, spec, ownServer().zone, Infinity);
    if (window.count === 0) throw new ServerError('record', 'a window with a record in it', new Found('an empty one'));
    return lastOf(window);
  };

  function* records(window: Window): Generator<ServerRecord<M>, void, undefined> {
    const own = ownServer();
    const read = reader({ model: own.model, window, statistic: spec.statistic, metrics });
    let size = Math.min(SMALLEST_BLOCK, window.count);
    let columns = columnsOf(metrics, size);
    for (let done = 0; done < window.count;) {
      const count = Math.min(size, window.count - done);
      read(
        done,
        count,
        columns.time,
        metrics.map((metric) => columns[metric]),
        0,
      );
      for (let i = 0; i < count; i++) yield recordAt(own, metrics, columns, i);
      done += count;
      const left = window.count - done;
      if (size < LARGEST_BLOCK && size < left) {
        size = Math.min(4 * size, left);
        columns = columnsOf(metrics, size);
      }
    }
  }
  const stream = (asked?: number | RangeOptions): RecordStream<M> => {
    const window = streamWindow(
      'stream',
      range('stream', asked, spec, Number.MAX_SAFE_INTEGER),
      spec,
      ownServer().zone,
    );
    return {
      [Symbol.iterator]: () => records(window),
      [Symbol.asyncIterator]: () => inTurns(records(window)),
    };
  };

  function profile(): Profile;
  function profile(part: ProfileInput): ServerBuilder<M>;
  function profile(part?: unknown): Profile | ServerBuilder<M> {
    if (part === undefined) return ownServer().profile;
    const { model: _, archetype, ...set } = checkProfile('profile', part);
    const merged = mergeParts(spec.profile, archetype === undefined ? set : { ...set, archetype });
    return within('profile', () => step({ profile: merged }, true));
  }

  return Object.freeze({
    id: (id: unknown) => step({ id: text('id', id) }),
    seed: (seed: unknown) => step({ seed: checkSeed('seed', seed) }),
    from: (date: unknown) => step({ from: instant('from', date) }),
    until: (date: unknown) => step({ until: instant('until', date) }),
    asOf: (date: unknown) => step({ asOf: instant('asOf', date) }),
    every: (duration: unknown) => step({ stepMs: interval('every', duration) }),
    statistic: (statistic: unknown) => step({ statistic: oneOf('statistic', statistic, STATISTICS) }),
    timeZone: (name: unknown) => step({ timeZone: checkTimeZone(name) }),
    profile,
    typical: () => step({ typical: true }),
    correlation: (pairs: unknown) => {
      const { nearest, ...set } = fields('correlation', pairs, CORRELATION_KEYS);
      const correlation = checkCorrelation('correlation', set);
      const isNearest = nearest === undefined ? spec.nearest : boolean('correlation.nearest', nearest);
      return step({ profile: mergeParts(spec.profile, { correlation }), nearest: isNearest }, true);
    },
    growth: (rate: unknown) => step({ profile: mergeParts(spec.profile, checkGrowth(rate)) }),
    holidays: (holidays: unknown) => step({ holidays: checkHolidays(holidays) }, typeof holidays === 'function'),
    only: (...names: readonly unknown[]) => {
      if (names.length === 0) throw new ServerError('only', 'at least one metric', new Found('none'));
      const chosen = names.map((name) => oneOf('only', name, metrics));
      return step({ metrics: Object.freeze(metrics.filter((metric) => chosen.includes(metric))) });
    },
    record: (at?: unknown) => {
      const columns = fill(at === undefined ? lastWindow() : windowAt(instant('record', at), spec, ownServer().zone));
      return recordAt(ownServer(), metrics, columns, 0);
    },
    series: (asked?: number | RangeOptions) => {
      const window = windowOf('series', asked, MOST_RECORDS);
      return recordsOf(ownServer(), metrics, fill(window));
    },
    columns: (asked?: number | RangeOptions) => fill(windowOf('columns', asked, MOST_ROWS)),
    stream,
    blocks: (asked?: number | RangeOptions) => {
      const most = Number.MAX_SAFE_INTEGER;
      const window = resolveWindow('blocks', range('blocks', asked, spec, most), spec, zone(spec.timeZone), most);
      return blocks({ metrics, open: () => open(window) }, 0, window.count);
    },
    [Symbol.iterator]: () => stream()[Symbol.iterator](),
    [Symbol.asyncIterator]: () => stream()[Symbol.asyncIterator](),
    explain: () => explain(ownServer(), spec),
    metadata: ownMetadata,
    toJSON: () => toJson(spec, (made ?? identity(spec)).id),
    toString: () => ownServer().id,
    ...inspected('ServerBuilder', () => {
      const { id, archetype, seed } = toJson({ ...spec, holidays: 'none' }, identity(spec).id);
      return { id, archetype: spec.profile.archetype ?? archetype, seed };
    }),
  });
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

const CORRELATION_KEYS = [
  'cpuMemory',
  'cpuNetwork',
  'memoryDisk',
  'cpuDisk',
  'memoryNetwork',
  'diskNetwork',
  'nearest',
] as const;

/** The spec with which a new server begins. */
export function newSpec({
  archetype,
  custom,
  seed,
  referenceMs,
}: Pick<Spec, 'archetype' | 'custom' | 'seed' | 'referenceMs'>): Spec {
  return {
    archetype,
    custom,
    seed,
    referenceMs,
    id: undefined,
    typical: false,
    profile: {},
    nearest: false,
    timeZone: 'UTC',
    holidays: 'us',
    from: undefined,
    until: undefined,
    asOf: undefined,
    stepMs: 86_400_000,
    statistic: undefined,
    metrics: METRICS,
  };
}
