/** What every database says of rows that are added to a table which has them. */
export function thereAlready(path: string, table = 'server_metrics'): string {
  return (
    `${path}: expected rows of servers and times that the table ${table} does not have (mode: 'upsert' puts them in ` +
    "place of its own, mode: 'replace' empties the table first), received some that are there already"
  );
}
