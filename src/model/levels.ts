import { exp } from '../num/exp.js';
import { fillIdle } from './activity.js';
import { KNEE, straightened } from './bound.js';
import { civilDate } from './civil.js';
import type { CalendarYear } from './calendar.js';
import type { MetricModel, Model } from './compile.js';
import { copy, fillNoise, latticeRoom } from './noise.js';
import { LEAST_FACTOR } from './noiseLaw.js';
import { calendarFactor } from './ordinaryLevel.js';

/** The daily layer: for each local day and metric the level before the bound. `bound` of it is the day's P95. */
export interface DayLevels {
  readonly model: Model;
  /** Room that grows with the days that are asked for at once. */
  lattice: Float64Array;
  idle: Uint8Array;
}

/** The normal numbers of the days' noise, and of its part that is new every day: an array of days for each metric. */
export interface DayNormals {
  readonly all: readonly Float64Array[];
  readonly white: readonly Float64Array[];
}

export function dayLevels(model: Model): DayLevels {
  return { model, lattice: new Float64Array(0), idle: new Uint8Array(0) };
}

/**
 * Writes the levels of `count` days from day `first` on, for metrics 0 to `width` (excluded), into one array for each
 * metric. Any day costs the same, and none depends on how they are asked for.
 *
 * @param normals - Where the normal numbers that they are made of are to be, too.
 */
export function setLevels(
  levels: DayLevels,
  first: number,
  count: number,
  width: number,
  out: readonly Float64Array[],
  normals?: DayNormals,
): void {
  const { calendar, metrics, asOfDay, dayNoise } = levels.model;
  if (levels.idle.length < count) {
    levels.lattice = new Float64Array(latticeRoom(dayNoise, count));
    levels.idle = new Uint8Array(count);
  }
  const { lattice, idle } = levels;
  fillNoise(dayNoise, first, count, width, lattice, out, normals?.white);
  if (normals) copy(out, normals.all, count, width);
  fillIdle(levels.model, first, count, idle);
  let from = 0;
  for (let number = civilDate(first).year; from < count; number++) {
    const year = calendar.year(number);
    const end = Math.min(count, year.end - first);
    for (let metric = 0; metric < width; metric++) {
      setYear(metrics[metric]!, year, asOfDay, first, from, end, idle, out[metric]!);
    }
    from = end;
  }
  for (let metric = 0; metric < width; metric++) {
    const { knee, ceiling } = metrics[metric]!;
    if (knee > KNEE * ceiling) straighten(knee, ceiling, count, out[metric]!);
  }
}

function straighten(knee: number, ceiling: number, count: number, values: Float64Array): void {
  for (let i = 0; i < count; i++) values[i] = straightened(knee, values[i]!, ceiling);
}

/** Makes levels of the normal numbers in places `from` to `end` (excluded), which are days of one year. */
function setYear(
  { level, growthPerDay, noise, peak, trough, off }: MetricModel,
  year: CalendarYear,
  asOfDay: number,
  first: number,
  from: number,
  end: number,
  idle: Uint8Array,
  values: Float64Array,
): void {
  const { active, idle: idleFactor, weight, tail } = noise;
  const { peak: peaks, trough: troughs, off: offs } = year;
  const shift = -(tail * tail) / 2;
  const still = 1 - weight;
  const toYear = first - year.first;
  for (let i = from; i < end;) {
    const block = Math.floor((first + i) / GROWTH_DAYS);
    const blockEnd = Math.min(end, (block + 1) * GROWTH_DAYS - first);
    const middle = (block + 0.5) * GROWTH_DAYS;
    const blockLevel = level * exp(limited(growthPerDay * (middle - asOfDay)));
    for (; i < blockEnd; i++) {
      const at = toYear + i;
      const growth = growthPerDay * (first + i - middle);
      values[i] =
        blockLevel *
        (1 + growth * (1 + growth * (0.5 + growth * SIXTH))) *
        (idle[i]! ? idleFactor : active) *
        ((1 + peak * peaks[at]! + trough * troughs[at]!) * (1 + off * offs[at]!)) *
        Math.max(LEAST_FACTOR, still + weight * exp(tail * values[i]! + shift));
    }
  }
}

/** Days over which growth is one exponential and a cubic series of it: at most 3 · 10⁻⁷ off, at the largest growth. */
const GROWTH_DAYS = 16;
const SIXTH = 1 / 6;

/** Growth over millennia stays a number. */
function limited(exponent: number): number {
  return Math.max(-300, Math.min(60, exponent));
}

/** The expected level of a day before the bound above the metric's knee: calendar and growth without the noise. */
export function expectedLevel(model: Model, metric: number, day: number): number {
  const { year } = civilDate(day);
  const days = model.calendar.year(year);
  const at = day - days.first;
  const kind = { peak: days.peak[at]!, trough: days.trough[at]!, off: days.off[at]! };
  const response = model.metrics[metric]!;
  const growth = limited(response.growthPerDay * (day - model.asOfDay));
  return response.level * calendarFactor(response, kind) * exp(growth);
}
