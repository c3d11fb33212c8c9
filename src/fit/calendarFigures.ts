import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { generic } from '../profiles/generic.js';
import type { Metric, Profile } from '../profiles/profile.js';
import type { Memory } from './dayAutocorrelation.js';
import { CALENDAR_EFFECTS, type CalendarEffect, splitCalendar, type Told } from './calendarFactors.js';
import { fitDays, LARGEST_FACTOR } from './dayModel.js';
import { byDefault, clamp, decimals, type Estimate, fitted } from './estimate.js';
import type { MetricFit } from './persistence.js';
import { LEAST_WEIGHT, shareOf, shrink } from './shrink.js';
import type { Whiteners } from './whiteners.js';

/** The calendar's factors, and the metrics' responses to them, as a profile has them. */
export interface CalendarFigures {
  readonly factors: Readonly<Record<'seasonalPeakFactor' | 'seasonalTroughFactor' | 'weekendFactor', Estimate>>;
  readonly responses: ReadonlyMap<Metric, Estimate>;
}

/** What the metrics tell of the calendar; where they tell nothing, the profile's own. */
export function calendarFigures(
  fits: readonly MetricFit[],
  metrics: readonly Metric[],
  whitenerOf: Whiteners,
  memory: Memory,
  profile: Profile,
): CalendarFigures {
  const fit = ({ data, effects }: MetricFit, free: MetricFit['free']): Partial<Record<CalendarEffect, Told>> => {
    const { effects: found, covariance, variance } = fitDays(data, whitenerOf(data.days, memory), effects, free);
    const each = CALENDAR_EFFECTS.filter((name) => free.includes(name)).map((name) => {
      const place = free.indexOf(name);
      return [name, { value: found[name], error: Math.sqrt(covariance.get(place, place) * variance) }] as const;
    });
    return Object.fromEntries(each);
  };
  const { effects, responses } = splitCalendar(fits.map((each) => fit(each, each.free)));
  const days = Math.max(...fits.map(({ data }) => data.days.length));
  /** Whether all metrics on which a usual effect would be seen are without it. */
  const isRefuted = (name: CalendarEffect): boolean => {
    const usual = profile[FACTOR_OF[name]] - 1;
    if (usual !== generic[FACTOR_OF[name]] - 1) return false;
    const tests = fits.flatMap((each, i) => {
      const values = each.data[name];
      // What all days have alike is their level.
      if (values.every((value) => value === values[0])) return [];
      if (values.filter((value) => value > NEAR).length < FEWEST_NEAR) return [];
      const found = fit(each, [...each.free, name])[name]!;
      const { value, error } = responses[i]!;
      const own = usual * (error < UNSURE ? value : profile[metrics[i]!].calendarResponse);
      return isChance({ value: 0, error: found.error }, own, days) ? [] : [isNone(found, own, days)];
    });
    return tests.length > 0 && tests.every(Boolean);
  };
  const factor = (name: CalendarEffect): Estimate => {
    const found = effects[name];
    const usual = profile[FACTOR_OF[name]];
    if (!found) return isRefuted(name) ? byDefault(1, REFUTED[name]) : byDefault(usual, WHY_NOT[name]);
    if (name === 'off' && isChance(found, usual - 1, days)) return byDefault(usual, 'differs by no more than chance');
    const ratio = clamp(1 + found.value, LEAST, LARGEST_FACTOR);
    if (name === 'off') return fitted(decimals(ratio, 3), found.error);
    const drawn = shrink({ value: log(ratio), error: found.error / ratio }, log(usual), QUARTER_SPREAD, 1);
    if (drawn.weight < LEAST_WEIGHT) return byDefault(usual, 'too little data to tell it from noise');
    const value = clamp(decimals(exp(drawn.value), 3), LEAST, LARGEST_FACTOR);
    return fitted(value, value * drawn.error, shareOf(drawn, usual));
  };
  const response = (metric: Metric, { value, error }: Told): Estimate =>
    error < UNSURE
      ? fitted(decimals(value, 2), error)
      : byDefault(profile[metric].calendarResponse, 'the load hardly follows the calendar');
  return {
    factors: {
      seasonalPeakFactor: factor('peak'),
      seasonalTroughFactor: factor('trough'),
      weekendFactor: factor('off'),
    },
    responses: new Map(metrics.map((metric, i) => [metric, response(metric, responses[i]!)])),
  };
}

/**
 * Whether a number is as good as a known one, by the Bayesian information criterion (G. Schwarz, Annals of Statistics 6,
 * 1978): of a few weekends, each server has some that are a little off the others, and it would be so for ever.
 */
function isChance({ value, error }: Told, known: number, days: number): boolean {
  return Math.abs(value - known) < Math.sqrt(log(days)) * error;
}

/**
 * Whether an effect is nearer to none than to the usual one, which by the same criterion is not what the data have: part
 * of one quarter does not tell what the quarters are like, but it can tell that they are not as usual.
 */
function isNone(found: Told, usual: number, days: number): boolean {
  return !isChance(found, usual, days) && Math.abs(found.value) < Math.abs(found.value - usual);
}

/**
 * How far the logarithm of what a quarter's end or middle does lies from the usual one: less and more than that were worse
 * on drawn and on typical servers. Two ends of quarters in noise that remembers tell little by themselves.
 */
const QUARTER_SPREAD = 0.3;
/** The least that a profile's factors are fitted to. */
const LEAST = 0.01;
const FACTOR_OF = { peak: 'seasonalPeakFactor', trough: 'seasonalTroughFactor', off: 'weekendFactor' } as const;
/** The error from which on a response is no more than a guess. */
const UNSURE = 0.5;
/** Days near a quarter's end or middle that can refute what is usual there, and how near they are. */
const FEWEST_NEAR = 3;
const NEAR = 0.5;
const REFUTED = {
  peak: "the quarter's end that there is does not rise as is usual",
  trough: "the quarter's middle that there is does not fall as is usual",
  off: 'days off are as others',
} as const;
const WHY_NOT = {
  peak: "fewer than two quarters' ends",
  trough: "fewer than two quarters' middles",
  off: 'fewer than two days off or two working days on which the server is on',
} as const;
