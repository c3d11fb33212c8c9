import { DAY_MS } from '../../model/civil.js';
import { zone } from '../../model/zone.js';

/**
 * The labels under a chart: each stands where its day, month or hour begins, as many as have room.
 *
 * @param window - Where the first column begins, where the last one ends, and what is between two values: those of days
 * have dates, however few they are.
 * @param columns - How many there are.
 * @param timeZone - Whose days and hours they are.
 */
export function timeAxis(
  { fromMs, untilMs, stepMs }: { readonly fromMs: number; readonly untilMs: number; readonly stepMs: number },
  columns: number,
  timeZone: string,
): string {
  const { offset } = zone(timeZone);
  const local = (column: number): Date => {
    const ms = fromMs + ((untilMs - fromMs) * column) / columns;
    return new Date(ms + offset(ms));
  };
  const days = (untilMs - fromMs) / DAY_MS;
  const { mark, label } = SCALES.find(({ most }) => days <= most && (stepMs < DAY_MS || most > MOST_HOURLY))!;
  const line = new Array<string>(columns).fill(' ');
  let free = 0;
  for (let column = 0; column < columns; column++) {
    const here = mark(local(column));
    if (column > 0 && here.getTime() === mark(local(column - 1)).getTime()) continue;
    // The first one begins before the window, which may be over before the next.
    const text = label(column === 0 ? local(0) : here);
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

const MOST_HOURLY = 3;
const SCALES: readonly Scale[] = [
  { most: 0.001, mark: spans(1000), label: (mark) => mark.toISOString().slice(11, 19) },
  { most: 0.015, mark: spans(60_000), label: (mark) => mark.toISOString().slice(11, 16) },
  { most: 0.2, mark: spans(15 * 60_000), label: (mark) => mark.toISOString().slice(11, 16) },
  { most: MOST_HOURLY, mark: spans(3 * 3_600_000), label: (mark) => mark.toISOString().slice(11, 16) },
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
