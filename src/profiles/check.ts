import { type Bounds, boolean, fields, number, placeOf, suggestion, text } from '../check.js';
import { Found, ServerError } from '../errors.js';
import { ALIASES, type Archetype } from './archetypes.js';
import { type DynamicsPreset, type DynamicsSet, presets } from './dynamics.js';
import { peakDuration } from './peakDuration.js';
import {
  type Correlation,
  type Dynamics,
  type MetricProfile,
  METRICS,
  MODEL_VERSION,
  type PartialProfile,
  type PeakHours,
  type Profile,
} from './profile.js';

/** As small as the finest precision shows: what is much smaller would vanish between numbers of ordinary size. */
const SMALLEST = 1e-6;

/** Bounds of each figure; those of `base` and `ceiling` depend on each other and are in {@link checkWhole}. */
const METRIC_BOUNDS: Readonly<Record<keyof MetricProfile, Bounds>> = {
  base: { from: SMALLEST },
  std: { from: 0, to: 100 },
  growth: { from: -0.9, to: 10 },
  ceiling: { above: 0, to: 1e9 },
  calendarResponse: { from: 0, to: 1 },
  quietLevel: { from: 0.01, to: 1 },
  volatility: { from: 0, to: 1 },
  roughness: { from: 0, to: 1 },
  tail: { from: 0, to: 1.5 },
  burstShare: { from: 0, to: 1 },
  burstGain: { from: 0, to: 1000 },
  jobLevel: { from: 0, to: 11 },
};

const DYNAMICS_BOUNDS: Readonly<Record<keyof Dynamics, Bounds>> = {
  persistence: { from: 0, to: 1 },
  shifts: { from: 0, to: 1 },
  episodeHours: { from: 1.5, to: 24 },
  sharedLoad: { from: 0, to: 1 },
  memoryFollowsLoad: { from: 0, to: 1 },
  burstsPerDay: { from: 0, to: 24 },
  burstHeight: { from: 0, to: 10 },
  burstTail: { from: 0.5, to: 10 },
  jobsPerDay: { from: 0, to: 12 },
  jobMinutes: { from: 5, to: 300 },
  activeDays: { from: 0.01, to: 1 },
  dutyCycle: { from: 0.06, to: 1 },
  releasesPerDay: { from: 0.1, to: 24 },
  releaseDepth: { from: 0, to: 0.5 },
  restartsPerMonth: { from: 0, to: 30 },
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

/** Shortest busy plateau, in hours. */
const SHORTEST_PEAK = 2;

const FACTOR: Bounds = { from: SMALLEST, to: 10 };

const PROFILE_CHECKS: { readonly [K in keyof Profile]: (path: string, value: unknown) => PartialProfile[K] } = {
  model: checkModel,
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
  dynamics: (path, value) => numbers(path, value, DYNAMICS_BOUNDS, `an object of figures, or one of ${PRESET_NAMES}`),
  precision: (path, value) => number(path, value, { from: 0, to: 6, whole: true }),
};

const PROFILE_KEYS = Object.keys(PROFILE_CHECKS) as (keyof Profile)[];

/**
 * What a user wrote of a profile, checked field by field.
 *
 * @throws {ServerError} For the first field that is unknown or out of its bounds.
 */
export function checkProfile(path: string, value: unknown): PartialProfile {
  const found = withPreset(path, fields(path, value, PROFILE_KEYS));
  const checked: Record<string, unknown> = {};
  for (const key of PROFILE_KEYS) {
    if (found[key] !== undefined) checked[key] = PROFILE_CHECKS[key](placeOf(path, key), found[key]);
  }
  return checked;
}

/** A profile whose dynamics are named has those of the preset, under what else it says of its metrics. */
function withPreset(path: string, found: Record<string, unknown>): Record<string, unknown> {
  const name = found['dynamics'];
  if (typeof name !== 'string') return found;
  const preset: DynamicsSet | undefined = Object.hasOwn(presets, name) ? presets[name as DynamicsPreset] : undefined;
  if (!preset) {
    throw new ServerError(
      placeOf(path, 'dynamics'),
      `an object of figures, or one of ${PRESET_NAMES}${suggestion(name, Object.keys(presets))}`,
      name,
    );
  }
  const merged: Record<string, unknown> = { ...found, dynamics: preset.dynamics };
  for (const metric of METRICS) {
    const own = found[metric] === undefined ? {} : PROFILE_CHECKS[metric](placeOf(path, metric), found[metric]);
    merged[metric] = { ...preset[metric], ...own };
  }
  return merged;
}

const PRESET_NAMES = Object.keys(presets)
  .map((name) => `'${name}'`)
  .join(', ');

/** What a user wrote of the correlations. */
export function checkCorrelation(path: string, value: unknown): Partial<Correlation> {
  return numbers(path, value, CORRELATION_BOUNDS);
}

/** What a user wrote of the growth: one for all metrics, or one for each. */
export function checkGrowth(value: unknown): PartialProfile {
  const each =
    typeof value === 'number'
      ? record(METRICS, number('growth', value, METRIC_BOUNDS.growth))
      : numbers('growth', value, record(METRICS, METRIC_BOUNDS.growth), 'a number, or an object of numbers by metric');
  const entries = Object.entries(each).map(([name, growth]) => [name, { growth }]);
  return Object.fromEntries(entries) as PartialProfile;
}

/**
 * What must hold between the fields of a whole profile.
 *
 * @param set - What was set of it: a base that was drawn is never refused for being small.
 * @throws {ServerError} When a base is not below its ceiling, a base that was set is 0 at the precision, a ceiling is finer
 * than the precision, or the peak hours are none.
 */
export function checkWhole(profile: Profile, set: readonly PartialProfile[]): void {
  const { precision } = profile;
  for (const name of METRICS) {
    const { base, ceiling } = profile[name];
    if (!(base < ceiling)) {
      throw new ServerError(`${name}.base`, `a number below its ceiling of ${ceiling}`, base);
    }
    // Else values near it would be rounded to beyond it.
    if (!Number.isInteger(ceiling) && Number(ceiling.toFixed(precision)) !== ceiling) {
      const need = `a number with no more decimals than the precision of ${precision}`;
      throw new ServerError(`${name}.ceiling`, need, ceiling);
    }
    const smallest = Number(`5e${-precision - 1}`);
    if (base < smallest && set.some((part) => part[name]?.base !== undefined)) {
      const need = `a number of at least ${smallest}, which a precision of ${precision} does not round to 0`;
      throw new ServerError(`${name}.base`, need, base);
    }
  }
  // Where fewer than a twentieth of the samples are busy, their P95 is quiet.
  if (peakDuration(profile.peakHours) < SHORTEST_PEAK) {
    const { start, end } = profile.peakHours;
    throw new ServerError('peakHours', 'at least 2 hours from start to end', new Found(`${start} to ${end}`));
  }
}

/** The version of the model, of which there is one. */
export function checkModel(path: string, value: unknown): typeof MODEL_VERSION {
  if (value !== MODEL_VERSION) throw new ServerError(path, `${MODEL_VERSION}, the version of the model`, value);
  return value;
}

/** One of the four archetypes, by its name or alias in any case. */
export function checkArchetype(path: string, value: unknown): Archetype {
  const found = typeof value === 'string' ? ALIASES.get(value.toLowerCase()) : undefined;
  if (!found) {
    const nearest = suggestion(value, [...ALIASES.keys()]);
    throw new ServerError(path, `'web', 'database' ('db'), 'application' ('app') or 'batch'${nearest}`, value);
  }
  return found;
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
  need?: string,
): Partial<Record<K, number>> {
  const keys = Object.keys(bounds) as K[];
  const found = fields(path, value, keys, need);
  const checked: Partial<Record<K, number>> = {};
  for (const key of keys) {
    if (found[key] !== undefined) checked[key] = number(placeOf(path, key), found[key], bounds[key]);
  }
  return checked;
}

function record<K extends string, V>(keys: readonly K[], value: V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value])) as Record<K, V>;
}
