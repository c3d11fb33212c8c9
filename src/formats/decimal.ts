import { utf8 } from './bytes.js';

const ZERO = 0x30;
const POINT = 0x2e;

/** The digits of 0000 to 9999, four bytes each. */
const FOUR = Uint8Array.from({ length: 40_000 }, (_, i) => ZERO + digit((i / 4) | 0, 3 - (i % 4)));

function digit(n: number, place: number): number {
  return ((n / [1, 10, 100, 1000][place]!) | 0) % 10;
}

/**
 * Writes a whole number of at least 0 that fits in 31 bits, and gives the place after it.
 */
function writeWhole(bytes: Uint8Array, at: number, n: number): number {
  if (n < 10) {
    bytes[at] = ZERO + n;
    return at + 1;
  }
  if (n < 100) {
    bytes[at] = FOUR[4 * n + 2]!;
    bytes[at + 1] = FOUR[4 * n + 3]!;
    return at + 2;
  }
  if (n < 10_000) {
    if (n >= 1000) bytes[at++] = FOUR[4 * n]!;
    bytes[at] = FOUR[4 * n + 1]!;
    bytes[at + 1] = FOUR[4 * n + 2]!;
    bytes[at + 2] = FOUR[4 * n + 3]!;
    return at + 3;
  }
  const high = (n / 10_000) | 0;
  return writeFour(bytes, writeWhole(bytes, at, high), n - 10_000 * high);
}

/** Writes a whole number below 10,000 with its leading zeros. */
export function writeFour(bytes: Uint8Array, at: number, n: number): number {
  bytes[at] = FOUR[4 * n]!;
  bytes[at + 1] = FOUR[4 * n + 1]!;
  bytes[at + 2] = FOUR[4 * n + 2]!;
  bytes[at + 3] = FOUR[4 * n + 3]!;
  return at + 4;
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

const HYPHEN = 0x2d;

/** Most bytes that {@link writeDecimal} writes: those of the longest finite number. */
export const LONGEST_DECIMAL = 25;

/** How many numbers a table of {@link shortDecimals} has. */
export const SHORT = 10_000;

const tables: DataView[] = [];

/**
 * 0 to {@link SHORT} (excluded) divided by 10^`decimals`, as the shortest decimals: eight bytes each, the text and in
 * the last its length. Undefined where a text would take eight.
 */
export function shortDecimals(decimals: number): DataView | undefined {
  if (decimals > 5) return undefined;
  return (tables[decimals] ??= tableOf(decimals));
}

function tableOf(decimals: number): DataView {
  const table = new Uint8Array(8 * SHORT);
  const scale = Number(`1e${decimals}`);
  for (let n = 0; n < SHORT; n++) table[8 * n + 7] = writeDecimal(table, 8 * n, n, decimals, scale) - 8 * n;
  return new DataView(table.buffer);
}

/**
 * Writes n / 10^`decimals` as the shortest decimal, which is what `String` makes of it but for exponents, and gives the
 * place after it.
 *
 * @param x - At least 0; n is its whole part.
 * @param decimals - 0 to 8.
 * @param scale - 10^`decimals`.
 */
export function writeDecimal(bytes: Uint8Array, at: number, x: number, decimals: number, scale: number): number {
  // Beyond 31 bits, which no usual value reaches, the engine's own digits.
  if (!(x < 2147483648)) return writeAscii(bytes, at, String(Math.floor(x) / scale));
  const n = x | 0;
  const whole = (n / scale) | 0;
  const fraction = n - scale * whole;
  const next = writeWhole(bytes, at, whole);
  return fraction === 0 ? next : writeFraction(bytes, next, fraction, decimals);
}

/** The point and the digits after it, without zeros at the end. */
function writeFraction(bytes: Uint8Array, at: number, fraction: number, decimals: number): number {
  bytes[at++] = POINT;
  let [rest, left] = [fraction, decimals];
  while (rest % 10 === 0) {
    rest = (rest / 10) | 0;
    left--;
  }
  for (let place = left - 1; place >= 0; place--) {
    const tenth = (rest / 10) | 0;
    bytes[at + place] = ZERO + rest - 10 * tenth;
    rest = tenth;
  }
  return at + left;
}

function writeAscii(bytes: Uint8Array, at: number, text: string): number {
  bytes.set(utf8(text), at);
  return at + text.length;
}
