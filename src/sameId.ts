import { Found, quote, ServerError } from './errors.js';
import type { Job } from './job.js';

/**
 * Refuses two servers of one id, whose rows nobody could tell apart. Those of a fleet differ.
 *
 * @throws {ServerError} For the first id that is there twice.
 */
export function refuseSameId({ examples }: Job): void {
  const ids = new Set<string>();
  for (const server of examples) {
    const id = String(server);
    if (ids.has(id)) throw twoOf(id);
    ids.add(id);
  }
}

/** What is said of an id that two servers have. */
export function twoOf(id: string): ServerError {
  return new ServerError('servers', 'servers of different ids', new Found(`two of ${quote(id)}`));
}
