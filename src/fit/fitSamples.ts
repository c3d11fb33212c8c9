import { civilDate } from '../model/civil.js';
import type { Profile } from '../profiles/profile.js';
import { FINE_MS } from './coarseDays.js';
import { FEWEST_DAYS } from './fewestDays.js';
import type { FitSettings } from './fitOptions.js';
import { fitIntraday, type IntradayFit } from './intraday.js';
import type { KnownFigures } from './mostAlike.js';
import type { Prepared } from './prepareData.js';
import type { DayValues } from './dayValues.js';
import { sampleDays } from './sampleDays.js';

const FEWEST_WORKING = 7;
/** Share of each metric's days from which on those are enough that all have. */
const MOST = 0.8;

/** What samples within days tell, where there are any and days enough; see {@link fitIntraday}. */
export function fitSamples(
  { samples, days, coarse, intervalMs }: Prepared,
  { zone, calendar }: FitSettings,
  profile: Profile,
  known: KnownFigures,
): IntradayFit | undefined {
  if (!samples) return undefined;
  const chosen = sampleDays(
    new Map([...samples].filter(([metric]) => days.values.has(metric))),
    zone,
    candidatesOf(days, (day) => !coarse?.has(day)),
    (metric) => profile[metric].ceiling,
  );
  if (chosen.days.length < FEWEST_DAYS) return undefined;
  const working = chosen.days.map((day) => {
    const year = calendar.year(civilDate(day).year);
    return 1 - year.off[day - year.first]!;
  });
  const hasWorking = working.reduce((sum, day) => sum + day, 0) >= FEWEST_WORKING;
  const isFine = coarse !== undefined || intervalMs <= FINE_MS;
  return fitIntraday(chosen, (row) => !hasWorking || working[row] === 1, isFine, profile, known);
}

/**
 * For each metric the days to look at: those that all have, where these are most of each metric's; else its own, for one
 * metric's few days tell little of the others.
 */
function candidatesOf({ first, values }: DayValues, isFine: (day: number) => boolean): readonly Int32Array[] {
  const own = [...values.values()].map((ofMetric) =>
    Int32Array.from(ofMetric.keys())
      .filter((i) => ofMetric[i]! > 0)
      .map((i) => first + i)
      .filter(isFine),
  );
  const common = own.reduce((one, other) => {
    const days = new Set(other);
    return one.filter((day) => days.has(day));
  });
  return own.every(({ length }) => common.length >= MOST * length) ? [common] : own;
}
