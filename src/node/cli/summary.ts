import { counted, intervalText } from './words.js';

/** What was written, such as `1,440 rows of part 2/3 of 3 servers, every 5m`. */
export function summary(rows: number, servers: number, everyMs: number, shard: string | undefined): string {
  const whole = counted(servers, 'server');
  return `${counted(rows, 'row')} of ${shard === undefined ? whole : `part ${shard} of ${whole}`}, every ${intervalText(everyMs)}`;
}
