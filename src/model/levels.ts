import { exp } from '../num/exp.js';
import { fillIdle } from './activity.js';
import { civilDate } from './civil.js';
import { calendarFactor, type Model } from './compile.js';
import { fillNoise } from './noise.js';

/**
 * The daily layer: for each local day and metric the level before the bound. `bound` of it is the day's P95.
 *
 * @returns A function that writes the levels of `count` days from day `first` on, for metrics 0 to `width` (excluded),
 * into one array for each metric. Any day costs the same, and none depends on how they are asked for.
 */
export function dayLevels(
  model: Model,
): (first: number, count: number, width: number, out: readonly Float64Array[]) => void {
  let lattice = new Float64Array(0);
  let idle = new Uint8Array(0);
  return (first, count, width, out) => {
    if (lattice.length < 4 * (count + 4)) {
      lattice = new Float64Array(4 * (count + 4));
      idle = new Uint8Array(count);
    }
    fillNoise(model.dayNoise, first, count, width, lattice, out);
    fillIdle(model, first, count, idle);
    forEachYear(model, first, count, ({ first: newYear, peak, trough, off }, from, end) => {
      for (let metric = 0; metric < width; metric++) {
        const { level, growthPerDay, noise, ...factors } = model.metrics[metric]!;
        const { tail } = noise;
        const values = out[metric]!;
        const shift = -(tail * tail) / 2;
        const still = 1 - noise.weight;
        for (let i = from; i < end;) {
          const block = Math.floor((first + i) / GROWTH_DAYS);
          const blockEnd = Math.min(end, (block + 1) * GROWTH_DAYS - first);
          const middle = (block + 0.5) * GROWTH_DAYS;
          const blockLevel = level * exp(limited(growthPerDay * (middle - model.asOfDay)));
          for (; i < blockEnd; i++) {
            const at = first + i - newYear;
            const growth = growthPerDay * (first + i - middle);
            values[i] =
              blockLevel *
              (1 + growth * (1 + growth * (0.5 + growth * SIXTH))) *
              (idle[i]! ? noise.idle : noise.active) *
              ((1 + factors.peak * peak[at]! + factors.trough * trough[at]!) * (1 + factors.off * off[at]!)) *
              (still + noise.weight * exp(tail * values[i]! + shift));
          }
        }
      }
    });
  };
}

/** Days over which growth is one exponential and a cubic series of it: at most 3 · 10⁻⁷ off, at the largest growth. */
const GROWTH_DAYS = 16;
const SIXTH = 1 / 6;

/** Growth over millennia stays a number. */
function limited(exponent: number): number {
  return Math.max(-300, Math.min(60, exponent));
}

/** The expected level of a day before the bound: calendar and growth without the noise. */
export function expectedLevel(model: Model, metric: number, day: number): number {
  const { year } = civilDate(day);
  const days = model.calendar.year(year);
  const at = day - days.first;
  const kind = { peak: days.peak[at]!, trough: days.trough[at]!, off: days.off[at]! };
  const { level, growthPerDay, ...factors } = model.metrics[metric]!;
  return level * calendarFactor(factors, kind) * exp(limited(growthPerDay * (day - model.asOfDay)));
}

/** Calls back with each civil year that the days touch, and with the part of them that it holds. */
function forEachYear(
  { calendar }: Model,
  first: number,
  count: number,
  visit: (year: ReturnType<Model['calendar']['year']>, from: number, end: number) => void,
): void {
  let from = 0;
  for (let number = civilDate(first).year; from < count; number++) {
    const year = calendar.year(number);
    const end = Math.min(count, year.end - first);
    visit(year, from, end);
    from = end;
  }
}
