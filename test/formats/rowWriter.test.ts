import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noBytes, written } from '../../src/formats/bytes.js';
import { rowWriter } from '../../src/formats/rowWriter.js';
import type { Template } from '../../src/formats/template.js';

/** What a template makes of a value or an instant. */
function textOf(template: Template, precision: number, { cpu = 0, time = 0 }): string {
  const bytes = noBytes();
  const columns = { time: Float64Array.of(time), cpu: Float64Array.of(cpu) } as never;
  rowWriter(template, precision)(bytes, columns, 0, 1);
  return new TextDecoder().decode(written(bytes));
}

/** A value as it is published: a whole number of steps of its precision. */
const published = fc
  .integer({ min: 0, max: 6 })
  .chain((precision) =>
    fc
      .oneof(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.integer({ min: 0, max: 10 ** (9 + precision) }),
      )
      .map((n) => ({ precision, n, value: n / 10 ** precision })),
  );

/** A decimal without an exponent: what `String` gives from a millionth on. */
function decimalOf(n: number, decimals: number): string {
  const digits = String(n).padStart(decimals + 1, '0');
  const [whole, fraction] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)];
  return `${whole}.${fraction}`.replace(/\.?0*$/, '');
}

it('writes values as String does', () => {
  fc.assert(
    fc.property(published, ({ precision, value }) => {
      expect(textOf([{ value: 'cpu' }], precision, { cpu: value })).toBe(String(value));
    }),
    { numRuns: 1000 },
  );
  for (let n = 0; n <= 20_000; n += 7) {
    if (textOf([{ value: 'cpu' }], 2, { cpu: n / 100 }) !== String(n / 100)) expect.fail(String(n / 100));
  }
});

it('moves the decimal point without rounding', () => {
  fc.assert(
    fc.property(published, ({ precision, n, value }) => {
      // Beyond 31 bits the digits are the engine's.
      const text = textOf([{ value: 'cpu', shift: 2 }], precision, { cpu: value });
      if (n < 2 ** 31) expect(text).toBe(decimalOf(n, precision + 2));
      else expect(Number(text)).toBe(n / 10 ** (precision + 2));
    }),
    { numRuns: 1000 },
  );
});

it('writes whole numbers that are the nearest to a multiple of a value', () => {
  fc.assert(
    fc.property(published, fc.constantFrom(1, 300, 1e6, 1.25e6), ({ value }, times) => {
      fc.pre(value * times < Number.MAX_SAFE_INTEGER);
      expect(textOf([{ whole: 'cpu', times }], 2, { cpu: value })).toBe(String(Math.floor(value * times + 0.5)));
    }),
    { numRuns: 1000 },
  );
});

it('writes whole numbers beyond the exact ones, up to what a disk moves in 10,000 years', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e15, max: 3.2e26, noNaN: true }), (value) => {
      expect(textOf([{ whole: 'cpu', times: 1 }], 2, { cpu: value })).toBe(String(BigInt(Math.floor(value + 0.5))));
    }),
    { numRuns: 1000 },
  );
});

it('writes instants of the years 0 to 9999 as Date.toISOString and as digits', () => {
  const second = fc.integer({
    min: Date.UTC(1, 0, 1) / 1000 - 31_622_400 - 60_000_000_000,
    max: Date.UTC(9999, 11, 31, 23, 59, 59) / 1000,
  });
  const near = fc.integer({ min: -3 * 86_400, max: 3 * 86_400 });
  fc.assert(
    fc.property(fc.oneof(second, near), (seconds) => {
      const time = Math.max(seconds * 1000, Date.parse('0000-01-01T00:00:00Z'));
      const iso = new Date(time).toISOString();
      expect(textOf([{ time: 'iso' }], 2, { time })).toBe(iso);
      expect(textOf([{ time: 'sql' }, ' '], 2, { time })).toBe(`${iso.slice(0, 10)} ${iso.slice(11, 23)} `);
      expect(textOf([{ time: 'ms' }], 2, { time })).toBe(String(time));
      expect(textOf([{ time: 'ms', plusMs: 300_000 }], 2, { time })).toBe(String(time + 300_000));
      expect(textOf([{ time: 's' }], 2, { time })).toBe(String(time / 1000));
    }),
    { numRuns: 1000 },
  );
});

it('copies texts as they are, whatever their length', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 6 }), (texts) => {
      const template = texts.flatMap((text): Template => [text, { value: 'cpu' }]);
      expect(textOf(template, 2, { cpu: 1.5 })).toBe(texts.map((text) => `${text}1.5`).join(''));
    }),
  );
});

it('writes rows of any width, in turns with another writer, as one row at a time', () => {
  const value = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 10_001 }) },
    fc.integer({ min: 0, max: 2_000_000 }),
    fc.integer({ min: 0, max: 10 ** 12 }),
  );
  const part = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom<Template[number]>({ value: 'cpu' }, { time: 'iso' }, { time: 'ms' }, { whole: 'cpu', times: 1000 }),
  );
  const row = fc.record({ cpu: value.map((n) => n / 100), day: fc.integer({ min: -40_000, max: 40_000 }) });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.array(row, { maxLength: 40 }), (template, rows) => {
      // Texts of ids and tags may be longer than what writers have room for at first.
      const templates = [template, [...template, 'x'.repeat(5000), ...template, { value: 'cpu' } as const]];
      const cpu = Float64Array.from(rows, (one) => one.cpu);
      const time = Float64Array.from(rows, ({ day }) => day * 86_400_000 + 3_661_000);
      const writers = templates.map((one) => ({ write: rowWriter(one, 2), bytes: noBytes() }));
      for (let from = 0; from < rows.length; from += 7) {
        const to = Math.min(rows.length, from + 7);
        for (const { write, bytes } of writers) write(bytes, { time, cpu } as never, from, to);
      }
      for (const [i, { bytes }] of writers.entries()) {
        const alone = rows.map((one, at) => textOf(templates[i]!, 2, { cpu: one.cpu, time: time[at]! }));
        expect(new TextDecoder().decode(written(bytes))).toBe(alone.join(''));
      }
    }),
  );
});
