import type { ConnectionOptions, SslOptions } from 'mysql2';
import { either, ServerError } from '../../errors.js';

/**
 * Where a URL leads, as the driver is told, which does not know the parameter `ssl-mode` of MySQL's own clients and
 * would send all in the clear.
 *
 * @throws {ServerError} When there is no such mode.
 */
export function addressOf(path: string, url: string): ConnectionOptions {
  const uri = new URL(url);
  const mode = uri.searchParams.get('ssl-mode');
  if (mode === null) return { uri: url };
  uri.searchParams.delete('ssl-mode');
  const ssl = MODES.get(mode.toUpperCase());
  if (ssl === undefined) {
    const modes = Array.from(MODES.keys(), (name) => `'${name}'`);
    throw new ServerError(path, `an ssl-mode of ${either(modes)}`, mode);
  }
  return { uri: uri.href, ...(ssl && { ssl }) };
}

/** What each of them asks of the server's certificate; the driver does not try, and so prefers none. */
const MODES: ReadonlyMap<string, SslOptions | false> = new Map<string, SslOptions | false>([
  ['DISABLED', false],
  ['PREFERRED', false],
  ['REQUIRED', { rejectUnauthorized: false }],
  ['VERIFY_CA', {}],
  ['VERIFY_IDENTITY', { verifyIdentity: true }],
]);
