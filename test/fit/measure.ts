import {
  type Correlation,
  type Estimate,
  fitProfile,
  METRICS,
  type Profile,
  type ServerBuilder,
} from '../../src/index.js';
import { calendarDays } from '../../src/fit/calendarDays.js';
import { dayAutocorrelation } from '../../src/fit/dayAutocorrelation.js';
import { fitDays } from '../../src/fit/dayModel.js';
import { whitener } from '../../src/fit/whitener.js';
import { sharedCalendar } from '../../src/model/calendar.js';
import { FROM, type RoundTrip, UNTIL } from './cases.js';

/** A figure that was found again. */
export interface Found {
  readonly name: string;
  readonly figure: string;
  /** Found less asked, in the unit of the tolerance. */
  readonly error: number;
  /** Its standard error as the report has it. */
  readonly reported: number | undefined;
  /** The standard error of the best unbiased estimator that knows the law of the noise; unknown for some. */
  readonly floor: number | undefined;
}

const MIDDLE = '2025-01-01';
const DAY_MS = 86_400_000;

/** Fits two years of 5-minute samples whose levels are those of their end, and two years of days with those of their middle. */
export function measure({ name, server }: RoundTrip): { samples: Found[]; days: Found[] } {
  const profile = server.profile();
  const floors = floorsOf(server, profile);
  const { figures } = fitProfile(server.every('5m').columns()).report;
  const daily = fitProfile(server.asOf(MIDDLE).columns(), { asOf: MIDDLE }).report.figures;

  const found: Found[] = [];
  const days: Found[] = [];
  const add = (to: Found[], figure: string, { value, error }: Estimate, asked: number, unit: number, floor?: number) =>
    to.push({
      name,
      figure,
      error: (value - asked) / unit,
      reported: error === undefined ? undefined : error / unit,
      floor: floor,
    });
  for (const metric of METRICS) {
    const { base, std, growth } = profile[metric];
    const sigma = Math.sqrt(Math.log(1 + (std / 100) ** 2));
    // Below this the law of the noise would reach below 0.
    const tail = Math.max(profile[metric].tail, sigma);
    for (const [to, fit, level] of [
      [found, figures[metric], floors.end],
      [days, daily[metric], floors.middle],
    ] as const) {
      add(to, 'base', fit.base, base, base, sigma * level);
      add(to, 'std', fit.std, std, std, floors.std(tail));
      add(to, 'tail', fit.tail, tail, 1);
      add(to, 'growth', fit.growth, growth, 1, sigma * floors.growth * (1 + growth));
    }
    add(found, 'roughness', figures[metric].roughness, profile[metric].roughness, 1);
    add(found, 'quiet level', figures[metric].quietLevel, profile[metric].quietLevel, profile[metric].quietLevel);
    add(found, 'volatility', figures[metric].volatility, profile[metric].volatility, profile[metric].volatility);
  }
  for (const [to, fit] of [
    [found, figures],
    [days, daily],
  ] as const) {
    for (const pair of Object.keys(profile.correlation) as (keyof Correlation)[]) {
      const r = profile.correlation[pair];
      add(to, 'correlation', fit.correlation[pair], r, 1, (1 - r * r) / Math.sqrt(floors.days));
    }
    for (const factor of ['seasonalPeakFactor', 'seasonalTroughFactor', 'weekendFactor'] as const) {
      add(to, 'calendar factors', fit[factor], profile[factor], profile[factor]);
    }
    for (const figure of ['persistence', 'shifts'] as const) {
      add(to, figure, fit.dynamics[figure], profile.dynamics[figure], 1);
    }
  }
  add(found, 'shared load', figures.dynamics.sharedLoad, profile.dynamics.sharedLoad, 1);
  if (!profile.batchNightWindow) {
    for (const end of ['start', 'end'] as const) {
      const { value, error } = figures.peakHours[end];
      const apart = ((value - profile.peakHours[end] + 36) % 24) - 12;
      add(found, 'peak hours', { value: apart, error: error ?? NaN, source: 'fitted' }, 0, 1);
    }
  }
  const isNight = Number(figures.batchNightWindow.value === profile.batchNightWindow);
  add(found, 'night window', { value: isNight, source: 'fitted' }, 1, 1);
  return { samples: found, days };
}

/** What the law of the noise allows: standard errors of generalised least squares with the asked profile known. */
function floorsOf(
  server: ServerBuilder,
  profile: Profile,
): { days: number; end: number; middle: number; growth: number; std: (tail: number) => number } {
  const values = server.columns().cpu;
  const first = Date.parse(FROM) / DAY_MS;
  const calendar = sharedCalendar('us', profile.fiscalYearStart);
  const autocorrelation = dayAutocorrelation(profile)(profile.dynamics);
  const errorsAt = (date: string): { level: number; growth: number } => {
    const days = calendarDays(calendar, first, values, { ceiling: 100, knee: 90 }, Date.parse(date) / DAY_MS);
    const start = {
      level: Math.log(profile.cpu.base),
      growth: 0,
      peak: profile.seasonalPeakFactor - 1,
      trough: profile.seasonalTroughFactor - 1,
      off: profile.weekendFactor - 1,
    };
    const white = whitener(days.days, autocorrelation);
    const { covariance } = fitDays(days, white, start, ['level', 'growth'], 1);
    return { level: Math.sqrt(covariance.get(0, 0)), growth: Math.sqrt(covariance.get(1, 1)) };
  };
  const [end, middle] = [errorsAt(UNTIL), errorsAt(MIDDLE)];
  // Of the variance: of normal noise what its law allows, and beyond it what far outliers add, which come in runs.
  const alike = autocorrelation.reduce((sum, r, lag) => sum + (lag === 0 ? 1 : 2 * r * r), 0);
  const std = (tail: number): number => {
    const square = Math.exp(tail * tail);
    const kurtosis = square ** 4 + 2 * square ** 3 + 3 * square ** 2 - 3;
    return Math.sqrt((2 + (kurtosis - 3) * alike) / (4 * values.length));
  };
  return { days: values.length, end: end.level, middle: middle.level, growth: end.growth, std };
}

/** What was found of one figure, over servers and metrics. */
export interface Summary {
  readonly count: number;
  /** Share within the tolerance. */
  readonly within: number;
  /** Share within it that the best estimator would reach; unknown for some. */
  readonly best: number | undefined;
  readonly median: number;
  readonly high: number;
  /** Root mean square of errors in reported standard errors: 1 where these are honest. */
  readonly honesty: number | undefined;
}

export function summary(found: readonly Found[], figure: string, tolerance: number): Summary {
  const chosen = found.filter((each) => each.figure === figure);
  const errors = chosen.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
  const quantile = (p: number): number => errors[Math.min(errors.length - 1, Math.floor(p * errors.length))]!;
  const scores = chosen.flatMap(({ error, reported }) =>
    reported !== undefined && reported > 0 ? [error / reported] : [],
  );
  const floors = chosen.flatMap(({ floor }) => (floor === undefined ? [] : [floor]));
  return {
    count: chosen.length,
    within: errors.filter((error) => error <= tolerance + 1e-9).length / chosen.length,
    best: floors.length > 0 ? mean(floors.map((floor) => normalWithin(tolerance / floor))) : undefined,
    median: quantile(0.5),
    high: quantile(0.9),
    honesty: scores.length > 0 ? Math.sqrt(mean(scores.map((score) => score * score))) : undefined,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Chance that a standard normal number lies within ±x (Abramowitz & Stegun, 7.1.26). */
function normalWithin(x: number): number {
  const z = x / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return 1 - series * Math.exp(-z * z);
}
