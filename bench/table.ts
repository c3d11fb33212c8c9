/** Prints a table: a title, a header, and rows whose first cell is a text and whose others are numbers or words. */
export function table(title: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}\n`);
  console.log(line(header));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) console.log(line(row));
}

/** The cells of a rate that is asked for, in records or rows a second: the target, and whether it is met. */
export function verdict(rate: number, target: number | undefined): readonly [target: string, met: string] {
  if (target === undefined) return ['', ''];
  const asked = target < 1e6 ? `${target.toLocaleString('en')}/s` : `${target / 1e6} M/s`;
  return [`≥ ${asked}`, rate >= target ? 'met' : 'MISSED'];
}

/** A number with three significant digits. */
export function digits(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 6 });
}
