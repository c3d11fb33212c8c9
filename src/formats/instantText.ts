import { civilDate, DAY_MS } from '../model/civil.js';
import { writeFour, writeTwo, writeWhole } from './decimal.js';

const [HYPHEN, T, COLON, POINT, Z, ZERO] = Array.from('-T:.Z0', (letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Bytes of a date. */
const DATE = 10;
/** Bytes of an instant in ISO 8601, and most of one in epoch milliseconds. */
export const LONGEST_INSTANT = 24;

/** Writes instants; keeps the date of the last one, since most are of the same day. */
export class InstantWriter {
  #day = NaN;
  readonly #date = new Uint8Array(DATE);

  /** Writes what `Date.toISOString` gives of an instant in the years 0 to 9999. */
  iso(bytes: Uint8Array, at: number, ms: number): number {
    const day = Math.floor(ms / DAY_MS);
    if (day !== this.#day) this.#takeDay(day);
    const date = this.#date;
    for (let i = 0; i < DATE; i += 2) {
      bytes[at + i] = date[i]!;
      bytes[at + i + 1] = date[i + 1]!;
    }
    const inDay = ms - DAY_MS * day;
    const seconds = (inDay / 1000) | 0;
    const minutes = (seconds / 60) | 0;
    const hours = (minutes / 60) | 0;
    bytes[at + 10] = T;
    writeTwo(bytes, at + 11, hours);
    bytes[at + 13] = COLON;
    writeTwo(bytes, at + 14, minutes - 60 * hours);
    bytes[at + 16] = COLON;
    writeTwo(bytes, at + 17, seconds - 60 * minutes);
    bytes[at + 19] = POINT;
    const thousandths = inDay - 1000 * seconds;
    bytes[at + 20] = ZERO + ((thousandths / 100) | 0);
    writeTwo(bytes, at + 21, thousandths % 100);
    bytes[at + 23] = Z;
    return at + 24;
  }

  #takeDay(day: number): void {
    this.#day = day;
    const { year, month, day: dayOfMonth } = civilDate(day);
    writeFour(this.#date, 0, year);
    this.#date[4] = HYPHEN;
    writeTwo(this.#date, 5, month);
    this.#date[7] = HYPHEN;
    writeTwo(this.#date, 8, dayOfMonth);
  }
}

/** Writes a whole number of either sign, of at most 16 digits, and gives the place after it. */
export function writeInteger(bytes: Uint8Array, at: number, n: number): number {
  if (n < 0) {
    bytes[at] = HYPHEN;
    return writeInteger(bytes, at + 1, -n);
  }
  if (n < 100_000_000) return writeWhole(bytes, at, n);
  const high = Math.floor(n / 100_000_000);
  const low = n - 100_000_000 * high;
  const upper = (low / 10_000) | 0;
  return writeFour(bytes, writeFour(bytes, writeInteger(bytes, at, high), upper), low - 10_000 * upper);
}
