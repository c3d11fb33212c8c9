import { Found, ServerError } from '../errors.js';
import type { TableSettings } from './tableOptions.js';

/**
 * The refusal of rows that are added to a table which has some of the same server and instant, in the words of every
 * database.
 *
 * @param path - Where the user asked for it.
 */
export function rowsThere(path: string, { metricsTable, isShard }: TableSettings): ServerError {
  // Shards share the table, and none of them may empty it.
  const replace = isShard ? '' : ", mode: 'replace' empties the table first";
  const modes = `mode: 'upsert' puts them in place of its own${replace}`;
  const need = `rows of servers and times that the table ${metricsTable} does not have (${modes})`;
  return new ServerError(path, need, new Found('some that are there already'));
}
