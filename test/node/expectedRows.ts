import type { ServerBuilder } from 'faker-server';

/** The rows that a table of records must hold, by `columns()`: id, epoch milliseconds, and the metrics, in their order. */
export function expectedRows(servers: Iterable<ServerBuilder<never>>, count: number): (string | number)[][] {
  const rows = Array.from(servers).flatMap((server) => {
    const { time, ...metrics } = server.columns(count);
    const values: Float64Array[] = Object.values(metrics);
    const { serverId } = server.metadata();
    return Array.from(time, (ms, row) => [serverId, ms, ...values.map((column) => column[row]!)]);
  });
  return rows.sort(([a, from], [b, other]) => (a! < b! ? -1 : a! > b! ? 1 : Number(from) - Number(other)));
}
