import { Found, ServerError } from '../errors.js';

/**
 * Refuses a URL with a port that is none: parsers say no more than that the URL is none, and for 0 drivers take their
 * usual port.
 *
 * @param given - A port that stands in a parameter.
 */
export function checkPort(path: string, url: string, given?: string | null): void {
  const [, authority = '', rest = ''] = AUTHORITY.exec(url) ?? [];
  // A password that is not encoded may stand where a port would.
  if (rest.includes('@')) return;
  const ports = authority.split(',').map((host) => /^(?:\[.*\]|[^:]*):(.+)$/s.exec(host)?.[1] ?? '');
  const wrong = [...ports, given ?? ''].find((port) => port !== '' && !isPort(port));
  if (wrong !== undefined) throw new ServerError(path, 'a port from 1 to 65535', new Found(wrong));
}

/** The hosts, which a user may stand before, and what follows. */
const AUTHORITY = /^[\w+.-]+:\/\/(?:[^/?#]*@)?([^/?#]*)(.*)$/s;

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
