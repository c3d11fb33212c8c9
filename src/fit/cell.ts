/** What tables write where there is no value. */
const MISSING = new Set(['', '-', 'nan', '-nan', 'na', '<na>', 'n/a', '#n/a', 'null', '\\n', 'none']);
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The number in a cell, as a table or a program has it: a number, or a text that is one; NaN where the cell is empty.
 *
 * @param sign - What may stand behind a text's number.
 * @returns Undefined for what is neither a number nor empty.
 */
export function cell(value: unknown, sign = ''): number | undefined {
  if (typeof value === 'number') return Number.isNaN(value) || Number.isFinite(value) ? value : undefined;
  if (value === null || value === undefined) return NaN;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (MISSING.has(text.toLowerCase())) return NaN;
  const number = text.endsWith(sign) ? text.slice(0, text.length - sign.length).trimEnd() : text;
  return DECIMAL.test(number) ? Number(number) : undefined;
}
