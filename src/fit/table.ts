import { placeOf } from '../check.js';
import { Found, ServerError, timeOf } from '../errors.js';
import { valuesOf } from './valuesOf.js';

/** A table, whichever way it is stored. */
export interface Table {
  readonly count: number;
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  readonly read: (name: string, row: number) => unknown;
  /** Where a cell is written, for messages. */
  readonly placeOf: (name: string, row: number) => string;
  /** Whether it is this library's own, whose units are known. */
  readonly isOwn: boolean;
}

const NEED = 'an array of records or rows, or an object of columns';

/** @throws {ServerError} When the value is no table. */
export function table(path: string, value: unknown): Table {
  const rows = valuesOf(value);
  if (Array.isArray(rows)) return rowTable(path, rows);
  const isObject = typeof value === 'object' && value !== null && timeOf(value) === undefined;
  if (!isObject || rows || ArrayBuffer.isView(value)) throw new ServerError(path, NEED, value);
  return columnTable(path, value as Readonly<Record<string, unknown>>);
}

type Row = Readonly<Record<string, unknown>>;

function rowTable(path: string, rows: readonly unknown[]): Table {
  const wrong = Array.from(rows).findIndex((row) => typeof row !== 'object' || row === null);
  if (wrong >= 0)
    throw new ServerError(`${path}[${String(wrong)}]`, 'an object with a value for each column', rows[wrong]);
  const whole = rows as readonly Row[];
  const first = whole[0];
  const known = new Map<string, boolean>();
  const has = (name: string): boolean => {
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = whole.some((row) => Object.hasOwn(row, name))));
    return found;
  };
  return {
    count: whole.length,
    names: first ? Object.keys(first) : [],
    has,
    read: (name, row) => whole[row]![name],
    placeOf: (name, row) => placeOf(`${path}[${String(row)}]`, name),
    isOwn: isRecord(first),
  };
}

/** Whether a row is as `series` gives them. */
function isRecord(row: Row | undefined): boolean {
  return (
    row !== undefined &&
    timeOf(row['timestamp']) !== undefined &&
    typeof row['serverId'] === 'string' &&
    typeof row['archetype'] === 'string'
  );
}

function columnTable(path: string, columns: Readonly<Record<string, unknown>>): Table {
  const found = new Map<string, ArrayLike<unknown>>();
  for (const [name, column] of Object.entries(columns)) {
    const values = valuesOf(column);
    if (values) found.set(name, values);
  }
  if (found.size === 0) throw new ServerError(path, NEED, columns);
  const [firstName, first] = [...found][0]!;
  for (const [name, column] of found) {
    if (column.length === first.length) continue;
    const need = `as many values as ${firstName} has, ${String(first.length)}`;
    throw new ServerError(placeOf(path, name), need, new Found(String(column.length)));
  }
  return {
    count: first.length,
    names: [...found.keys()],
    has: (name) => found.has(name),
    read: (name, row) => found.get(name)![row],
    placeOf: (name, row) => `${placeOf(path, name)}[${String(row)}]`,
    // As `columns` gives them.
    isOwn: found.has('time') && [...found.values()].every((column) => column instanceof Float64Array),
  };
}
