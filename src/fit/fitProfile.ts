import { Found, ServerError } from '../errors.js';
import { resolveInstant } from '../instant.js';
import { dateText } from '../model/civil.js';
import { deepFreeze } from '../deepFreeze.js';
import { checkProfile } from '../profiles/check.js';
import type { Profile } from '../profiles/profile.js';
import type { CoarseDays } from './coarseDays.js';
import { type DailyFit, fitDaily } from './daily.js';
import { checkDayBegin } from './dayBegin.js';
import type { DayValues } from './dayValues.js';
import { byDefault, isTold } from './estimate.js';
import { figuresOf } from './fitFigures.js';
import { checkFitOptions, type FitOptions, type FitSettings } from './fitOptions.js';
import type { Fit } from './fitReport.js';
import { fitSamples } from './fitSamples.js';
import { withPossibleCorrelation } from './possibleCorrelation.js';
import { type Prepared, prepareData } from './prepareData.js';
import { readData, type Reading } from './readData.js';
import { startProfile } from './startProfile.js';
import { toldProfile, wholeProfile } from './toldProfile.js';
import type { ColumnLike } from './valuesOf.js';

/**
 * What {@link fitProfile} takes: records as `series()` gives them, columns as `columns()` does, or any others: an array of
 * objects, such as the rows of a CSV, an object of arrays, or an Apache Arrow `Table` or an object of its columns. Values may
 * be numbers or texts, instants `Date`s, epoch milliseconds or ISO 8601 texts; in any order, at any interval up to an hour,
 * or daily.
 */
export type FitData = readonly object[] | ColumnLike | Readonly<Record<string, ArrayLike<unknown> | ColumnLike>>;

/**
 * The profile of a server whose metrics you have: what a server with it shows has the data's level, growth, noise,
 * correlations, calendar and hours, and none of the data. It is computed here; nothing is sent anywhere.
 *
 * Where the data do not tell a figure, it is left out, so that a default stands in its place, and the report says why.
 *
 * @param data - One server's values: a week or more, better two years.
 * @param options - What the values are in, and where and when the server lives.
 * @throws {ServerError} When something in the data is no value of its metric, when a unit is missing, when there is too
 * little, or when an option is not valid.
 * @example
 * import { faker } from '@faker-js/faker/locale/en';
 * import { fitProfile, withServer } from 'faker-server';
 *
 * const { server } = withServer(faker);
 * const shop = server.web().typical().seed('shop').timeZone('Europe/Berlin').from('2024-01-01').until('2026-01-01');
 * const { profile, report } = fitProfile(shop.series(), { timeZone: 'Europe/Berlin' });
 *
 * profile.weekendFactor; // 0.497
 * report.figures.cpu.base; // { value: 42.93, error: 0.45, source: 'fitted' }
 * server.custom(profile).timeZone(report.timeZone).asOf(report.asOf).series(365).length; // 365
 * @since 0.2.0
 */
export function fitProfile(data: FitData, options: FitOptions = {}): Fit {
  return checkedFit(data, options)();
}

/** The fit of data that are read and checked at once. It takes its time, so it is done when it is asked for. */
export function checkedFit(data: FitData, options: FitOptions): () => Fit {
  const path = 'fitProfile';
  const settings = checkFitOptions(path, options);
  const reading = readable(path, () => readData(path, data, settings));
  const prepared = prepareData(`${path}.data`, reading, settings.zone);
  const note = prepared.samples ? noteOf(prepared.coarse) : checkDayBegin(path, reading, settings);
  const asOfDay = asOfDayOf(path, settings, prepared.days);
  return () => fit({ path, settings, reading, prepared, note, asOfDay });
}

/** What a fit is made of. */
interface Checked {
  readonly path: string;
  readonly settings: FitSettings;
  readonly reading: Reading;
  readonly prepared: Prepared;
  /** What to mind of the days. */
  readonly note: string | undefined;
  /** The local day at which levels are to hold. */
  readonly asOfDay: number;
}

function fit({ path, settings, reading, prepared, note, asOfDay }: Checked): Fit {
  const start = startProfile(prepared, settings.usual);
  const told = fitDaily(prepared.days, settings.calendar, asOfDay, start);
  const isMean = !prepared.samples && settings.statistic === 'mean';
  const daily = isMean ? withoutBase(told, start) : told;
  const intraday = fitSamples(
    prepared,
    settings,
    wholeProfile(figuresOf(settings.usual, start, daily, undefined, prepared), start),
    {
      persistence: isTold(daily.memory.persistence),
      tails: new Set([...daily.metrics].filter(([, { tail }]) => isTold(tail)).map(([metric]) => metric)),
    },
  );
  const figures = withPossibleCorrelation(figuresOf(settings.usual, start, daily, intraday, prepared), start);

  const { first, values } = prepared.days;
  const length = [...values.values()][0]!.length;
  return deepFreeze({
    profile: checkProfile(path, toldProfile(figures, settings.defaults, start.precision)),
    report: {
      asOf: dateText(asOfDay),
      timeZone: settings.timeZone,
      data: {
        from: dateText(first),
        until: dateText(first + length - 1),
        intervalMs: prepared.intervalMs,
        duplicates: reading.duplicates,
        metrics: prepared.report,
        ...(note !== undefined && { note }),
      },
      figures,
    },
  });
}

/** What was read, unless reading the data throws an error of their own. */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof ServerError) throw cause;
    throw new ServerError(`${path}.data`, 'data that can be read', new Found('some that throw when they are read'), {
      cause,
    });
  }
}

/** What to mind of days that were sampled in two ways. */
function noteOf(coarse: CoarseDays | undefined): string | undefined {
  if (!coarse) return undefined;
  const minutes = Math.round(coarse.intervalMs / 60_000);
  return (
    `${String(coarse.count)} days have a value every ${String(minutes)} minutes: their P95 is raised to that of the ` +
    'finer days, which alone tell of what is within a day'
  );
}

/** The local day at which levels are to hold: that of the options, or the last one. */
function asOfDayOf(path: string, { asOf, zone }: FitSettings, { first, values }: DayValues): number {
  const last = first + [...values.values()][0]!.length - 1;
  if (!asOf) return last;
  const day = zone.dayOf(resolveInstant(asOf, zone));
  if (day < first - FARTHEST_DAYS || day > last + FARTHEST_DAYS) {
    throw new ServerError(`${path}.asOf`, 'a date within ten years of the data', new Found(dateText(day)));
  }
  return day;
}

const FARTHEST_DAYS = 3653;

/** A mean is no percentile: of daily means, everything is told but the base. */
function withoutBase(daily: DailyFit, start: Profile): DailyFit {
  const metrics = [...daily.metrics].map(
    ([metric, figures]) =>
      [metric, { ...figures, base: byDefault(start[metric].base, 'a daily mean does not tell the P95') }] as const,
  );
  return { ...daily, metrics: new Map(metrics) };
}
