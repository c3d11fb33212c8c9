import { bound } from '../model/bound.js';
import { DAY_MS } from '../model/civil.js';
import type { Model } from '../model/compile.js';
import { type DayLevels, dayLevels, setLevels } from '../model/levels.js';
import { sampleLayer, samplesOf } from '../model/samples.js';
import { dayAt, UTC } from '../model/zone.js';
import { publish, roundTo } from '../num/round.js';
import { METRICS } from '../profiles/profile.js';
import type { Statistic } from '../spec.js';
import { statisticOf } from '../statistic.js';
import { type Reader, type Reading, rowsOf } from './reading.js';

/** Days computed at once. */
const CHUNK = 1024;

/** Steps of whole days: the daily P95, or the mean of as many as the step has days. */
export function dailyReader({ model, window, metrics }: Reading): Reader {
  const { rows, width } = rowsOf(metrics);
  const days = window.stepMs / DAY_MS;
  const computed = METRICS.map(() => new Float64Array(0));
  const parts: DailyParts = { model, rows, width, days, levels: dayLevels(model), computed };
  const chunk = Math.max(1, Math.floor(CHUNK / days));
  return (skip, count, time, values, at) => {
    for (let done = 0; done < count; done += chunk) {
      const ordinal = window.first + (skip + done) * days;
      readDays(parts, ordinal, Math.min(chunk, count - done), time, values, at + done);
    }
  };
}

interface DailyParts {
  readonly model: Model;
  readonly rows: readonly number[];
  readonly width: number;
  /** Days of a record. */
  readonly days: number;
  readonly levels: DayLevels;
  /** Room for the levels before the bound. */
  computed: readonly Float64Array[];
}

/** Writes `records` of them from the day at a place on. */
function readDays(
  parts: DailyParts,
  ordinal: number,
  records: number,
  time: Float64Array,
  values: readonly Float64Array[],
  at: number,
): void {
  const { model, rows, days } = parts;
  const { zone, scale } = model;
  computeDays(parts, ordinal, records * days);
  if (zone === UTC) {
    // Written out: the two calls a day below are a tenth of a daily record's time.
    for (let i = 0; i < records; i++) time[at + i] = (ordinal + i * days) * DAY_MS;
  } else {
    for (let i = 0; i < records; i++) time[at + i] = zone.startOf(dayAt(zone, ordinal + i * days));
  }
  for (let column = 0; column < rows.length; column++) {
    const row = rows[column]!;
    const { ceiling } = model.metrics[row]!;
    const [levels, published] = [parts.computed[row]!, values[column]!];
    if (days === 1) {
      for (let i = 0; i < records; i++) published[at + i] = roundTo(bound(levels[i]!, ceiling), scale);
    } else {
      boundMeans(levels, records, days, ceiling);
      publish(levels, 0, records, scale, published, at);
    }
  }
}

function computeDays(parts: DailyParts, ordinal: number, count: number): void {
  const { model, width, levels } = parts;
  const { zone } = model;
  if (parts.computed[0]!.length < count) parts.computed = METRICS.map(() => new Float64Array(count));
  const { computed } = parts;
  const first = dayAt(zone, ordinal);
  if (dayAt(zone, ordinal + count - 1) - first === count - 1) {
    setLevels(levels, first, count, width, computed);
    return;
  }
  // A skipped day is among them: each is computed alone, so that none is where there was none.
  for (let i = 0; i < count; i++) {
    const one = computed.map((values) => values.subarray(i));
    setLevels(levels, dayAt(zone, ordinal + i), 1, width, one);
  }
}

/** Bounds levels in place and gathers each `days` of them to their mean at the front. */
function boundMeans(levels: Float64Array, records: number, days: number, ceiling: number): void {
  for (let i = 0; i < records; i++) {
    let sum = 0;
    for (let day = i * days; day < (i + 1) * days; day++) sum += bound(levels[day]!, ceiling);
    levels[i] = sum / days;
  }
}

/** Steps of whole days with a statistic of the user's choice: that of all their samples. */
export function statisticOfDaysReader({ model, window, metrics }: Reading, statistic: Statistic): Reader {
  const { rows, width } = rowsOf(metrics);
  const { scale, zone } = model;
  const days = window.stepMs / DAY_MS;
  const layer = sampleLayer(model, width);
  let populations = rows.map(() => new Float64Array(0));
  return (skip, count, time, values, at) => {
    for (let i = 0; i < count; i++) {
      const first = window.first + (skip + i) * days;
      time[at + i] = zone.startOf(dayAt(zone, first));
      let size = 0;
      for (let ordinal = first; ordinal < first + days; ordinal++) {
        const samples = samplesOf(layer, dayAt(zone, ordinal));
        if (populations[0]!.length < size + samples.count) {
          populations = populations.map((old) => {
            const larger = new Float64Array(2 * (size + samples.count));
            larger.set(old.subarray(0, size));
            return larger;
          });
        }
        rows.forEach((row, column) => populations[column]!.set(samples.values[row]!.subarray(0, samples.count), size));
        size += samples.count;
      }
      rows.forEach((_, column) => {
        values[column]![at + i] = roundTo(statisticOf(populations[column]!, size, statistic), scale);
      });
    }
  };
}
