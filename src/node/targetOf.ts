import { lstat, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

/** Where a name leads, through links, to a file that may not be there yet. */
export async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') throw error;
    const folder = await realpath(dirname(path)).catch(() => dirname(path));
    const isLink = await lstat(path).then(
      (found) => found.isSymbolicLink(),
      () => false,
    );
    return isLink ? targetOf(resolve(folder, await readlink(path))) : resolve(folder, basename(path));
  }
}
