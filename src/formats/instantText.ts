import { civilDate, DAY_MS } from '../model/civil.js';
import { utf8 } from './bytes.js';

/** Bytes of an instant in ISO 8601, and most of one in epoch milliseconds. */
export const LONGEST_INSTANT = 24;

/** `00:00` to `23:59`, eight bytes each. */
const MINUTES = texts(1440, (minute) => `${two((minute / 60) | 0)}:${two(minute % 60)}`);
/** `:00.000Z` to `:59.000Z`, eight bytes each. */
const SECONDS = texts(60, (second) => `:${two(second)}.000Z`);

function texts(count: number, text: (i: number) => string): DataView {
  const table = new Uint8Array(8 * count);
  for (let i = 0; i < count; i++) table.set(utf8(text(i)), 8 * i);
  return new DataView(table.buffer);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** Writes instants, from tables; keeps the date of the last one, since most are of the same day. */
export class InstantWriter {
  private day = NaN;
  /** `2026-01-01T` */
  private readonly date = new Uint8Array(16);
  private readonly dateView = new DataView(this.date.buffer);

  /** Writes what `Date.toISOString` gives of a whole second in the years 0 to 9999: 24 bytes. */
  iso(view: DataView, at: number, ms: number): void {
    const day = Math.floor(ms / DAY_MS);
    if (day !== this.day) this.takeDay(day);
    const seconds = ((ms - DAY_MS * day) / 1000) | 0;
    const minutes = (seconds / 60) | 0;
    // Eight bytes at a time, what is too much of one under the next.
    view.setFloat64(at, this.dateView.getFloat64(0, true), true);
    view.setFloat64(at + 8, this.dateView.getFloat64(8, true), true);
    view.setFloat64(at + 11, MINUTES.getFloat64(8 * minutes, true), true);
    view.setFloat64(at + 16, SECONDS.getFloat64(8 * (seconds - 60 * minutes), true), true);
  }

  private takeDay(day: number): void {
    this.day = day;
    const { year, month, day: dayOfMonth } = civilDate(day);
    this.date.set(utf8(`${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}T`));
  }
}
