/** Numbers of errors that both MySQL and MariaDB have; their words are in the language of the server's `lc_messages`. */
const DUPLICATE_ENTRY = 1062;
const DUPLICATE_KEY_NAME = 1061;
/** All that is said of a disk without room, too. */
const TABLE_FULL = 1114;
/** Of a database, of a table, and of what needs a privilege of its own. */
const DENIED: readonly unknown[] = [1044, 1142, 1227];

/** An error as a warning tells it. */
export function errorOf(message: string, errno: unknown): Error {
  return Object.assign(new Error(message), { errno: Number(errno) });
}

/** Whether a row is in the way that has the same key already. */
export function isDuplicate(error: unknown): error is Error {
  return error instanceof Error && errnoOf(error) === DUPLICATE_ENTRY;
}

/**
 * Whether that is a key of one of these names: `Duplicate entry 'web-1-2025-01-01' for key 'server_metrics.PRIMARY'`. In
 * every language the key comes last; MariaDB says it without the table.
 */
export function isOfKey({ message }: Error, names: readonly string[]): boolean {
  const said = message.slice(0, message.lastIndexOf("'"));
  return names.some((name) => said.endsWith(`'${name}`) || said.endsWith(`.${name}`));
}

/** Whether an index of the same name is there already. */
export function isIndexThere(error: unknown): boolean {
  return errnoOf(error) === DUPLICATE_KEY_NAME;
}

/** Whether the user has not the privilege. */
export function isDenied(error: unknown): boolean {
  return DENIED.includes(errnoOf(error));
}

/** An error with what it leaves out as its detail, where that is known; others as they are. */
export function detailed(error: unknown): unknown {
  if (errnoOf(error) !== TABLE_FULL) return error;
  return Object.assign(error as Error, { detail: 'no room is left on its disk, or in its tablespace' });
}

function errnoOf(error: unknown): unknown {
  return (error as { readonly errno?: unknown } | undefined)?.errno;
}
