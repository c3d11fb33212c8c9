import { lstat, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

/** Where a name leads, through links, to a file that may not be there yet, in folders that may not be there either. */
export async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') throw error;
    const parent = dirname(path);
    if (parent === path) return path;
    const folder = await targetOf(parent);
    const isLink = await lstat(path).then(
      (found) => found.isSymbolicLink(),
      () => false,
    );
    return isLink ? targetOf(resolve(folder, await readlink(path))) : resolve(folder, basename(path));
  }
}
