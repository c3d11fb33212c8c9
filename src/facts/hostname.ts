import type { Key } from '../num/random.js';
import { environment, type Environment } from './environment.js';
import { region } from './region.js';
import { fourDigits, serverId } from './serverId.js';
import { SITES } from './site.js';
import { type } from './type.js';

/**
 * The fully qualified host name of the server that a key stands for: its id, the airport of its region and its
 * environment, as in `database-7f3a.fra.prod.example`. It is valid whatever the id is (RFC 1123, section 2.1), and can
 * never be a real one: the domain `example` is reserved (RFC 2606, section 2).
 *
 * @param id - The server's id. Defaults to the one that the key gives it.
 */
export function hostname(key: Key, id: string = serverId(key, type(key))): string {
  return `${label(key, id)}.${SITES[region(key)].airport}.${LABELS[environment(key)]}.example`;
}

const LABELS: Readonly<Record<Environment, string>> = {
  production: 'prod',
  staging: 'stage',
  test: 'test',
  development: 'dev',
};

/** Characters that a label may have. */
const LONGEST = 63;

/**
 * An id as a label: lower-case letters, digits, and single hyphens for all else (double ones would mark an
 * internationalised name). Where that is too long, or nothing is left, the server's digits keep it apart from others.
 */
function label(key: Key, id: string): string {
  const text = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (text !== '' && text.length <= LONGEST) return text;

  const digits = fourDigits(key);
  const start = text.slice(0, LONGEST - digits.length - 1).replace(/-$/, '');
  return `${start || 'server'}-${digits}`;
}
