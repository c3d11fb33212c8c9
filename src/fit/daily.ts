import type { Calendar } from '../model/calendar.js';
import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { type Correlation, type Metric, METRICS, type Profile } from '../profiles/profile.js';
import { civilDate } from '../model/civil.js';
import { calendarDays } from './calendarDays.js';
import { type CalendarFigures, calendarFigures } from './calendarFigures.js';
import { fitCorrelations } from './correlations.js';
import type { DayValues } from './dayValues.js';
import { dayAutocorrelation } from './dayAutocorrelation.js';
import { dayMemory } from './dayMemory.js';
import { type DayEffects, fitDays, freeEffects, type MetricDays } from './dayModel.js';
import { because, type Estimate, fitted, significant } from './estimate.js';
import { type LevelShift, levelShift, withoutShift } from './levelShift.js';
import { longRunBase } from './longRunBase.js';
import { fitLevel } from './metricLevel.js';
import type { MetricFit } from './persistence.js';
import { type WeekdayLogs, weekdayLogs, withoutHolidays, withoutWeekdays } from './weekdays.js';
import type { Whitener } from './whitener.js';
import { whiteners } from './whiteners.js';

/** What the days tell. */
export interface DailyFit {
  readonly metrics: ReadonlyMap<
    Metric,
    Readonly<Record<'base' | 'std' | 'tail' | 'growth' | 'calendarResponse', Estimate>>
  >;
  readonly correlation: Readonly<Record<keyof Correlation, Estimate>>;
  readonly calendar: CalendarFigures['factors'];
  readonly persistence: Estimate;
}

/**
 * Everything that the daily values tell: first each metric alone, then what they share, then each again with that known.
 *
 * @param profile - What holds where the days tell nothing; its ceilings are the data's.
 */
export function fitDaily(
  { first, values }: DayValues,
  calendar: Calendar,
  asOfDay: number,
  profile: Profile,
): DailyFit {
  const whitenerOf = whiteners(dayAutocorrelation(profile));
  const usual = profile.dynamics.persistence;
  const metrics = METRICS.filter((metric) => values.has(metric));
  const prepared = metrics.map((metric) => {
    const data = calendarDays(calendar, first, values.get(metric)!, profile[metric].ceiling, asOfDay);
    return plainDays(data, defaultEffects(profile, metric), whitenerOf(data.days, usual));
  });

  const memory = dayMemory(prepared, whitenerOf, usual);
  const { factors, responses } = calendarFigures(prepared, metrics, whitenerOf, memory.value, profile);
  const known = withCalendar(profile, factors, responses, memory.value);

  const levels = prepared.map(({ data, effects, free }, i) => {
    const start = { ...defaultEffects(known, metrics[i]!), level: effects.level };
    return fitLevel(data, whitenerOf, memory, start, free.includes('growth'), profile[metrics[i]!].tail);
  });
  const withNoise = metrics.reduce(
    (whole, metric, i) => ({
      ...whole,
      [metric]: { ...whole[metric], std: levels[i]!.std.value, tail: levels[i]!.tail.value },
    }),
    known,
  );
  const noises = METRICS.map((metric) => {
    const at = metrics.indexOf(metric);
    return at < 0 ? undefined : { days: prepared[at]!.data.days, normal: levels[at]!.normal };
  });
  const correlation = fitCorrelations(noises, whitenerOf, memory.value, withNoise);
  const pairs = Object.entries(correlation).map(([pair, { value }]) => [pair, value] as const);
  const possible = { ...withNoise, correlation: Object.fromEntries(pairs) as unknown as Correlation };

  const figures = metrics.map((metric, i) => {
    const { level, levelError, std, tail, growth } = levels[i]!;
    const base = longRunBase(possible, metric, level, calendar);
    return [
      metric,
      {
        base: fitted(significant(base, 4), levelError * base),
        std,
        tail,
        growth: withShift(growth, prepared[i]!.shift),
        calendarResponse: responses.get(metric)!,
      },
    ] as const;
  });
  let { weekendFactor } = factors;
  if (prepared.some(({ weekdays }) => weekdays)) weekendFactor = because(weekendFactor, WEEKDAYS);
  if (prepared.some(({ holidays }) => !holidays)) weekendFactor = because(weekendFactor, NO_HOLIDAYS);
  return {
    metrics: new Map(figures),
    correlation,
    calendar: { ...factors, weekendFactor },
    persistence: memory.estimate,
  };
}

const WEEKDAYS = 'days of the week differ from each other beside it, which no figure of a profile says';
const NO_HOLIDAYS = "holidays are working days in the data: holidays('none') makes them so on a server";

/** The days of a metric without what no figure of a profile says, and what that is. */
interface PlainDays extends MetricFit {
  readonly shift: LevelShift | undefined;
  readonly weekdays: WeekdayLogs | undefined;
  /** Whether holidays may be off. */
  readonly holidays: boolean;
}

function plainDays(data: MetricDays, start: DayEffects, whitener: Whitener): PlainDays {
  const free = freeEffects(data);
  const effectsOf = (days: MetricDays): DayEffects => fitDays(days, whitener, start, free).effects;
  const working = withoutHolidays(data, effectsOf(data));
  const asOff = working ?? data;
  const shift = levelShift(asOff, effectsOf(asOff));
  const level = shift ? withoutShift(asOff, shift) : asOff;
  const weekdays = weekdayLogs(level, effectsOf(level));
  const plain = weekdays ? withoutWeekdays(level, weekdays) : level;
  return { data: plain, effects: effectsOf(plain), free, shift, weekdays, holidays: !working };
}

function withShift(growth: Estimate, shift: LevelShift | undefined): Estimate {
  if (!shift) return growth;
  const { year, month, day } = civilDate(shift.day);
  const date = [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
  return because(growth, `beside a level that is ${significant(exp(shift.log), 3)} times as high from ${date} on`);
}

/** The profile with a calendar in place of its own. */
function withCalendar(
  profile: Profile,
  calendar: CalendarFigures['factors'],
  responses: ReadonlyMap<Metric, Estimate>,
  persistence: number,
): Profile {
  const metrics = [...responses].map(([metric, { value }]) => [
    metric,
    { ...profile[metric], calendarResponse: value },
  ]);
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
