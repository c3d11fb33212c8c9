/**
 * A column of another library, such as an Apache Arrow `Vector`, or its table: it lists its values and knows how many they
 * are, or gives an array of them.
 */
export type ColumnLike =
  | (Iterable<unknown> & { readonly length: number })
  | {
      /** The values, in their order. */
      readonly toArray: () => ArrayLike<unknown>;
    };

/**
 * The values in an array, or in what another library has in its place; undefined for anything else.
 *
 * What can list its values is asked to: Arrow's columns then have a null where there is no value, and instants in
 * milliseconds whichever unit they are stored in, both of which the bare numbers of `toArray()` do not tell.
 */
export function valuesOf(column: unknown): ArrayLike<unknown> | undefined {
  if (isArray(column)) return column;
  if (typeof column !== 'object' || column === null) return undefined;
  const { length, toArray } = column as { length?: unknown; toArray?: unknown };
  if (typeof length === 'number' && Symbol.iterator in column) return Array.from(column as Iterable<unknown>);
  if (typeof toArray !== 'function') return undefined;
  const values: unknown = toArray.call(column);
  // As a plain array: of another library's numbers nobody knows the unit, be they in a `Float64Array`.
  return isArray(values) ? Array.from(values) : undefined;
}

function isArray(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
