import { log } from '../num/log.js';
import type { Metric, Profile } from '../profiles/profile.js';
import { CALENDAR_EFFECTS, type CalendarEffect, splitCalendar, type Told } from './calendarFactors.js';
import { fitDays } from './dayModel.js';
import { byDefault, clamp, decimals, type Estimate, fitted } from './estimate.js';
import type { MetricFit } from './persistence.js';
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
  persistence: number,
  profile: Profile,
): CalendarFigures {
  const told = fits.map(({ data, effects, free }) => {
    const { effects: found, covariance, variance } = fitDays(data, whitenerOf(data.days, persistence), effects, free);
    const each = CALENDAR_EFFECTS.filter((name) => free.includes(name)).map((name) => {
      const place = free.indexOf(name);
      return [name, { value: found[name], error: Math.sqrt(covariance.get(place, place) * variance) }] as const;
    });
    return Object.fromEntries(each);
  });
  const { effects, responses } = splitCalendar(told);
  const days = Math.max(...fits.map(({ data }) => data.days.length));
  const factor = (name: CalendarEffect): Estimate => {
    const found = effects[name];
    const usual = profile[FACTOR_OF[name]];
    if (!found) return byDefault(usual, WHY_NOT[name]);
    if (name === 'off' && isChance(found, usual - 1, days)) return byDefault(usual, 'differs by no more than chance');
    return fitted(clamp(decimals(1 + found.value, 3), 0.01, 10), found.error);
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

const FACTOR_OF = { peak: 'seasonalPeakFactor', trough: 'seasonalTroughFactor', off: 'weekendFactor' } as const;
/** The error from which on a response is no more than a guess. */
const UNSURE = 0.5;
const WHY_NOT = {
  peak: "fewer than two quarters' ends",
  trough: "fewer than two quarters' middles",
  off: 'fewer than four days off or four working days',
} as const;
