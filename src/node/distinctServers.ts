import type { ServerMetadata } from '../facts/metadata.js';
import type { Job } from '../job.js';
import { twoOf } from '../sameId.js';

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
      throw twoOf(serverId);
    }
    ids.add(serverId);
    yield metadata;
  }
}
