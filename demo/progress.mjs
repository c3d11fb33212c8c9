// @ts-check
/** @import { Progress } from 'faker-server/pglite' */

/**
 * Says on a terminal how far a job is, on a line that is gone when it is done; elsewhere nothing.
 *
 * @param {{ readonly isTTY?: boolean, write(text: string): unknown }} stream
 * @returns {(progress: Progress) => void}
 */
export function progressOn(stream) {
  return ({ rows, total }) => {
    if (!stream.isTTY) return;
    const line = `${rows.toLocaleString('en')} of ${total.toLocaleString('en')} rows`;
    stream.write(rows < total ? `\r${line}` : '\r\u001b[K');
  };
}
