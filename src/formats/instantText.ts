import { civilDate, DAY_MS } from '../model/civil.js';
import { utf8 } from './bytes.js';
import { writeFour, writeInteger } from './decimal.js';

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

/** Writes instants, from tables; keeps what the last one began with, since most of the next begin so too. */
export class InstantWriter {
  private dayMs = NaN;
  /** `2026-01-01T` */
  private readonly date = new Uint8Array(16);
  private readonly dateView = new DataView(this.date.buffer);
  private high = NaN;
  private highLength = 0;
  /** The digits before the last eight. */
  private readonly digits = new Uint8Array(16);
  private readonly digitsView = new DataView(this.digits.buffer);

  /** Writes what `Date.toISOString` gives of a whole second in the years 0 to 9999: 24 bytes. */
  iso(view: DataView, at: number, ms: number): void {
    if (!(ms >= this.dayMs && ms < this.dayMs + DAY_MS)) this.takeDay(Math.floor(ms / DAY_MS));
    const seconds = ((ms - this.dayMs) / 1000) | 0;
    const minutes = (seconds / 60) | 0;
    // Eight bytes at a time, what is too much of one under the next.
    view.setFloat64(at, this.dateView.getFloat64(0, true), true);
    view.setFloat64(at + 8, this.dateView.getFloat64(8, true), true);
    view.setFloat64(at + 11, MINUTES.getFloat64(8 * minutes, true), true);
    view.setFloat64(at + 16, SECONDS.getFloat64(8 * (seconds - 60 * minutes), true), true);
  }

  /** Writes the digits of a whole number, and gives the place after them. */
  integer(array: Uint8Array, view: DataView, at: number, n: number): number {
    if (n < EIGHT_DIGITS) return writeInteger(array, at, n);
    if (!(n >= this.high && n < this.high + EIGHT_DIGITS)) this.takeHigh(Math.floor(n / EIGHT_DIGITS));
    view.setFloat64(at, this.digitsView.getFloat64(0, true), true);
    const low = (n - this.high) | 0;
    const upper = (low / 10_000) | 0;
    return writeFour(array, writeFour(array, at + this.highLength, upper), low - 10_000 * upper);
  }

  private takeDay(day: number): void {
    this.dayMs = DAY_MS * day;
    const { year, month, day: dayOfMonth } = civilDate(day);
    this.date.set(utf8(`${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}T`));
  }

  private takeHigh(high: number): void {
    this.high = EIGHT_DIGITS * high;
    this.highLength = writeInteger(this.digits, 0, high);
  }
}

const EIGHT_DIGITS = 100_000_000;
