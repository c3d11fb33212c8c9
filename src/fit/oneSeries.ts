import { quote, ServerError } from '../errors.js';
import type { Table } from './table.js';

/** So many instants tell what the rows of one are. */
const ENOUGH = 200;

/**
 * Refuses rows of several series, such as one for each metric, pod or core, of which the fit would take the mean: by a
 * column that tells the rows of an instant apart, and has the same values at others.
 *
 * @param used - Names of the columns that hold time and metrics.
 * @param time - Epoch milliseconds of the rows that have values; shape [n].
 * @param rows - Where these are in the table.
 * @throws {ServerError} When there is such a column.
 */
export function checkOneSeries(from: Table, used: ReadonlySet<string>, time: Float64Array, rows: Uint32Array): void {
  const groups = new Map<number, number[]>();
  time.forEach((ms, place) => {
    const group = groups.get(ms);
    if (group) group.push(rows[place]!);
    else if (groups.size < ENOUGH) groups.set(ms, [rows[place]!]);
  });
  const several = [...groups.values()].filter(({ length }) => length > 1);
  if (several.length < 2) return;
  const [first, second] = several[0] as [number, number];
  for (const name of from.names.filter((each) => !used.has(each))) {
    const labels = several.map((group) => group.map((row) => String(from.read(name, row))));
    const all = labels.flat();
    const isLabel = labels.every((each) => new Set(each).size === each.length) && new Set(all).size <= all.length / 2;
    if (!isLabel) continue;
    const need = `rows of one series, one at each instant, here ${quote(String(from.read(name, first)))}`;
    throw new ServerError(from.placeOf(name, second), need, from.read(name, second));
  }
}
