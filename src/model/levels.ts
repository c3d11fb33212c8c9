import { exp } from '../num/exp.js';
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
  return (first, count, width, out) => {
    if (lattice.length < 4 * (count + 4)) lattice = new Float64Array(4 * (count + 4));
    fillNoise(model.dayNoise, first, count, width, lattice, out);
    forEachYear(model, first, count, (year, from, end) => {
      const { peak, trough, off } = year;
      for (let metric = 0; metric < width; metric++) {
        const { level, sigma, growthPerDay, ...factors } = model.metrics[metric]!;
        const values = out[metric]!;
        const drift = -(sigma * sigma) / 2 + growthPerDay * (first - model.asOfDay);
        for (let i = from; i < end; i++) {
          const at = first + i - year.first;
          const exponent = sigma * values[i]! + drift + growthPerDay * i;
          values[i] =
            level *
            ((1 + factors.peak * peak[at]! + factors.trough * trough[at]!) * (1 + factors.off * off[at]!)) *
            exp(exponent < HIGHEST ? (exponent > LOWEST ? exponent : LOWEST) : HIGHEST);
        }
      }
    });
  };
}

/** Exponents beyond these are cut: growth over millennia stays a number. */
const HIGHEST = 60;
const LOWEST = -300;

/** The expected level of a day before the bound: calendar and growth without the noise. */
export function expectedLevel(model: Model, metric: number, day: number): number {
  const { year } = civilDate(day);
  const days = model.calendar.year(year);
  const at = day - days.first;
  const kind = { peak: days.peak[at]!, trough: days.trough[at]!, off: days.off[at]! };
  const { level, growthPerDay, ...factors } = model.metrics[metric]!;
  const exponent = growthPerDay * (day - model.asOfDay);
  return level * calendarFactor(factors, kind) * exp(Math.max(LOWEST, Math.min(HIGHEST, exponent)));
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
