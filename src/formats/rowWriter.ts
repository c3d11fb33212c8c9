import type { Columns } from '../block.js';
import type { Metric } from '../profiles/profile.js';
import { type Bytes, reserve, utf8 } from './bytes.js';
import { LONGEST_DECIMAL, SHORT, shortDecimals, writeDecimal, writeInteger } from './decimal.js';
import { InstantWriter, LONGEST_INSTANT } from './instantText.js';
import type { Template, TimeSlot } from './template.js';

/** Adds rows `from` (included) to `to` (excluded) of a server's columns to what is written. */
export type RowWriter = (bytes: Bytes, columns: Columns, from: number, to: number) => void;

/**
 * Writes the rows of a server by their template, straight into bytes, where putting texts together takes twenty times
 * as long. Texts and short decimals are copied eight bytes at a time, what is too much of one under the next: as
 * doubles, none of which is a NaN that an engine might change, since no eight bytes of UTF-8 are one.
 *
 * @param precision - Decimals that the values are rounded to.
 */
export function rowWriter(template: Template, precision: number): RowWriter {
  const { slots, end } = parse(template, precision);
  const count = slots.length;
  const kinds = Uint8Array.from(slots, ({ kind }) => kind);
  const factors = Float64Array.from(slots, ({ factor }) => factor);
  const addends = Float64Array.from(slots, ({ addend }) => addend);
  const decimals = Uint8Array.from(slots, (slot) => slot.decimals);
  const scales = Float64Array.from(slots, (slot) => Number(`1e${slot.decimals}`));
  const tables = slots.map((slot) => (slot.kind === VALUE ? shortDecimals(slot.decimals) : undefined) ?? NO_TABLE);
  const limits = Float64Array.from(tables, (table) => (table === NO_TABLE ? 0 : SHORT));
  const literals = literalsOf([...slots.map(({ before }) => before), end]);
  const { texts, starts, lengths } = literals;
  const room = lengths.reduce((sum, length) => sum + length, slots.length * LONGEST_SLOT);
  const instants = new InstantWriter();

  return (bytes, columns, from, to) => {
    reserve(bytes, (to - from) * room + COPIED);
    const { array, view } = bytes;
    const values = slots.map(({ metric }) => (metric === undefined ? columns.time : columns[metric]));
    let at = bytes.length;
    for (let row = from; row < to; row++) {
      for (let slot = 0; slot < count; slot++) {
        const length = lengths[slot]!;
        const start = starts[slot]!;
        for (let i = 0; i < length; i += COPIED) view.setFloat64(at + i, texts.getFloat64(start + i, true), true);
        at += length;
        const x = values[slot]![row]! * factors[slot]! + addends[slot]!;
        const kind = kinds[slot]!;
        if (kind === VALUE) {
          if (x < limits[slot]!) {
            const table = tables[slot]!;
            const place = 8 * (x | 0);
            view.setFloat64(at, table.getFloat64(place, true), true);
            at += table.getUint8(place + 7);
          } else at = writeDecimal(array, at, x, decimals[slot]!, scales[slot]!);
        } else if (kind === DIGITS) at = instants.integer(array, view, at, Math.floor(x));
        else if (kind === INTEGER) at = writeInteger(array, at, Math.floor(x));
        else {
          instants.iso(view, at, x);
          if (kind === SQL) view.setUint8(at + 10, SPACE);
          at += kind === SQL ? SQL_LENGTH : ISO_LENGTH;
        }
      }
      const length = lengths[count]!;
      const start = starts[count]!;
      for (let i = 0; i < length; i += COPIED) view.setFloat64(at + i, texts.getFloat64(start + i, true), true);
      at += length;
    }
    bytes.length = at;
  };
}

/** What stands in a slot. */
const ISO = 0;
const SQL = 1;
const DIGITS = 2;
const INTEGER = 3;
const VALUE = 4;

const SPACE = 0x20;
const ISO_LENGTH = 24;
/** That of the notation without the zone's letter. */
const SQL_LENGTH = 23;
const LONGEST_SLOT = Math.max(LONGEST_INSTANT, LONGEST_DECIMAL);
const NO_TABLE = new DataView(new ArrayBuffer(0));

/** Bytes that are copied at a time. */
const COPIED = 8;

/** The texts between slots, each from a multiple of {@link COPIED} on. */
function literalsOf(parts: readonly string[]): {
  readonly texts: DataView;
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
} {
  const coded = parts.map(utf8);
  const starts = new Int32Array(coded.length + 1);
  for (const [i, { length }] of coded.entries()) starts[i + 1] = starts[i]! + COPIED * Math.ceil(length / COPIED);
  const texts = new Uint8Array(starts[coded.length]!);
  for (const [i, text] of coded.entries()) texts.set(text, starts[i]);
  return { texts: new DataView(texts.buffer), starts, lengths: Int32Array.from(coded, ({ length }) => length) };
}

interface Slot {
  /** The text between the slot before and this one. */
  readonly before: string;
  readonly kind: number;
  /** Undefined for the instant. */
  readonly metric: Metric | undefined;
  /** What is written is made from the value times this factor and this addend. */
  readonly factor: number;
  readonly addend: number;
  readonly decimals: number;
}

/** The slots of a template, and the text after the last. */
function parse(template: Template, precision: number): { readonly slots: readonly Slot[]; readonly end: string } {
  const slots: Slot[] = [];
  let before = '';
  for (const part of template) {
    if (typeof part === 'string') before += part;
    else {
      slots.push({ before, ...slotOf(part, precision) });
      before = '';
    }
  }
  return { slots, end: before };
}

function slotOf(part: Exclude<Template[number], string>, precision: number): Omit<Slot, 'before'> {
  if ('time' in part) return timeSlot(part);
  // Half of one is added: what is cut off then is what rounds.
  if ('whole' in part) return { kind: INTEGER, metric: part.whole, factor: part.times, addend: 0.5, decimals: 0 };
  const factor = Number(`1e${precision}`);
  return { kind: VALUE, metric: part.value, factor, addend: 0.5, decimals: precision + (part.shift ?? 0) };
}

function timeSlot({ time, plusMs = 0 }: TimeSlot): Omit<Slot, 'before'> {
  const slot = { metric: undefined, factor: 1, addend: plusMs, decimals: 0 };
  // Instants are whole seconds: what a thousandth is off, less than a tenth of the last bit, rounds away.
  if (time === 's') return { ...slot, kind: DIGITS, factor: 1 / 1000, addend: plusMs / 1000 };
  return { ...slot, kind: time === 'iso' ? ISO : time === 'sql' ? SQL : DIGITS };
}
