import { ServerError } from '../../errors.js';
import { DATE, instant } from '../../instant.js';

/**
 * A date in a file, as it was written. A number is none, as on the command line: the year that YAML makes of `2020` would
 * be two seconds after 1970.
 *
 * @throws {ServerError} When it is no date.
 */
export function writtenDate(path: string, value: unknown): string {
  if (typeof value !== 'string') throw new ServerError(path, DATE, value);
  instant(path, value, DATE);
  return value;
}
