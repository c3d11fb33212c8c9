import { boolean, fields, oneOf } from './check.js';
import { deepFreeze } from './deepFreeze.js';
import { interval } from './duration.js';
import { Found, ServerError, within } from './errors.js';
import { instant, type Instant } from './instant.js';
import { DAY_MS } from './model/civil.js';
import type { Holidays } from './model/holidays.js';
import { archetypeName, checkArchetype, checkProfile, checkModel } from './profiles/check.js';
import { type Metric, METRICS, MODEL_VERSION, type PartialProfile } from './profiles/profile.js';
import { checkId, checkMetrics, checkSeed, checkTimeZone, writtenHolidays } from './settings.js';
import { type Spec, type Statistic, STATISTICS } from './spec.js';

/** A builder as plain data that survives JSON. Fields that were not set are absent. */
export interface BuilderJson {
  /** Version of the model whose values it stands for. */
  readonly model: typeof MODEL_VERSION;
  readonly archetype: string;
  /** What a custom archetype was declared to be. */
  readonly custom?: PartialProfile;
  readonly seed: string | number;
  readonly id: string;
  readonly typical?: boolean;
  readonly profile?: PartialProfile;
  readonly nearest?: boolean;
  readonly timeZone: string;
  readonly holidays: 'us' | 'none' | readonly string[];
  /** ISO 8601; without an offset, local time in the server's zone. */
  readonly reference: string;
  readonly from?: string;
  readonly until?: string;
  readonly asOf?: string;
  /** Milliseconds. */
  readonly every: number;
  readonly statistic?: Statistic;
  readonly metrics: readonly Metric[];
}

const KEYS = [
  'model',
  'archetype',
  'custom',
  'seed',
  'id',
  'typical',
  'profile',
  'nearest',
  'timeZone',
  'holidays',
  'reference',
  'from',
  'until',
  'asOf',
  'every',
  'statistic',
  'metrics',
] as const satisfies readonly (keyof BuilderJson)[];

/**
 * A spec as data of its own: nothing that is done to it reaches the spec.
 *
 * @throws {ServerError} When the holidays are a function.
 */
export function toJson(spec: Spec, id: string): BuilderJson {
  const { holidays, from, until, asOf } = spec;
  if (typeof holidays === 'function') {
    throw new ServerError('toJSON', 'holidays as a rule or a list of dates', new Found('a function'));
  }
  return {
    model: MODEL_VERSION,
    archetype: spec.archetype,
    ...(spec.custom && { custom: copyOf(spec.custom) }),
    seed: spec.seed,
    id,
    ...(spec.typical && { typical: true }),
    ...(hasFields(spec.profile) && { profile: copyOf(spec.profile) }),
    ...(spec.nearest && { nearest: true }),
    timeZone: spec.timeZone,
    holidays: typeof holidays === 'string' ? holidays : [...holidays],
    reference: textOf({ utcMs: spec.referenceMs }),
    ...(from && { from: textOf(from) }),
    ...(until && { until: textOf(until) }),
    ...(asOf && { asOf: textOf(asOf) }),
    every: spec.stepMs,
    ...(spec.statistic && { statistic: spec.statistic }),
    metrics: [...spec.metrics],
  };
}

/** @throws {ServerError} When the value is not what {@link toJson} made. */
export function specOf(value: unknown): Spec {
  const json = fields('fromJSON', value, KEYS);
  return deepFreeze(within('fromJSON', () => checkFields(json)));
}

function checkFields(json: Partial<Record<keyof BuilderJson, unknown>>): Spec {
  checkModel('model', json.model);
  const archetype = (json.custom === undefined ? checkArchetype : archetypeName)('archetype', json.archetype);
  const optional = <T>(field: unknown, check: (field: unknown) => T): T | undefined =>
    field === undefined ? undefined : check(field);
  const holidays: Holidays = optional(json.holidays, writtenHolidays) ?? 'us';
  const reference = instant('reference', json.reference);
  if (!('utcMs' in reference)) throw new ServerError('reference', 'a date with an offset', json.reference);
  return {
    archetype,
    custom: optional(json.custom, (custom) => checkProfile('custom', custom)),
    seed: checkSeed('seed', json.seed),
    id: optional(json.id, (id) => checkId('id', id)),
    typical: optional(json.typical, (typical) => boolean('typical', typical)) ?? false,
    profile: optional(json.profile, (profile) => checkProfile('profile', profile)) ?? {},
    nearest: optional(json.nearest, (nearest) => boolean('nearest', nearest)) ?? false,
    timeZone: optional(json.timeZone, checkTimeZone) ?? 'UTC',
    holidays,
    referenceMs: reference.utcMs,
    from: optional(json.from, (date) => instant('from', date)),
    until: optional(json.until, (date) => instant('until', date)),
    asOf: optional(json.asOf, (date) => instant('asOf', date)),
    stepMs: optional(json.every, (every) => interval('every', every)) ?? DAY_MS,
    statistic: optional(json.statistic, (name) => oneOf('statistic', name, STATISTICS)),
    metrics: optional(json.metrics, (metrics) => checkMetrics('metrics', metrics)) ?? METRICS,
  };
}

/** A copy that is not frozen. */
function copyOf(part: PartialProfile): PartialProfile {
  const fields = Object.entries(part).map(([key, field]) => [key, typeof field === 'object' ? { ...field } : field]);
  return Object.fromEntries(fields) as PartialProfile;
}

function hasFields(data: object): boolean {
  return Object.keys(data).length > 0;
}

function textOf(when: Instant): string {
  return 'utcMs' in when ? new Date(when.utcMs).toISOString() : new Date(when.localMs).toISOString().slice(0, -1);
}
