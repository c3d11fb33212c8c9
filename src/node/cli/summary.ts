import process from 'node:process';
import { autoShard } from '../environmentShard.js';
import { counted, intervalText } from './words.js';

/** What was written, such as `1,440 rows of part 2/3 of 3 servers, every 5m`. */
export function summary(rows: number, servers: number, everyMs: number, shard: string | undefined): string {
  const auto = autoShard('--shard', shard, process.env);
  const part = auto === undefined ? shard : `${auto.index}/${auto.of}`;
  const whole = counted(servers, 'server');
  return `${counted(rows, 'row')} of ${part === undefined ? whole : `part ${part} of ${whole}`}, every ${intervalText(everyMs)}`;
}
