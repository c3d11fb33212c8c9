import { Found, ServerError } from '../errors.js';
import type { TableSettings } from './tableOptions.js';

/**
 * The refusal of rows that are added to a table which has some of the same server and instant, in the words of every
 * database.
 *
 * @param path - Where the user asked for it.
 */
export function rowsThere(path: string, { metricsTable, isShard }: TableSettings): ServerError {
  const upsert = { option: 'mode', values: ['upsert'], effect: 'puts them in place of its own' };
  const replace = { option: 'mode', values: ['replace'], effect: 'empties the table first' };
  const need = `rows of servers and times that the table ${metricsTable} does not have`;
  // Shards share the table, and none of them may empty it.
  return new ServerError(path, need, new Found('some that are there already'), {
    remedies: isShard ? [upsert] : [upsert, replace],
  });
}
