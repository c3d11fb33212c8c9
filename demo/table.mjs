// @ts-check
/**
 * A table as text: headings, a rule, the rows; numbers stand to the right.
 *
 * @param {readonly string[]} headings
 * @param {readonly (readonly string[])[]} rows
 * @returns {string[]} Lines.
 */
export function table(headings, rows) {
  const columns = headings.map((heading, i) => {
    const cells = rows.map((row) => row[i] ?? '');
    return {
      width: Math.max(heading.length, ...cells.map((cell) => cell.length)),
      isNumber: cells.some(Boolean) && cells.every((cell) => /^([+-]?[\d.,]+( %| GB)?)?$/.test(cell)),
    };
  });
  /** @param {readonly string[]} cells */
  const line = (cells) =>
    columns
      .map(({ width, isNumber }, i) => (isNumber ? (cells[i] ?? '').padStart(width) : (cells[i] ?? '').padEnd(width)))
      .join('  ')
      .trimEnd();
  return [line(headings), columns.map(({ width }) => '─'.repeat(width)).join('  '), ...rows.map(line)];
}
