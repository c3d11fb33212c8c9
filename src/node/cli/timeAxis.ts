import { DAY_MS } from '../../model/civil.js';
import { zone } from '../../model/zone.js';

/**
 * The labels under a chart: each stands where its day, month or hour begins, as many as have room.
 *
 * @param fromMs - Where the first column begins.
 * @param untilMs - Where the last column ends.
 * @param columns - How many there are.
 * @param timeZone - Whose days and hours they are.
 */
export function timeAxis(fromMs: number, untilMs: number, columns: number, timeZone: string): string {
  const { offset } = zone(timeZone);
  const local = (column: number): Date => {
    const ms = fromMs + ((untilMs - fromMs) * column) / columns;
    return new Date(ms + offset(ms));
  };
  const days = (untilMs - fromMs) / DAY_MS;
  const { mark, label } = SCALES.find(({ most }) => days <= most)!;
  const line = new Array<string>(columns).fill(' ');
  let free = 0;
  for (let column = 0; column < columns; column++) {
    const here = mark(local(column));
    if (column > 0 && here.getTime() === mark(local(column - 1)).getTime()) continue;
    const text = label(here);
    if (column < free || column + text.length > columns) continue;
    line.splice(column, text.length, text, ...new Array<string>(text.length - 1).fill(''));
    free = column + text.length + 2;
  }
  return line.join('').trimEnd();
}

interface Scale {
  /** Longest window in days that it is for. */
  readonly most: number;
  /** Where the span begins that a label is for. */
  readonly mark: (local: Date) => Date;
  readonly label: (mark: Date) => string;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const SCALES: readonly Scale[] = [
  { most: 0.2, mark: spans(15 * 60_000), label: (mark) => mark.toISOString().slice(11, 16) },
  { most: 3, mark: spans(3 * 3_600_000), label: (mark) => mark.toISOString().slice(11, 16) },
  { most: 21, mark: spans(DAY_MS), label: (mark) => `${WEEKDAYS[mark.getUTCDay()]!} ${mark.getUTCDate()}` },
  { most: 180, mark: spans(DAY_MS), label: (mark) => mark.toISOString().slice(5, 10) },
  { most: Infinity, mark: months, label: (mark) => mark.toISOString().slice(0, 7) },
];

function spans(lengthMs: number): (local: Date) => Date {
  return (local) => new Date(Math.floor(local.getTime() / lengthMs) * lengthMs);
}

function months(local: Date): Date {
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth()));
}
