import type { Instant } from './instant.js';
import { DAY_MS } from './model/civil.js';
import type { Holidays } from './model/holidays.js';
import { type Metric, METRICS, type PartialProfile } from './profiles/profile.js';

/** What a record's value is of the samples in its interval. */
export const STATISTICS: readonly ['p95', 'mean', 'max', 'min'] = /* @__PURE__ */ Object.freeze([
  'p95',
  'mean',
  'max',
  'min',
] as const);

/** A statistic of an interval: of its samples, `p95` by linear interpolation, or of its seconds, which `max` and `min` are. */
export type Statistic = (typeof STATISTICS)[number];

/** What was asked for: one server and a way to look at it, as plain frozen data. */
export interface Spec {
  /** Which population the server is of. */
  readonly archetype: string;
  /** What a custom archetype was declared to be; nothing for the four archetypes. */
  readonly custom: PartialProfile | undefined;
  readonly seed: string | number;
  /** The server's id; undefined where it follows from the seed. */
  readonly id: string | undefined;
  /** Whether the server has the archetype's figures to the digit. */
  readonly typical: boolean;
  /** What the user set, over what the server drew. */
  readonly profile: PartialProfile;
  /** Whether an impossible correlation matrix is replaced by the nearest possible one. */
  readonly nearest: boolean;
  readonly timeZone: string;
  readonly holidays: Holidays;
  /** The reference date at which the builder was made. */
  readonly referenceMs: number;
  readonly from: Instant | undefined;
  readonly until: Instant | undefined;
  readonly asOf: Instant | undefined;
  readonly stepMs: number;
  /** Undefined for the default: P95 of a day, else the mean. */
  readonly statistic: Statistic | undefined;
  readonly metrics: readonly Metric[];
}

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
    stepMs: DAY_MS,
    statistic: undefined,
    metrics: METRICS,
  };
}
