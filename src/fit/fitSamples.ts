import { civilDate } from '../model/civil.js';
import type { Profile } from '../profiles/profile.js';
import type { FitSettings } from './fitOptions.js';
import { fitIntraday, type IntradayFit } from './intraday.js';
import type { KnownFigures } from './mostAlike.js';
import type { Prepared } from './prepareData.js';
import { sampleDays } from './sampleDays.js';

/** Fewest days with samples. */
const FEWEST = 14;
const FEWEST_WORKING = 7;
/** Slower samples hide bursts and noise. */
const FINE_MS = 330_000;

/** What samples within days tell, where there are any and days enough; see {@link fitIntraday}. */
export function fitSamples(
  { samples, days, intervalMs }: Prepared,
  { zone, calendar }: FitSettings,
  profile: Profile,
  known: KnownFigures,
): IntradayFit | undefined {
  if (!samples) return undefined;
  const values = [...days.values.values()];
  const candidates = Int32Array.from(values[0]!.keys())
    .filter((i) => values.every((ofMetric) => ofMetric[i]! > 0))
    .map((i) => days.first + i);
  const chosen = sampleDays(
    new Map([...samples].filter(([metric]) => days.values.has(metric))),
    zone,
    candidates,
    (metric) => profile[metric].ceiling,
  );
  if (chosen.days.length < FEWEST) return undefined;
  const working = chosen.days.map((day) => {
    const year = calendar.year(civilDate(day).year);
    return 1 - year.off[day - year.first]!;
  });
  const hasWorking = working.reduce((sum, day) => sum + day, 0) >= FEWEST_WORKING;
  return fitIntraday(chosen, (row) => !hasWorking || working[row] === 1, intervalMs <= FINE_MS, profile, known);
}
