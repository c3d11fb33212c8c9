import { KNEE, kneeOfDays } from '../model/bound.js';
import type { Calendar } from '../model/calendar.js';
import { workingDay } from '../model/noiseLaw.js';
import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { type Correlation, type Metric, METRICS, type Profile } from '../profiles/profile.js';
import { dateText } from '../model/civil.js';
import { calendarDays } from './calendarDays.js';
import { type CalendarFigures, calendarFigures } from './calendarFigures.js';
import { fitCorrelations } from './correlations.js';
import type { DaysOfServer } from './dayValues.js';
import { dayAutocorrelation, type Memory } from './dayAutocorrelation.js';
import { type DayMemory, dayMemory } from './dayMemory.js';
import { type DayEffects, LARGEST_FACTOR } from './dayModel.js';
import { because, type Estimate, fitted, significant } from './estimate.js';
import type { LevelShift } from './levelShift.js';
import { HIGHEST_BASE, longRunBase } from './longRunBase.js';
import { fitLevel, type MetricLevel } from './metricLevel.js';
import { plainDays } from './plainDays.js';
import { shutDays, worksOnHolidays } from './shut.js';
import { isConstant, isSteady, isStill } from './stillness.js';
import { whiteners } from './whiteners.js';
import { withMetrics } from './withMetrics.js';

/** What the days tell. */
export interface DailyFit {
  readonly metrics: ReadonlyMap<
    Metric,
    Readonly<Record<'base' | 'std' | 'tail' | 'growth' | 'calendarResponse', Estimate>>
  >;
  readonly correlation: Readonly<Record<keyof Correlation, Estimate>>;
  readonly calendar: CalendarFigures['factors'];
  readonly memory: DayMemory['estimates'];
}

/**
 * Everything that the daily values tell: first each metric alone, then what they share, then each again with that known.
 *
 * @param profile - What holds where the days tell nothing; its ceilings are the data's.
 */
export function fitDaily(days: DaysOfServer, calendar: Calendar, asOfDay: number, profile: Profile): DailyFit {
  const far = new Map(METRICS.map((metric) => [metric, KNEE * profile[metric].ceiling]));
  const guess = fitBent(days, calendar, asOfDay, profile, far);
  // Where the bound of a metric's days begins, near the ceiling, is a matter of its base: they are looked at once more.
  const { weekendFactor } = guess.calendar;
  const near = Array.from(guess.metrics, ([metric, { base, calendarResponse }]) => {
    const figures = { base: base.value, calendarResponse: calendarResponse.value };
    return [metric, kneeOfDays(workingDay(figures, weekendFactor.value), profile[metric].ceiling)] as const;
  });
  const isFar = near.every(([metric, knee]) => knee === far.get(metric));
  return isFar ? guess : fitBent(days, calendar, asOfDay, profile, new Map(near));
}

/** The same, of days that are bent above a knee. */
function fitBent(
  days: DaysOfServer,
  calendar: Calendar,
  asOfDay: number,
  profile: Profile,
  knees: ReadonlyMap<Metric, number>,
): DailyFit {
  const { first, values } = days;
  const whitenerOf = whiteners(dayAutocorrelation(profile));
  const usual = profile.dynamics;
  const metrics = METRICS.filter((metric) => values.has(metric));
  const shut = shutDays(days, calendar);
  const prepared = metrics.map((metric) => {
    const bent = { ceiling: profile[metric].ceiling, knee: knees.get(metric)! };
    const found = calendarDays(calendar, first, values.get(metric)!, bent, asOfDay);
    // What is on while others are off is at work.
    const data = shut ? { ...found, off: found.off.map(() => (shut === 'days off' ? 0 : 1)) } : found;
    return plainDays(data, defaultEffects(profile, metric), whitenerOf(data.days, usual));
  });

  // What never moves tells nothing of the load, but where nothing does.
  const moves = (_: unknown, i: number): boolean => !isConstant(prepared[i]!.data);
  const memory = dayMemory(prepared.filter(moves), whitenerOf, usual);
  const [telling, fits] = metrics.some(moves) ? [metrics.filter(moves), prepared.filter(moves)] : [metrics, prepared];
  const figuresOfCalendar = calendarFigures(fits, telling, whitenerOf, memory, profile);
  const whyShut = shut && `the server is off on ${shut}`;
  const factors = shut
    ? { ...figuresOfCalendar.factors, weekendFactor: fitted(WEEKEND_OF[shut], undefined, whyShut) }
    : figuresOfCalendar.factors;
  const told = shut
    ? new Map(metrics.map((metric) => [metric, fitted(1, undefined, whyShut)] as const))
    : figuresOfCalendar.responses;
  const following = withCalendar(profile, factors, told, memory);

  const steady = metrics.filter((metric, i) => {
    const { data, effects, free } = prepared[i]!;
    const usualEffects = defaultEffects(following, metric);
    return isSteady(data, free.includes('growth') ? { ...usualEffects, growth: effects.growth } : usualEffects);
  });
  const responses = new Map([
    ...told,
    ...(shut ? [] : steady).map((metric) => [metric, fitted(0, undefined, STEADY)] as const),
  ]);
  const known = withCalendar(profile, factors, responses, memory);

  const levels = prepared.map(({ data, effects, free }, i) => {
    const metric = metrics[i]!;
    const still = isStill(data);
    const start = { ...defaultEffects(known, metric), level: effects.level, ...(still && { growth: 0 }) };
    return fitLevel(data, whitenerOf, memory, start, still || free.includes('growth'), profile[metric].tail);
  });
  const noiseOf = ({ std, tail }: MetricLevel) => ({ std: std.value, tail: tail.value });
  const unbased = withMetrics(
    known,
    metrics.map((metric, i) => [metric, noiseOf(levels[i]!)]),
  );
  // Near the ceiling a base is part of what the noise can be.
  const withNoise = withMetrics(
    unbased,
    metrics.map((metric, i) => [metric, { base: longRunBase(unbased, metric, levels[i]!.level, calendar) }]),
  );
  const noises = METRICS.map((metric) => {
    const at = metrics.indexOf(metric);
    return at < 0 ? undefined : { days: prepared[at]!.data.days, normal: levels[at]!.normal, moves: moves(metric, at) };
  });
  const correlation = fitCorrelations(noises, whitenerOf, memory, withNoise);
  const pairs = Object.entries(correlation).map(([pair, { value }]) => [pair, value] as const);
  const possible = { ...withNoise, correlation: Object.fromEntries(pairs) as unknown as Correlation };

  const figures = metrics.map((metric, i) => {
    const { level, levelError, untold, std, tail, growth } = levels[i]!;
    const baseAt = (each: number): number => longRunBase(possible, metric, each, calendar);
    const value = baseAt(level);
    const isHighest = value >= HIGHEST_BASE * profile[metric].ceiling;
    const base = fitted(significant(value, 4), levelError * value, isHighest ? NEAREST : undefined);
    return [
      metric,
      {
        base: Math.abs(untold) < WORTH_A_WORD ? base : because(base, trendTo(baseAt(level * exp(untold)))),
        std,
        tail,
        growth: withShift(growth, prepared[i]!.shift),
        calendarResponse: responses.get(metric)!,
      },
    ] as const;
  });
  let { weekendFactor } = factors;
  if (prepared.some(({ weekdays }) => weekdays)) weekendFactor = because(weekendFactor, WEEKDAYS);
  const works = shut ? worksOnHolidays(days, calendar, shut) : prepared.some(({ holidays }) => !holidays);
  if (works) weekendFactor = because(weekendFactor, NO_HOLIDAYS);
  return {
    metrics: new Map(figures),
    correlation,
    calendar: { ...factors, weekendFactor },
    memory: memory.estimates,
  };
}

/** A trend that changes the base by less is none to speak of, as where `asOf` is in the middle of the data. */
const WORTH_A_WORD = 0.05;
const trendTo = (value: number): string =>
  `the data have a trend that is not told as growth, with which it would be ${String(significant(value, 3))}`;

const NEAREST = 'the data are nearer to the ceiling than a base can be';
const WEEKDAYS = 'days of the week differ from each other beside it, which no figure of a profile says';
const NO_HOLIDAYS = "holidays are working days in the data: holidays('none') makes them so on a server";

function withShift(growth: Estimate, shift: LevelShift | undefined): Estimate {
  if (!shift) return growth;
  const times = significant(exp(shift.log), 3);
  return because(growth, `beside a level that is ${times} times as high from ${dateText(shift.day)} on`);
}

/** No load can be taken for none: these are the least and the most that a profile's factor is fitted to. */
const WEEKEND_OF = { 'days off': 0.01, 'working days': LARGEST_FACTOR } as const;
const STEADY = 'does not follow the calendar';

/** The profile with a calendar in place of its own. */
function withCalendar(
  profile: Profile,
  calendar: CalendarFigures['factors'],
  responses: ReadonlyMap<Metric, Estimate>,
  { persistence, shifts }: Memory,
): Profile {
  const metrics = Array.from(responses, ([metric, { value }]) => [metric, { calendarResponse: value }] as const);
  return {
    ...withMetrics(profile, metrics),
    seasonalPeakFactor: calendar.seasonalPeakFactor.value,
    seasonalTroughFactor: calendar.seasonalTroughFactor.value,
    weekendFactor: calendar.weekendFactor.value,
    dynamics: { ...profile.dynamics, persistence, shifts },
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
