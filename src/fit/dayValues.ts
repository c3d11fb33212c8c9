import type { Metric } from '../profiles/profile.js';
import { bucketsOf, LONGEST_DAY, SAMPLE_MS } from '../model/samples.js';
import type { Zone } from '../model/zone.js';
import { statisticOf } from '../statistic.js';
import type { Buckets } from './buckets.js';
import type { Series } from './series.js';

/** The daily values of the metrics. */
export interface DayValues {
  /** Number of the first day. */
  readonly first: number;
  /** For each metric that there is, the value of each day from the first on; NaN where there is none. */
  readonly values: ReadonlyMap<Metric, Float64Array>;
}

/** The daily values while a server was on. */
export interface DaysOfServer extends DayValues {
  /** Whether it was off, of each day from the first on. */
  readonly off: readonly boolean[];
}

/** Share of its samples that a day must have. */
const LEAST_KNOWN = 0.8;

/** The P95 of each local day that has enough of its samples, by the model's own rule. */
export function percentilesOfDays(samples: ReadonlyMap<Metric, Buckets>, zone: Zone): DayValues {
  const { firstDay, lastDay } = daysOf(samples, zone);
  const values = new Map<Metric, Float64Array>();
  const population = new Float64Array(LONGEST_DAY);
  for (const [metric, { first, values: all }] of samples) {
    const days = new Float64Array(lastDay - firstDay + 1);
    for (let day = firstDay; day <= lastDay; day++) {
      const { first: from, count } = bucketsOf(zone, day);
      let known = 0;
      for (let i = Math.max(0, from - first); i < Math.min(all.length, from + count - first); i++) {
        if (all[i] === all[i]) population[known++] = all[i]!;
      }
      days[day - firstDay] = known > 0 && known >= LEAST_KNOWN * count ? statisticOf(population, known, 'p95') : NaN;
    }
    values.set(metric, days);
  }
  return { first: firstDay, values };
}

/** The values of daily data, by local day; a day with several has their mean. */
export function valuesOfDays({ time, values }: Series, zone: Zone): DayValues {
  const days = Array.from(time, (ms) => zone.dayOf(ms));
  const first = days[0]!;
  const length = days.at(-1)! - first + 1;
  const byDay = [...values].map(([metric, column]) => {
    const sums = new Float64Array(length);
    const sizes = new Float64Array(length);
    column.forEach((value, i) => {
      if (Number.isNaN(value)) return;
      sums[days[i]! - first]! += value;
      sizes[days[i]! - first]! += 1;
    });
    return [metric, sums.map((sum, day) => sum / sizes[day]!)] as const;
  });
  return { first, values: new Map(byDay) };
}

function daysOf(samples: ReadonlyMap<Metric, Buckets>, zone: Zone): { firstDay: number; lastDay: number } {
  const { first, values } = [...samples.values()][0]!;
  return { firstDay: zone.dayOf(first * SAMPLE_MS), lastDay: zone.dayOf((first + values.length - 1) * SAMPLE_MS) };
}
