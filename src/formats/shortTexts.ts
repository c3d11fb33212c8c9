import { utf8 } from './bytes.js';

/** Bytes of an entry: a short text, zeros, and in the last byte the length of the text. */
export const ENTRY = 8;
const LONGEST = ENTRY - 1;

/** How many numbers a group of four digits has. */
export const GROUP = 10_000;
/** How many numbers a table of {@link shortDecimals} has: one more, for the 100 of a percentage with two decimals. */
export const SHORT: number = GROUP + 1;
/** Most decimals of a table of {@link shortDecimals}. */
export const MOST_SHORT_DECIMALS = 5;

/**
 * A row is put together from short texts, each copied as eight bytes, what is too much of one under the next. They all
 * stand in one store and go by their place there: tables that are made when they are first asked for, and behind them
 * what the writer at work has of its own.
 */
export const shortTexts: { view: DataView } = { view: new DataView(new ArrayBuffer(0)) };

/** Gives the place of a table, with its texts made. */
type Table = () => number;

let end = 0;

/** Room for a table; its place is given, and its texts are made, when it is first asked for. */
function table(length: number, textOf: (i: number) => string): Table {
  const place = end;
  end += ENTRY * length;
  let isMade = false;
  return () => {
    if (!isMade) {
      for (let i = 0; i < length; i++) put(place + ENTRY * i, utf8(textOf(i)));
      isMade = true;
    }
    return place;
  };
}

function put(place: number, text: Uint8Array): void {
  const { buffer } = shortTexts.view;
  new Uint8Array(buffer, place, text.length).set(text);
  shortTexts.view.setUint8(place + LONGEST, text.length);
}

const two = (n: number): string => String(n).padStart(2, '0');
const four = (n: number): string => String(n).padStart(4, '0');
const trimmed = (digits: string): string => digits.replace(/0+$/, '');

const MONTH_DAYS = 372;
const dateOf = (i: number): string => `-${two(((i / 31) | 0) + 1)}-${two((i % 31) + 1)}`;

const SIGNS = ['', '-', '.'] as const;
const signs = table(SIGNS.length, (i) => SIGNS[i]!);
/** The place of nothing, of a minus, and of a decimal point. */
export const NOTHING = 0;
export const MINUS: number = 1 * ENTRY;
export const POINT: number = 2 * ENTRY;

/** `-01-01T` to `-12-31T`, 31 for each month. */
export const datesWithT: Table = table(MONTH_DAYS, (i) => `${dateOf(i)}T`);
/** `-01-01 ` to `-12-31 `. */
export const datesWithSpace: Table = table(MONTH_DAYS, (i) => `${dateOf(i)} `);
/** `00:00` to `23:59`. */
export const minutesOfDay: Table = table(1440, (i) => `${two((i / 60) | 0)}:${two(i % 60)}`);
/** `:00.000` to `:59.000`. */
export const secondsOfMinute: Table = table(60, (i) => `:${two(i)}.000`);
/** `0000` to `9999`. */
export const fourDigits: Table = table(GROUP, four);
/** The same without zeros at the end, and so nothing for 0. */
export const lastDigits: Table = table(GROUP, (i) => trimmed(four(i)));
/** The same behind a point. */
export const pointedDigits: Table = table(GROUP, (i) => (i === 0 ? '' : `.${trimmed(four(i))}`));

/** 0 to 10,000 divided by 10^`decimals`, as the shortest decimals; `decimals` 0 to {@link MOST_SHORT_DECIMALS}. */
export const shortDecimals: readonly Table[] = Array.from({ length: MOST_SHORT_DECIMALS + 1 }, (_, decimals) =>
  table(SHORT, (i) => String(i / Number(`1e${decimals}`))),
);

/** Where the texts of the writer at work begin. */
export const OWN: number = end;

/** A text in entries. */
export function entriesOf(text: string): Uint8Array {
  const bytes = utf8(text);
  const entries = new Uint8Array(ENTRY * Math.ceil(bytes.length / LONGEST));
  for (let from = 0, place = 0; from < bytes.length; from += LONGEST, place += ENTRY) {
    const part = bytes.subarray(from, from + LONGEST);
    entries.set(part, place);
    entries[place + LONGEST] = part.length;
  }
  return entries;
}

/** Takes the texts of the writer at work, in place of those of the one before. */
export function takeOwn(entries: Uint8Array): void {
  if (OWN + entries.length > shortTexts.view.byteLength) makeRoom(entries.length);
  new Uint8Array(shortTexts.view.buffer).set(entries, OWN);
}

function makeRoom(own: number): void {
  const larger = new Uint8Array(OWN + 2 * own);
  larger.set(new Uint8Array(shortTexts.view.buffer));
  shortTexts.view = new DataView(larger.buffer);
}

makeRoom(512);
signs();
