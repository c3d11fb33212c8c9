import { quote, ServerError } from '../errors.js';
import { cell } from './cell.js';
import type { Table } from './table.js';

/** How columns are called, without what separates words, that say which server a row is of. */
const NAMES = /^(?:server|host|instance|machine|node|vm)(?:id|name)?$/;

/**
 * Refuses rows of several servers, which the fit would take for one: by the columns that say whose they are.
 *
 * @param used - Names of the columns that hold time and metrics.
 * @throws {ServerError} When such a column has more than one value; empty cells are none.
 */
export function checkOneServer(from: Table, used: ReadonlySet<string>): void {
  const columns = from.names.filter(
    (name) => !used.has(name) && NAMES.test(name.toLowerCase().replace(/[_.\- ]/g, '')),
  );
  for (const name of columns) {
    let known: string | undefined;
    for (let row = 0; row < from.count; row++) {
      const value = textOf(from.read(name, row), /id$|^instance/i.test(name));
      if (value === undefined || alike(value) === alike((known ??= value))) continue;
      const need = `${from.isOwn ? 'records' : 'rows'} of one server, here ${quote(known)}`;
      throw new ServerError(from.placeOf(name, row), need, value);
    }
  }
}

/** What identifies a server; undefined for an empty cell, and for what is no name: a number is one of ids and instances. */
function textOf(value: unknown, isOfIds: boolean): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const read = cell(value);
  return Number.isNaN(read) || (typeof read === 'number' && !isOfIds) ? undefined : String(value);
}

/** A name in the one spelling of the many that host names have. */
function alike(name: string): string {
  return name.trim().toLowerCase();
}
