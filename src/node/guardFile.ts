import { tmpdir } from 'node:os';
import { resolve, sep } from 'node:path';
import process from 'node:process';
import { guard } from './guard.js';
import { targetOf } from './targetOf.js';
import { sentenceOf } from './writing.js';

/**
 * Refuses a file or a folder that looks like production, by the whole path that the user wrote, and by the one to which
 * links lead from there. The folder in which the process works counts in neither, whether it is written or not: in a
 * project that is called `prod-tools`, everything would be refused.
 *
 * @param path - Where the user wrote it.
 * @returns Where it is.
 * @throws {ServerError} When it looks like production, and that is not allowed.
 */
export async function guardFile(
  path: string,
  file: string,
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  const target = await targetOf(file).catch((cause: unknown) => {
    throw sentenceOf(path, 'a path that ends somewhere', cause);
  });
  const temporary = [tmpdir(), await targetOf(tmpdir())];
  const names = target === resolve(file) ? [file] : [file, target];
  guard(path, names, options, (name) => telling(resolve(name), temporary));
  return target;
}

/** What `mkdtemp` makes has a random end, after a hyphen as a rule, which may say `prd` by chance. */
const RANDOM = /^(.[^/\\]*-)[A-Za-z\d]{6}(?=[/\\])/;

/** What of a path tells whose it is. */
function telling(path: string, temporary: readonly string[]): string {
  const around = [process.cwd(), ...temporary].filter((folder) => isIn(folder, path));
  const [nearest = ''] = around.sort((a, b) => b.length - a.length);
  const rest = path.slice(nearest.length);
  return temporary.includes(nearest) ? rest.replace(RANDOM, '$1') : rest;
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
