import { type Bounds, boolean, fields, number, text } from '../check.js';
import { ServerError } from '../errors.js';
import {
  type Correlation,
  type Dynamics,
  type MetricProfile,
  METRICS,
  type PartialProfile,
  type PeakHours,
  type Profile,
} from './profile.js';

/** Bounds of each figure; those of `base` and `ceiling` depend on each other and are in {@link checkLevels}. */
const METRIC_BOUNDS: Readonly<Record<keyof MetricProfile, Bounds>> = {
  base: { above: 0 },
  std: { from: 0, to: 100 },
  growth: { from: -0.9, to: 10 },
  ceiling: { above: 0, to: 1e9 },
  calendarResponse: { from: 0, to: 1 },
  quietLevel: { above: 0, to: 1 },
  volatility: { from: 0, to: 1 },
};

const DYNAMICS_BOUNDS: Readonly<Record<keyof Dynamics, Bounds>> = {
  persistence: { from: 0, to: 1 },
  burstsPerDay: { from: 0, to: 24 },
  burstHeight: { from: 0, to: 10 },
  releasesPerDay: { from: 0.1, to: 24 },
  releaseDepth: { from: 0, to: 0.5 },
};

const PEAK_HOURS_BOUNDS: Readonly<Record<keyof PeakHours, Bounds>> = {
  start: { from: 0, below: 24 },
  end: { above: 0, to: 24 },
};

/** An open interval: at ±1 two metrics are one. */
const CORRELATION: Bounds = { above: -1, below: 1 };
const CORRELATION_BOUNDS: Readonly<Record<keyof Correlation, Bounds>> = {
  cpuMemory: CORRELATION,
  cpuNetwork: CORRELATION,
  memoryDisk: CORRELATION,
  cpuDisk: CORRELATION,
  memoryNetwork: CORRELATION,
  diskNetwork: CORRELATION,
};

const FACTOR: Bounds = { above: 0, to: 10 };

const PROFILE_CHECKS: { readonly [K in keyof Profile]: (path: string, value: unknown) => PartialProfile[K] } = {
  model: (path, value) => {
    if (value !== 1) throw new ServerError(path, '1, the version of the model', value);
    return value;
  },
  archetype: archetypeName,
  cpu: metric,
  memory: metric,
  diskIo: metric,
  network: metric,
  correlation: (path, value) => numbers(path, value, CORRELATION_BOUNDS),
  seasonalPeakFactor: (path, value) => number(path, value, FACTOR),
  seasonalTroughFactor: (path, value) => number(path, value, FACTOR),
  weekendFactor: (path, value) => number(path, value, FACTOR),
  fiscalYearStart: (path, value) => number(path, value, { from: 1, to: 12, whole: true }),
  peakHours: (path, value) => numbers(path, value, PEAK_HOURS_BOUNDS),
  batchNightWindow: boolean,
  dynamics: (path, value) => numbers(path, value, DYNAMICS_BOUNDS),
  precision: (path, value) => number(path, value, { from: 0, to: 6, whole: true }),
};

const PROFILE_KEYS = Object.keys(PROFILE_CHECKS) as (keyof Profile)[];

/**
 * What a user wrote of a profile, checked field by field.
 *
 * @throws {ServerError} For the first field that is unknown or out of its bounds.
 */
export function checkProfile(path: string, value: unknown): PartialProfile {
  const found = fields(path, value, PROFILE_KEYS);
  const checked: Record<string, unknown> = {};
  for (const key of PROFILE_KEYS) {
    if (found[key] !== undefined) checked[key] = PROFILE_CHECKS[key](join(path, key), found[key]);
  }
  return checked;
}

/** What a user wrote of the correlations. */
export function checkCorrelation(path: string, value: unknown): Partial<Correlation> {
  return numbers(path, value, CORRELATION_BOUNDS);
}

/** What a user wrote of the growth: one for all metrics, or one for each. */
export function checkGrowth(value: unknown): PartialProfile {
  const each =
    typeof value === 'object' && value !== null
      ? numbers('growth', value, record(METRICS, METRIC_BOUNDS.growth))
      : record(METRICS, number('growth', value, METRIC_BOUNDS.growth));
  const entries = Object.entries(each).map(([name, growth]) => [name, { growth }]);
  return Object.fromEntries(entries) as PartialProfile;
}

/**
 * What must hold between the fields of a whole profile.
 *
 * @throws {ServerError} When a base is not below its ceiling, or the peak hours are none.
 */
export function checkWhole(profile: Profile): void {
  for (const name of METRICS) {
    const { base, ceiling } = profile[name];
    if (!(base < ceiling)) {
      throw new ServerError(
        `${name}.base`,
        `a finite number above 0 and below its ceiling of ${String(ceiling)}`,
        base,
      );
    }
  }
  const { start, end } = profile.peakHours;
  if (start === end) throw new ServerError('peakHours', 'an end that is not the start', start);
}

/** The name of a custom archetype: it stands in ids and host names. */
export function archetypeName(path: string, value: unknown): string {
  const name = text(path, value);
  if (!/^[a-z][a-z0-9-]{0,39}$/i.test(name)) {
    throw new ServerError(path, 'a name of at most 40 letters, digits and hyphens that begins with a letter', value);
  }
  return name;
}

function metric(path: string, value: unknown): Partial<MetricProfile> {
  return numbers(path, value, METRIC_BOUNDS);
}

function numbers<K extends string>(
  path: string,
  value: unknown,
  bounds: Readonly<Record<K, Bounds>>,
): Partial<Record<K, number>> {
  const keys = Object.keys(bounds) as K[];
  const found = fields(path, value, keys);
  const checked: Partial<Record<K, number>> = {};
  for (const key of keys) {
    if (found[key] !== undefined) checked[key] = number(join(path, key), found[key], bounds[key]);
  }
  return checked;
}

function record<K extends string, V>(keys: readonly K[], value: V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value])) as Record<K, V>;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
