import { placed, ServerError } from '../../errors.js';
import { fleetFile, type FleetFile } from './fleetFile.js';
import { optionOf } from './optionOf.js';
import { readData } from './readData.js';
import type { ServerFlags } from './serverOptions.js';
import type { WindowFlags } from './windowOptions.js';

/** Flags, and what the file says that one of them names. */
export type FlagsWithFile<F> = F & { readonly file?: FleetFile };

const WINDOW = ['days', 'count', 'from', 'until'] as const;
const REST = ['every', 'metrics', 'seed', 'typical', 'holidays', 'timeZone', 'statistic', 'asOf'] as const;

/**
 * Does work with the flags, and with what the fleet file says of all servers where they say nothing. A flag about the
 * window replaces all that the file says of it.
 *
 * @throws {ServerError} When the file cannot be read, or says what cannot be; what the work finds wrong with a value of
 * the file is placed in it.
 */
export async function withFleetFile<F extends ServerFlags & WindowFlags, T>(
  flags: F,
  work: (flags: FlagsWithFile<F>) => Promise<T>,
): Promise<T> {
  if (flags.fleet === undefined) return work(flags);
  const file = fleetFile(await readData('--fleet', flags.fleet));
  const isWindowGiven = WINDOW.some((key) => flags[key] !== undefined);
  const keys = [...(isWindowGiven ? [] : WINDOW), ...REST];
  const kept = keys.filter((key) => file[key] !== undefined && flags[key] === undefined);
  try {
    return await work({ ...flags, ...Object.fromEntries(kept.map((key) => [key, file[key]])), file });
  } catch (error) {
    throw error instanceof ServerError ? inFile(error, kept) : error;
  }
}

/** An error placed in the file, where a value of it is wrong: `writeMetrics.until` and `--until` are `fleet.until`. */
function inFile(error: ServerError, kept: readonly string[]): ServerError {
  const { path } = error;
  const key = path.startsWith('--') ? path.slice(2) : optionOf(path);
  return key !== undefined && kept.includes(key) ? placed(error, `fleet.${key}`, error) : error;
}
