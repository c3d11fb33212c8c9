/** The schema, where the name of a table has one, and the table. */
export function placeOf(name: string): readonly [schema: string | null, table: string] {
  const point = name.lastIndexOf('.');
  return [point < 0 ? null : name.slice(0, point), name.slice(point + 1)];
}
