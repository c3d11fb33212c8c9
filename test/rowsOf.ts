import type { Job } from '../src/job.js';

/** The rows of a job as text: the server's number, its id, the row's number in the server's window, instant and values. */
export function rowsOf(job: Job): string[] {
  const rows: string[] = [];
  for (const { ordinal, server, offset, count, metrics, columns } of job.blocks) {
    for (let i = 0; i < count; i++) {
      const values = metrics.map((metric) => `${metric}=${columns[metric][i]!}`);
      rows.push([ordinal, server.id, offset + i, columns.time[i]!, ...values].join(' '));
    }
  }
  return rows;
}
