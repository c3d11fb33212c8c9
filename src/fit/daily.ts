import { sampleCorrelation } from 'simple-statistics';
import type { Calendar } from '../model/calendar.js';
import { log } from '../num/log.js';
import { type Correlation, type Metric, METRICS, type Profile } from '../profiles/profile.js';
import { calendarDays } from './calendarDays.js';
import { CALENDAR_EFFECTS, type CalendarEffect, splitCalendar, type Told } from './calendarFactors.js';
import { fitCorrelations } from './correlations.js';
import type { DayValues } from './dayValues.js';
import { dayAutocorrelation } from './dayAutocorrelation.js';
import { type DayEffects, fitDays, freeEffects, residualsOf } from './dayModel.js';
import { byDefault, clamp, decimals, type Estimate, fitted, significant } from './estimate.js';
import { longRunBase } from './longRunBase.js';
import { fitLevel } from './metricLevel.js';
import { fitPersistence, type PersistenceFit, type Prepared } from './persistence.js';
import { type Whiteners, whiteners } from './whiteners.js';

/** What the days tell. */
export interface DailyFit {
  readonly metrics: ReadonlyMap<Metric, Readonly<Record<'base' | 'std' | 'growth' | 'calendarResponse', Estimate>>>;
  readonly correlation: Readonly<Record<keyof Correlation, Estimate>>;
  readonly calendar: Readonly<Record<'seasonalPeakFactor' | 'seasonalTroughFactor' | 'weekendFactor', Estimate>>;
  readonly persistence: Estimate;
}

/** Fewest days from which the memory of the noise can be told from chance. */
const FEWEST_FOR_PERSISTENCE = 180;

/** Error of a persistence that nothing is known of. */
const UNKNOWN_PERSISTENCE = 0.25;

const FACTOR_OF = { peak: 'seasonalPeakFactor', trough: 'seasonalTroughFactor', off: 'weekendFactor' } as const;

/**
 * Everything that the daily values tell: first each metric alone, then what they share, then each again with that known.
 *
 * @param profile - What holds where the days tell nothing; its ceilings are the data's.
 */
export function fitDaily({ first, values }: DayValues, calendar: Calendar, asOfDay: number, profile: Profile): DailyFit {
  const whitenerOf = whiteners(dayAutocorrelation(profile));
  const usual = profile.dynamics.persistence;
  const metrics = METRICS.filter((metric) => values.has(metric));
  const prepared = metrics.map((metric): Prepared => {
    const data = calendarDays(calendar, first, values.get(metric)!, profile[metric].ceiling, asOfDay);
    const free = freeEffects(data);
    const { effects } = fitDays(data, whitenerOf(data.days, usual), defaultEffects(profile, metric), free);
    return { data, effects, free };
  });

  const memory = memoryOf(prepared, whitenerOf, usual);
  const { calendar: factors, responses } = calendarOf(prepared, metrics, whitenerOf, memory.value, profile);
  const known = withCalendar(profile, factors, responses, memory.value);

  const levels = prepared.map(({ data, effects, free }, i) => {
    const start = { ...defaultEffects(known, metrics[i]!), level: effects.level };
    return fitLevel(data, whitenerOf, memory, start, free.includes('growth'));
  });
  const withStd = metrics.reduce(
    (whole, metric, i) => ({ ...whole, [metric]: { ...whole[metric], std: levels[i]!.std.value } }),
    known,
  );
  const deviations = METRICS.map((metric) => {
    const at = metrics.indexOf(metric);
    return at < 0 ? undefined : { days: prepared[at]!.data.days, deviations: levels[at]!.deviations };
  });
  const correlation = fitCorrelations(deviations, whitenerOf, memory.value, withStd);

  const figures = metrics.map((metric, i) => {
    const { level, levelError, std, growth } = levels[i]!;
    const base = longRunBase(withStd, metric, level, calendar);
    return [
      metric,
      {
        base: fitted(significant(base, 4), levelError * base),
        std,
        growth,
        calendarResponse: responses.get(metric)!,
      },
    ] as const;
  });
  return { metrics: new Map(figures), correlation, calendar: factors, persistence: memory.estimate };
}

/** The persistence, where there are days enough, with what it is in the profile. */
function memoryOf(prepared: readonly Prepared[], whitenerOf: Whiteners, usual: number): PersistenceFit & Memory {
  const long = prepared.filter(({ data }) => data.days.length >= FEWEST_FOR_PERSISTENCE);
  if (long.length === 0) {
    const reason = `fewer than ${String(FEWEST_FOR_PERSISTENCE)} days`;
    const [below, above] = [0.5 * usual, 0.5 * (1 + usual)];
    return { value: usual, error: UNKNOWN_PERSISTENCE, below, above, estimate: byDefault(usual, reason) };
  }
  const found = fitPersistence(long, whitenerOf, usual);
  const error = found.error * Math.sqrt(likeness(long));
  return { ...found, error, estimate: fitted(decimals(found.value, 2), error) };
}

/**
 * How much more the error of a figure is that metrics tell together than if they were independent: the mean over metrics
 * of the squared correlations with all, of which likelihoods of normal laws are the information they share.
 */
function likeness(metrics: readonly Prepared[]): number {
  const residuals = metrics.map(({ data, effects }) => new Map(zip(data.days, residualsOf(data, effects))));
  let sum = 0;
  for (const one of residuals) {
    for (const other of residuals) {
      const days = [...one.keys()].filter((day) => other.has(day));
      const r = days.length < 2 ? 0 : sampleCorrelation(days.map((day) => one.get(day)!), days.map((day) => other.get(day)!));
      sum += Number.isFinite(r) ? r * r : 0;
    }
  }
  return sum / metrics.length;
}

function zip(days: Int32Array, values: Float64Array): [number, number][] {
  return Array.from(days, (day, i) => [day, values[i]!]);
}

interface Memory {
  readonly estimate: Estimate;
}

/** The calendar's factors and the metrics' responses to them. */
function calendarOf(
  prepared: readonly Prepared[],
  metrics: readonly Metric[],
  whitenerOf: Whiteners,
  persistence: number,
  profile: Profile,
): { calendar: DailyFit['calendar']; responses: ReadonlyMap<Metric, Estimate> } {
  const told = prepared.map(({ data, effects, free }) => {
    const { effects: found, covariance, variance } = fitDays(data, whitenerOf(data.days, persistence), effects, free);
    const each = CALENDAR_EFFECTS.filter((name) => free.includes(name)).map((name) => {
      const place = free.indexOf(name);
      return [name, { value: found[name], error: Math.sqrt(covariance.get(place, place) * variance) }] as const;
    });
    return Object.fromEntries(each) as Partial<Record<CalendarEffect, Told>>;
  });
  const { effects, responses } = splitCalendar(told);
  const factor = (name: CalendarEffect): Estimate => {
    const found = effects[name];
    if (!found) return byDefault(profile[FACTOR_OF[name]], WHY_NOT[name]);
    return fitted(clamp(decimals(1 + found.value, 3), 0.01, 10), found.error);
  };
  const response = (metric: Metric, { value, error }: Told): Estimate =>
    error < UNSURE
      ? fitted(decimals(value, 2), error)
      : byDefault(profile[metric].calendarResponse, 'the load hardly follows the calendar');
  return {
    calendar: {
      seasonalPeakFactor: factor('peak'),
      seasonalTroughFactor: factor('trough'),
      weekendFactor: factor('off'),
    },
    responses: new Map(metrics.map((metric, i) => [metric, response(metric, responses[i]!)])),
  };
}

/** The error from which on a response is no more than a guess. */
const UNSURE = 0.5;
const WHY_NOT = {
  peak: "fewer than two quarters' ends",
  trough: "fewer than two quarters' middles",
  off: 'fewer than four days off or four working days',
} as const;

/** The profile with a calendar in place of its own. */
function withCalendar(
  profile: Profile,
  calendar: DailyFit['calendar'],
  responses: ReadonlyMap<Metric, Estimate>,
  persistence: number,
): Profile {
  const metrics = [...responses].map(([metric, { value }]) => [metric, { ...profile[metric], calendarResponse: value }]);
  return {
    ...profile,
    ...(Object.fromEntries(metrics) as Pick<Profile, Metric>),
    seasonalPeakFactor: calendar.seasonalPeakFactor.value,
    seasonalTroughFactor: calendar.seasonalTroughFactor.value,
    weekendFactor: calendar.weekendFactor.value,
    dynamics: { ...profile.dynamics, persistence },
  };
}

/** What a profile says of a metric's days, from the level of 1 on. */
function defaultEffects(profile: Profile, metric: Metric): DayEffects {
  const { calendarResponse, growth } = profile[metric];
  return {
    level: 0,
    growth: log(1 + growth),
    peak: calendarResponse * (profile.seasonalPeakFactor - 1),
    trough: calendarResponse * (profile.seasonalTroughFactor - 1),
    off: calendarResponse * (profile.weekendFactor - 1),
  };
}
