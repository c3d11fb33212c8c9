import { type Dynamics, type Metric, METRICS, type MetricProfile, type Profile } from '../profiles/profile.js';
import type { DailyFit } from './daily.js';
import { byDefault, type Estimate, fitted } from './estimate.js';
import { FEW_DAYS, FEWEST_DAYS } from './fewestDays.js';
import type { FitFigures } from './fitReport.js';
import type { IntradayFit } from './intraday.js';
import { type Prepared, SMALLEST_BASE } from './prepareData.js';

const NO_DATA = 'no data of this metric';
const FEW_SAMPLES = `fewer than ${String(FEWEST_DAYS)} days of 24 hours`;
const DAYS_ONLY = 'daily data tell nothing of it';
const UNTOLD = 'not fitted';
const IDLE = 'nothing but days of 0';
const NO_LONG_JOBS = 'no jobs of hours were seen';
const NOT_ON_MEMORY = 'jobs are not looked for on memory';

/**
 * Every figure of a profile, told or not.
 *
 * @param usual - What the user said over the generic server.
 * @param start - The server that holds where nothing is told: the usual one with ceilings that the data fit under.
 * @param intraday - Undefined for daily data, and for too few days.
 * @param data - What there is.
 */
export function figuresOf(
  usual: Profile,
  start: Profile,
  daily: DailyFit,
  intraday: IntradayFit | undefined,
  { samples, report }: Pick<Prepared, 'samples' | 'report'>,
): FitFigures {
  const untold = intraday ? UNTOLD : samples ? FEW_SAMPLES : DAYS_ONLY;
  const metrics = METRICS.map((metric) => {
    const { days = 0 } = report[metric] ?? {};
    const ofDays = days >= FEWEST_DAYS ? IDLE : report[metric] ? FEW_DAYS : NO_DATA;
    const reason = daily.metrics.has(metric) ? untold : ofDays;
    return [metric, metricFigures(usual, start, metric, daily, intraday, reason)] as const;
  });
  const dynamics = Object.entries(start.dynamics).map(([name, value]: [string, number]) => {
    const ofDays: Partial<Record<keyof Dynamics, Estimate>> = daily.memory;
    const told = intraday?.dynamics[name as keyof Dynamics] ?? ofDays[name as keyof Dynamics];
    return [name, told ?? byDefault(value, untold)] as const;
  });
  const { peakHours, batchNightWindow } = start;
  return {
    ...(Object.fromEntries(metrics) as Pick<FitFigures, Metric>),
    correlation: daily.correlation,
    ...daily.calendar,
    peakHours: intraday?.peakHours ?? {
      start: byDefault(peakHours.start, untold),
      end: byDefault(peakHours.end, untold),
    },
    batchNightWindow: intraday?.batchNightWindow ?? byDefault(batchNightWindow, untold),
    dynamics: Object.fromEntries(dynamics) as FitFigures['dynamics'],
  };
}

function metricFigures(
  usual: Profile,
  start: Profile,
  metric: Metric,
  daily: DailyFit,
  intraday: IntradayFit | undefined,
  untold: string,
): FitFigures[Metric] {
  // A base that the decimals do not show is none.
  const least = Math.max(SMALLEST_BASE, Number(`5e${-start.precision - 1}`));
  const told: Partial<Record<keyof MetricProfile, Estimate<number | undefined>>> = {
    ...(untold === IDLE && { base: fitted(least, undefined, IDLE) }),
    ...daily.metrics.get(metric),
    ...intraday?.metrics.get(metric),
  };
  const figures = Object.entries(start[metric]).map(([name, value]: [string, number]) => {
    if (name === 'ceiling' && untold !== NO_DATA) return [name, ceilingOf(value, usual[metric])] as const;
    return [name, told[name as keyof MetricProfile] ?? byDefault(value, untold)] as const;
  });
  const unseen = metric === 'memory' ? NOT_ON_MEMORY : NO_LONG_JOBS;
  const jobLevel = told.jobLevel ?? byDefault(start[metric].jobLevel, untold === UNTOLD ? unseen : untold);
  return { ...Object.fromEntries(figures), jobLevel } as unknown as FitFigures[Metric];
}

/** Ceilings are the generic server's or what the user said, but where the data would not fit under it. */
function ceilingOf(ceiling: number, { ceiling: usual }: MetricProfile): Estimate {
  return ceiling === usual ? byDefault(usual, 'the data stay below it') : fitted(ceiling);
}
