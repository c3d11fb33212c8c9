/** What tables write where there is no value. */
const MISSING = new Set(['', '-', 'nan', '-nan', 'na', '<na>', 'n/a', '#n/a', 'null', '\\n', 'none']);
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The number in a cell, as a table or a program has it: a number, or a text that is one; NaN where the cell is empty.
 *
 * @returns Undefined for what is neither a number nor empty.
 */
export function cell(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isNaN(value) || Number.isFinite(value) ? value : undefined;
  if (value === null || value === undefined) return NaN;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (MISSING.has(text.toLowerCase())) return NaN;
  return DECIMAL.test(text) ? Number(text) : undefined;
}
