import type { ServerBuilder } from './serverBuilder.js';
import { ServerError } from './errors.js';

/** Whose records are written: one server, some, or a fleet, of whichever metrics (a builder of any has `never`). */
export type Servers = ServerBuilder<never> | Iterable<ServerBuilder<never>>;

/** The servers of a job, by their number from 0. */
export interface Members {
  readonly count: number;
  readonly at: (ordinal: number) => ServerBuilder;
  /** Whether all have the same window and metrics, as one server and the members of a fleet have. */
  readonly areAlike: boolean;
}

/**
 * The servers that a user gave. A fleet is not walked: its members are made when they are asked for.
 *
 * @throws {ServerError} When they are anything else.
 */
export function membersOf(servers: unknown): Members {
  if (isBuilder(servers)) return { count: 1, at: () => servers, areAlike: true };
  const isObject = typeof servers === 'object' && servers !== null;
  if (isObject && isFleet(servers)) return { count: servers.count, at: servers.at, areAlike: true };
  if (!isObject || !(Symbol.iterator in servers)) {
    throw new ServerError('servers', 'a server, or several such as a fleet', servers);
  }
  const list: ServerBuilder[] = [];
  // One by one: an iterable without end that gives no servers is refused at its first.
  for (const server of servers as Iterable<unknown>) {
    if (!isBuilder(server)) {
      throw new ServerError(`servers[${list.length}]`, 'a server such as faker.server.web()', server);
    }
    list.push(server);
  }
  return { count: list.length, at: (ordinal) => list[ordinal]!, areAlike: false };
}

function isBuilder(value: unknown): value is ServerBuilder {
  return typeof value === 'object' && value !== null && 'blocks' in value && 'metadata' in value;
}

function isFleet(value: object): value is Members {
  return 'count' in value && typeof value.count === 'number' && 'at' in value && !Array.isArray(value);
}
