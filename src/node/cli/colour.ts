import process from 'node:process';
import type { WriteStream } from 'node:tty';

/**
 * Whether to write colours to a stream: on a terminal, unless the user asks for none (no-color.org), or where the user
 * asks for them (force-color.org).
 */
export function isColoured(stream: Partial<Pick<WriteStream, 'isTTY' | 'hasColors'>>): boolean {
  const forced = process.env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  // Node reads NO_COLOR, TERM and the like.
  return stream.isTTY === true && stream.hasColors?.() === true;
}
