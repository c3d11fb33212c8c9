import { ServerError } from '../../errors.js';
import { instant } from '../../instant.js';

/**
 * A date in a file, as it was written. A number is none, as on the command line: the year that YAML makes of `2020` would
 * be two seconds after 1970.
 *
 * @throws {ServerError} When it is no date.
 */
export function writtenDate(path: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw new ServerError(path, "a date from the years 1 to 9999 such as '2026-01-01'", value);
  }
  instant(path, value);
  return value;
}
