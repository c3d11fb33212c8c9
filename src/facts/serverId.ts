import { below, type Key } from '../num/random.js';
import { Draw } from './draw.js';

/**
 * The id of the server that a key stands for: its archetype and four lower-case hexadecimal digits, as in
 * `database-7f3a`. Of 300 servers of one archetype, two share an id about every second time.
 */
export function serverId(key: Key, archetype: string): string {
  return `${archetype}-${fourDigits(key)}`;
}

/** The digits of a server, `0000` to `ffff`. */
export function fourDigits(key: Key): string {
  return below(key, Draw.ServerId, 0x10000).toString(16).padStart(4, '0');
}
