import { fleetFile, type FleetFile } from './fleetFile.js';
import { readData } from './readData.js';
import type { ServerFlags } from './serverOptions.js';
import type { WindowFlags } from './windowOptions.js';

/** Flags, and what the file says that one of them names. */
export type FlagsWithFile<F> = F & { readonly file?: FleetFile };

const WINDOW = ['days', 'count', 'from', 'until'] as const;
const REST = ['every', 'metrics', 'seed'] as const;

/**
 * The flags with what the fleet file says, where they say nothing. A flag about the window replaces all that the file
 * says of it.
 *
 * @throws {ServerError} When the file cannot be read, or says what cannot be.
 */
export async function withFleetFile<F extends ServerFlags & WindowFlags>(flags: F): Promise<FlagsWithFile<F>> {
  if (flags.fleet === undefined) return flags;
  const file = fleetFile(await readData('--fleet', flags.fleet));
  const isWindowGiven = WINDOW.some((key) => flags[key] !== undefined);
  const kept = [...(isWindowGiven ? [] : WINDOW), ...REST].filter((key) => file[key] !== undefined);
  return { ...Object.fromEntries(kept.map((key) => [key, file[key]])), ...flags, file };
}
