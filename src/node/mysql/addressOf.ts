import { isIP } from 'node:net';
import type { ConnectionOptions, SslOptions } from 'mysql2';
import { either, Found, ServerError } from '../../errors.js';

/**
 * Where a URL leads, as the driver is told, which does not know the parameter `ssl-mode` of MySQL's own clients and
 * would send all in the clear. The driver's own `ssl`, an object in JSON, says more of it, such as the `ca`.
 *
 * @throws {ServerError} When there is no such mode, or the driver would not do what is asked.
 */
export function addressOf(path: string, url: string): ConnectionOptions {
  const uri = new URL(url);
  const given = sslOf(path, uri.searchParams.get('ssl'));
  const name = uri.searchParams.get('ssl-mode');
  const mode = name === null ? undefined : modeOf(path, name);
  const ssl = mode === undefined ? given : mode && { ...given, ...mode };
  if (ssl && ssl.verifyIdentity) checkName(path, uri.hostname);
  if (mode === undefined) return { uri: url };
  for (const parameter of ['ssl-mode', 'ssl']) uri.searchParams.delete(parameter);
  return { uri: uri.href, ...(ssl && { ssl }) };
}

/** The driver's own parameter; undefined where it is none, off, or the name of a profile. */
function sslOf(path: string, text: string | null): SslOptions | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
  if (!found || typeof found === 'string') return undefined;
  if (typeof found === 'object') return found;
  throw new ServerError(path, 'ssl as an object in JSON, or ssl-mode=REQUIRED in its place', text);
}

function modeOf(path: string, name: string): SslOptions | false {
  const mode = MODES.get(name.toUpperCase());
  if (mode !== undefined) return mode;
  const modes = Array.from(MODES.keys(), (each) => `'${each}'`);
  throw new ServerError(path, `an ssl-mode of ${either(modes)}`, name);
}

/** What each of them asks of the server's certificate; the driver does not try, and so prefers none. */
const MODES: ReadonlyMap<string, SslOptions | false> = new Map<string, SslOptions | false>([
  ['DISABLED', false],
  ['PREFERRED', false],
  ['REQUIRED', { rejectUnauthorized: false }],
  ['VERIFY_CA', {}],
  ['VERIFY_IDENTITY', { verifyIdentity: true }],
]);

/** Refuses an address in place of a name: for one, the driver asks the certificate whether it is for `localhost`. */
function checkName(path: string, host: string): void {
  if (isIP(host.replaceAll(/[[\]]/g, '')) === 0) return;
  const need =
    'the name of a host, as mysql2 compares no address with a certificate (ssl-mode=VERIFY_CA asks for none)';
  throw new ServerError(path, need, new Found(host));
}
