import { civilDate, DAY_MS, dateText, dayNumber, weekday } from '../model/civil.js';

/** How long a partition is: a calendar unit in UTC, weeks beginning on Mondays. */
export type PartitionUnit = 'day' | 'week' | 'month' | 'year';

/** All of {@link PartitionUnit}. */
export const PARTITION_UNITS: readonly PartitionUnit[] = ['day', 'week', 'month', 'year'];

/** A stretch of time that has a partition of its own. */
export interface Partition {
  /** What is added to the table's name, such as `_2026_01`. */
  readonly suffix: string;
  /** From when (included) until when (excluded), in epoch milliseconds. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The partitions of a unit that hold two instants and all between. */
export function* partitions(unit: PartitionUnit, firstMs: number, lastMs: number): Generator<Partition> {
  let day = startOf(unit, Math.floor(firstMs / DAY_MS));
  while (day * DAY_MS <= lastMs) {
    const next = nextOf(unit, day);
    yield { suffix: suffixOf(unit, day), fromMs: day * DAY_MS, untilMs: next * DAY_MS };
    day = next;
  }
}

/** The first day of the unit that a day is in. */
function startOf(unit: PartitionUnit, day: number): number {
  if (unit === 'day') return day;
  if (unit === 'week') return day - ((weekday(day) + 6) % 7);
  const { year, month } = civilDate(day);
  return dayNumber(year, unit === 'month' ? month : 1, 1);
}

function nextOf(unit: PartitionUnit, day: number): number {
  if (unit === 'day') return day + 1;
  if (unit === 'week') return day + 7;
  const { year, month } = civilDate(day);
  return unit === 'month' ? dayNumber(year, month + 1, 1) : dayNumber(year + 1, 1, 1);
}

/** The date, as far as the unit says it; of a week its Monday's. */
function suffixOf(unit: PartitionUnit, day: number): string {
  const parts = dateText(day).split('-');
  return `_${parts.slice(0, unit === 'year' ? 1 : unit === 'month' ? 2 : 3).join('_')}`;
}
