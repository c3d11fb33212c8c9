import { Found, quote, ServerError } from '../errors.js';
import type { Job } from '../job.js';
import { serverRow } from '../tables/tables.js';

/**
 * The rows of a job's servers for the table of servers, in order.
 *
 * @throws {ServerError} While they are iterated, when two servers have one id, which would be one server there.
 */
export function* serverRows({ servers }: Job): Generator<readonly (string | number)[], void, undefined> {
  const ids = new Set<string>();
  for (const metadata of servers) {
    const { serverId } = metadata;
    if (ids.has(serverId)) {
      throw new ServerError('servers', 'servers of different ids', new Found(`two of ${quote(serverId)}`));
    }
    ids.add(serverId);
    yield serverRow(metadata);
  }
}
