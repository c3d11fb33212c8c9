import { randomUUID } from 'node:crypto';

/** A name for a temporary table that no other table has: one of the same name would be hidden by it. */
export function stagingName(): string {
  return `faker_server_${randomUUID()}`;
}
