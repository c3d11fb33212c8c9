import { Found, quote, ServerError } from '../errors.js';
import type { TableSettings } from './tableOptions.js';

/**
 * How a row of the table of servers tells that it was made here, and not by the user whose own inventory it is: all our
 * host names end so. Such a row with another `ip_address` than a server of its id is of another server: the address
 * hangs on the key alone.
 */
export const MADE_HERE = "hostname LIKE '%.example'";

/**
 * The refusal of records that would go on where another server's end, in the words of every database.
 *
 * @param path - Where the user asked for it.
 * @param id - Of a server that the table of servers has with another seed.
 */
export function anotherServer(path: string, { serversTable }: TableSettings, id: string): ServerError {
  const need = `the servers that the table ${serversTable} has under these ids (the same seed makes them; others need ids of their own)`;
  return new ServerError(path, need, new Found(`another ${quote(id)}`));
}
