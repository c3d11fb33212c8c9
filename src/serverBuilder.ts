import type { Columns } from './block.js';
import type { Blocks } from './blocks.js';
import type { Duration } from './duration.js';
import type { Explanation } from './explain.js';
import type { ServerMetadata } from './facts/metadata.js';
import type { DateInput } from './instant.js';
import type { BuilderJson } from './json.js';
import type { Holidays } from './model/holidays.js';
import type { Correlation, Metric, PartOf, Profile, ProfileInput } from './profiles/profile.js';
import type { RangeOptions } from './range.js';
import type { ServerRecord } from './records.js';
import type { Statistic } from './spec.js';

/** Records of a server, one after the other; to be iterated with `for` or `for await`, as often as one likes. */
export interface RecordStream<M extends Metric = Metric>
  extends Iterable<ServerRecord<M>>, AsyncIterable<ServerRecord<M>> {}

/** What {@link ServerBuilder.correlation} takes. */
export interface CorrelationOptions extends PartOf<Correlation> {
  /** Whether an impossible set of correlations is replaced by the nearest possible one. Defaults to `false`. */
  readonly nearest?: boolean | undefined;
}

/**
 * One server and a way to look at it. Immutable: every step returns a new builder, and the ends (`record`, `series`,
 * `columns`, `stream`) read it. All methods work unbound. The examples are of the seed 42 and the reference date
 * 2026-01-01, each by itself.
 *
 * @typeParam M - The metrics in its records.
 */
export interface ServerBuilder<M extends Metric = Metric> extends RecordStream<M> {
  /**
   * The server with another id. The id is part of what every value depends on: another id is another server.
   *
   * @param id - A text that is not empty, without lone surrogates, which no file can hold.
   * @throws {ServerError} When it is anything else.
   * @example
   * faker.server.web().id('web-1').record().serverId; // 'web-1'
   * @since 0.1.0
   */
  id(this: void, id: string): ServerBuilder<M>;
  /**
   * The server of another seed, instead of the one drawn from faker.
   *
   * @param seed - A finite number or a text, also an empty one; `42` and `'42'` are the same.
   * @throws {ServerError} When it is anything else.
   * @example
   * faker.server.web().seed('shop').record().serverId; // 'web-4cbe'
   * @since 0.1.0
   */
  seed(this: void, seed: string | number): ServerBuilder<M>;
  /**
   * Where the window begins, rounded down to the interval's layer: a local day, 5 minutes, a minute, 10 seconds or a
   * second. Where `asOf` is not set, the profile's levels hold at this instant.
   *
   * @param date - A text without an offset is local time in the server's zone.
   * @throws {ServerError} When it is not a date from the years 1 to 9999.
   * @example
   * faker.server.web().from('2025-03-01').series(2).map(({ timestamp }) => timestamp);
   * // [2025-03-01T00:00:00.000Z, 2025-03-02T00:00:00.000Z]
   * @since 0.1.0
   */
  from(this: void, date: DateInput): ServerBuilder<M>;
  /**
   * Where the window ends (excluded).
   *
   * @param date - A text without an offset is local time in the server's zone.
   * @throws {ServerError} When it is not a date from the years 1 to 9999.
   * @example
   * faker.server.web().until('2025-03-01').series(2).map(({ timestamp }) => timestamp);
   * // [2025-02-27T00:00:00.000Z, 2025-02-28T00:00:00.000Z]
   * @since 0.1.0
   */
  until(this: void, date: DateInput): ServerBuilder<M>;
  /**
   * The instant at which the profile's levels hold: growth counts from it. Defaults to `from`, else to faker's
   * reference date.
   *
   * @param date - A text without an offset is local time in the server's zone.
   * @throws {ServerError} When it is not a date from the years 1 to 9999.
   * @example
   * faker.server.web().typical().asOf('2020-01-01').explain().asOf; // '2020-01-01'
   * @since 0.1.0
   */
  asOf(this: void, date: DateInput): ServerBuilder<M>;
  /**
   * The interval between two records. Defaults to `'1d'`.
   *
   * @param interval - `'10s'`, `'5m'`, `'1h'`, `'1d'`, `'1w'` … or milliseconds: whole seconds up to a day, whole days
   * from there on.
   * @throws {ServerError} When it is anything else.
   * @example
   * faker.server.web().every('1h').series(2).map(({ timestamp }) => timestamp);
   * // [2025-12-31T22:00:00.000Z, 2025-12-31T23:00:00.000Z]
   * @since 0.1.0
   */
  every(this: void, interval: Duration): ServerBuilder<M>;
  /**
   * What a value is of its interval. Defaults to the P95 for a day, to the mean of the daily P95s beyond, and to the
   * mean below. A statistic that is set is taken over the 5-minute samples of the interval, or over its seconds where
   * it is one sample or not a whole number of them; the highest and the lowest always over its seconds.
   *
   * @param statistic - `'p95'`, `'mean'`, `'max'` or `'min'`.
   * @throws {ServerError} When it is anything else.
   * @example
   * faker.server.web().statistic('max').record().cpu; // 20.31
   * @since 0.1.0
   */
  statistic(this: void, statistic: Statistic): ServerBuilder<M>;
  /**
   * The zone whose days, hours and holidays the server lives by. Defaults to `'UTC'`.
   *
   * @param name - An IANA name, such as `'Europe/Berlin'`.
   * @throws {ServerError} When the engine does not know it, or it is an offset such as `'+05:30'`.
   * @example
   * faker.server.web().timeZone('Europe/Berlin').record().timestamp; // 2025-12-30T23:00:00.000Z
   * @since 0.1.0
   */
  timeZone(this: void, name: string): ServerBuilder<M>;
  /**
   * The server's own, complete profile: what it drew around its archetype's, under what was set.
   *
   * @example
   * faker.server.web().profile().peakHours; // { start: 6.75, end: 17.25 }
   * @since 0.1.0
   */
  profile(this: void): Profile;
  /**
   * The server with some figures set. What is set is met exactly; what is not stays as drawn.
   *
   * @param part - Any part of a {@link Profile}; `dynamics` may be the name of a preset: `'calm'`, `'interactive'`,
   * `'steady'`, `'storage'` or `'campaigns'`.
   * @throws {ServerError} When a field is unknown or out of its bounds.
   * @example
   * faker.server.web().profile({ cpu: { base: 50 } }).profile().cpu.base; // 50
   * @since 0.1.0
   */
  profile(this: void, part: ProfileInput): ServerBuilder<M>;
  /**
   * The server without variety: the archetype's figures to the digit.
   *
   * @example
   * faker.server.web().typical().profile().cpu.base; // 35
   * @since 0.1.0
   */
  typical(this: void): ServerBuilder<M>;
  /**
   * The correlations of the noise. Pairs that are not set follow from the others along the chain
   * network – cpu – memory – disk.
   *
   * @param pairs - Each above −1 and below 1.
   * @throws {ServerError} When no four metrics can have these correlations, unless `nearest` is set.
   * @example
   * faker.server.web().correlation({ cpuMemory: 0.5 }).explain().correlation.cpuMemory;
   * // { asked: 0.5, realised: 0.4521 }
   * @since 0.1.0
   */
  correlation(this: void, pairs: CorrelationOptions): ServerBuilder<M>;
  /**
   * The growth a year, as a ratio: `0.12` is 12 %.
   *
   * @param rate - One for all metrics, or one for each; −0.9 to 10.
   * @throws {ServerError} When it is anything else.
   * @example
   * faker.server.web().growth({ cpu: 0.3 }).profile().cpu.growth; // 0.3
   * @since 0.1.0
   */
  growth(this: void, rate: number | PartOf<Record<Metric, number>>): ServerBuilder<M>;
  /**
   * The days that have the load of a weekend day. Defaults to `'us'`, the federal holidays of the United States.
   *
   * @param holidays - `'us'`, `'none'`, a list of dates such as `['2026-12-25']`, or a function of a local date.
   * @throws {ServerError} When it is anything else.
   * @example
   * faker.server.web().typical().holidays(['2025-12-31']).record().cpu; // 29.02
   * @since 0.1.0
   */
  holidays(this: void, holidays: Holidays): ServerBuilder<M>;
  /**
   * Only some metrics, which changes none of their values.
   *
   * @param metrics - One or more of those the builder has; also a list of whatever length, `only(...list)`.
   * @typeParam L - The metrics as a list. To name none at all is an error for TypeScript, too.
   * @throws {ServerError} When there is none, or one that the builder does not have.
   * @example
   * faker.server.web().only('cpu').record();
   * // { timestamp: 2025-12-31T00:00:00.000Z, serverId: 'web-fbb3', archetype: 'web', cpu: 15.67 }
   * @since 0.1.0
   */
  only<L extends readonly M[]>(
    this: void,
    ...metrics: L extends readonly [] ? [metric: M] : L
  ): ServerBuilder<L[number]>;

  /**
   * One record: of the interval of `series` that contains `at`, or the last of the window.
   *
   * @param at - A text without an offset is local time in the server's zone.
   * @throws {ServerError} When it is not a date from the years 1 to 9999.
   * @example
   * faker.server.web().record('2025-03-01').timestamp; // 2025-03-01T00:00:00.000Z
   * @since 0.1.0
   */
  record(this: void, at?: DateInput): ServerRecord<M>;
  /**
   * Records, one for each interval: `count` of them up to the reference day, from `from` on or back from `until`;
   * without a count all from `from` to `until`.
   *
   * @param range - A count of at most 5 million, or an object with `count`, `from` and `until`.
   * @throws {ServerError} When the range is reversed, says too little or too much, or is too long.
   * @example
   * faker.server.web().only('cpu').series(3).map(({ cpu }) => cpu); // [13, 12.46, 15.67]
   * @since 0.1.0
   */
  series(this: void, range?: number | RangeOptions): ServerRecord<M>[];
  /**
   * The same values as `series` in typed arrays: `time` in epoch milliseconds and one array for each metric, shape [n].
   *
   * @param range - A count of at most 100 million, or an object with `count`, `from` and `until`.
   * @throws {ServerError} When the range is reversed, says too little or too much, or is too long.
   * @example
   * faker.server.web().only('cpu').columns(2);
   * // { time: Float64Array [1767052800000, 1767139200000], cpu: Float64Array [12.46, 15.67] }
   * @since 0.1.0
   */
  columns(this: void, range?: number | RangeOptions): Columns<M>;
  /**
   * The same records lazily, in constant memory. Without a count or an end it goes on to the end of the year 9999, from
   * `from` or from the reference day, where `series` stops. A builder can itself be iterated in the same way.
   *
   * @param range - A count, or an object with `count`, `from` and `until`.
   * @throws {ServerError} When the range is reversed or has an end but no beginning.
   * @example
   * for (const { cpu } of faker.server.web().stream(2)) console.log(cpu);
   * // 12.46
   * // 15.67
   * @since 0.1.0
   */
  stream(this: void, range?: number | RangeOptions): RecordStream<M>;
  /**
   * The same values as `columns` in blocks of at most 4096 rows, in constant memory: what formats and databases are made
   * from. Only iterating computes anything, and any part is reached directly.
   *
   * @param range - A count, or an object with `count`, `from` and `until`.
   * @throws {ServerError} When the range is reversed or says too little or too much.
   * @example
   * faker.server.web().every('5m').blocks(100_000).rows; // 100000
   * Array.from(faker.server.web().blocks(5000), ({ offset, count }) => [offset, count]); // [[0, 4096], [4096, 904]]
   * @since 0.2.0
   */
  blocks(this: void, range?: number | RangeOptions): Blocks<M>;
  /**
   * What was asked of the server beside what ten years of it show: levels, noise, correlations, growth.
   *
   * @example
   * faker.server.web().explain().metrics.cpu.base; // { asked: 15.9116, realised: 15.8665 }
   * @since 0.1.0
   */
  explain(this: void): Explanation;
  /**
   * The inventory record of the server: host name, region, hardware and so on, fitting its archetype.
   *
   * @example
   * faker.server.web().metadata().hostname; // 'web-fbb3.dub.dev.example'
   * @since 0.1.0
   */
  metadata(this: void): ServerMetadata;
  /**
   * The builder as plain data, from which `fromJSON` makes it again.
   *
   * @throws {ServerError} When its holidays are a function, which no JSON can hold.
   * @example
   * faker.server.web().toJSON().seed; // 3373557479352566
   * @since 0.1.0
   */
  toJSON(this: void): BuilderJson;
  /**
   * The server's id, for templates and messages.
   *
   * @example
   * String(faker.server.web()); // 'web-fbb3'
   * @since 0.1.0
   */
  toString(this: void): string;
}
