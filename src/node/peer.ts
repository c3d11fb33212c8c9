import { Found, ServerError } from '../errors.js';

/**
 * An optional peer, loaded when it is needed.
 *
 * @param path - Where the user asked for what needs it, such as `seedPostgres`.
 * @param name - The package, as npm knows it.
 * @param load - Imports it.
 * @throws {ServerError} When it is not installed, with what to install.
 */
export async function optionalPeer<T>(path: string, name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (!isMissing(cause, name)) throw cause;
    throw new ServerError(path, `the package ${name} (npm install ${name})`, new Found('none'), { cause });
  }
}

/** Whether an error says that this package is missing, and not one that it imports itself. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return (
    (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') &&
    typeof message === 'string' &&
    message.includes(`'${name}'`)
  );
}
