import type { Columns } from '../block.js';
import type { Metric } from '../profiles/profile.js';
import { type Bytes, reserve, utf8 } from './bytes.js';
import { LONGEST_DECIMAL, writeDecimal } from './decimal.js';
import { InstantWriter, LONGEST_INSTANT, writeInteger } from './instantText.js';
import type { Template, TimeNotation } from './template.js';

/** Adds rows `from` (included) to `to` (excluded) of a server's columns to what is written. */
export type RowWriter = (bytes: Bytes, columns: Columns, from: number, to: number) => void;

/** What stands in a slot. */
const ISO = 0;
const SECONDS = 1;
const MILLISECONDS = 2;
const VALUE = 3;

/**
 * Writes the rows of a server by their template, straight into bytes: a row of CSV in 70 to 100 ns, where putting texts
 * together takes 1,000.
 *
 * @param precision - Decimals that the values are rounded to.
 */
export function rowWriter(template: Template, precision: number): RowWriter {
  const { slots, end } = parse(template);
  const kinds = Uint8Array.from(slots, ({ kind }) => kind);
  const decimals = Uint8Array.from(slots, ({ shift }) => precision + shift);
  const scale = tenTo(precision);
  const scales = Float64Array.from(slots, ({ shift }) => scale * tenTo(shift));
  const literals = [...slots.map(({ before }) => before), end].map(literal);
  const room = literals.reduce((sum, { length }) => sum + length, slots.length * LONGEST_SLOT);
  const instants = new InstantWriter();

  return (bytes, columns, from, to) => {
    reserve(bytes, (to - from) * room + COPIED);
    const { array } = bytes;
    const values = slots.map(({ metric }) => (metric === undefined ? columns.time : columns[metric]));
    let at = bytes.length;
    for (let row = from; row < to; row++) {
      for (let slot = 0; slot < kinds.length; slot++) {
        at = writeLiteral(array, at, literals[slot]!);
        const value = values[slot]![row]!;
        const kind = kinds[slot]!;
        if (kind === VALUE) at = writeDecimal(array, at, value * scale + 0.5, decimals[slot]!, scales[slot]!);
        else if (kind === ISO) at = instants.iso(array, at, value);
        else at = writeInteger(array, at, kind === SECONDS ? Math.floor(value / 1000) : value);
      }
      at = writeLiteral(array, at, literals[kinds.length]!);
    }
    bytes.length = at;
  };
}

const LONGEST_SLOT = Math.max(LONGEST_INSTANT, LONGEST_DECIMAL);

/** A text between slots, in bytes that are padded to a multiple of {@link COPIED}. */
interface Literal {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** Literals are copied so many bytes at a time: what is too much is overwritten by what follows. */
const COPIED = 4;
/** From this length on `set` is faster than a loop: its call takes 25 ns, whatever the length. */
const LONG = 28;

function literal(text: string): Literal {
  const coded = utf8(text);
  const bytes = new Uint8Array(Math.ceil(coded.length / COPIED) * COPIED);
  bytes.set(coded);
  return { bytes, length: coded.length };
}

function writeLiteral(array: Uint8Array, at: number, { bytes, length }: Literal): number {
  if (length === 1) array[at] = bytes[0]!;
  else if (length >= LONG) array.set(bytes, at);
  else {
    for (let i = 0; i < length; i += COPIED) {
      array[at + i] = bytes[i]!;
      array[at + i + 1] = bytes[i + 1]!;
      array[at + i + 2] = bytes[i + 2]!;
      array[at + i + 3] = bytes[i + 3]!;
    }
  }
  return at + length;
}

interface Slot {
  /** The text between the slot before and this one. */
  readonly before: string;
  readonly kind: number;
  /** Undefined for the instant. */
  readonly metric: Metric | undefined;
  readonly shift: number;
}

const KINDS: Readonly<Record<TimeNotation, number>> = { iso: ISO, s: SECONDS, ms: MILLISECONDS };

/** The slots of a template, and the text after the last. */
function parse(template: Template): { readonly slots: readonly Slot[]; readonly end: string } {
  const slots: Slot[] = [];
  let before = '';
  for (const part of template) {
    if (typeof part === 'string') {
      before += part;
      continue;
    }
    const slot =
      'time' in part
        ? { kind: KINDS[part.time], metric: undefined, shift: 0 }
        : { kind: VALUE, metric: part.value, shift: part.shift ?? 0 };
    slots.push({ before, ...slot });
    before = '';
  }
  return { slots, end: before };
}

function tenTo(exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= 10;
  return power;
}
