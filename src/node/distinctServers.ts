import { Found, quote, ServerError } from '../errors.js';
import type { ServerMetadata } from '../facts/metadata.js';
import type { Job } from '../job.js';

/**
 * What is known of a job's servers, each a row of the table of servers, in order.
 *
 * @throws {ServerError} While they are iterated, when two servers have one id, which would be one server there.
 */
export function* distinctServers({ servers }: Job): Generator<ServerMetadata, void, undefined> {
  const ids = new Set<string>();
  for (const metadata of servers) {
    const { serverId } = metadata;
    if (ids.has(serverId)) {
      throw new ServerError('servers', 'servers of different ids', new Found(`two of ${quote(serverId)}`));
    }
    ids.add(serverId);
    yield metadata;
  }
}
