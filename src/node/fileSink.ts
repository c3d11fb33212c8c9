import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ByteSink } from './byteSink.js';
import { pipeSink } from './pipeSink.js';
import { targetOf } from './targetOf.js';

/**
 * A file that has its name only when it is whole: until then it is a hidden one beside it, which a failure removes. One
 * that was there is replaced, as by the tools of a shell: the same job gives the same bytes, and one that an engine
 * repeats has to. A link stays, and its target is replaced; a device or a pipe is written as it is.
 *
 * @param signal - Stops the waiting for the reader of a pipe.
 */
export async function fileSink(path: string, signal?: AbortSignal): Promise<ByteSink> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new Error('a folder');
  if (found?.isFIFO()) return pipeSink(path, signal);
  if (found && !found.isFile()) return plainSink(await open(path, 'w'));
  const target = await targetOf(path);
  const folder = dirname(target);
  // A name of its own: other jobs may write the same file, on other machines too, and the last one stands.
  const part = join(folder, `.faker-server-${randomUUID()}.part`);
  const mode = found && found.mode & 0o777;
  const file = await open(part, 'wx', mode);
  // The umask has taken from it; a file system without permissions has none to give.
  if (mode !== undefined) await file.chmod(mode).catch(() => undefined);
  return partSink(file, { part, target, folder });
}

interface Names {
  readonly part: string;
  readonly target: string;
  readonly folder: string;
}

function partSink(file: FileHandle, { part, target, folder }: Names): ByteSink {
  const { write, abort } = plainSink(file);
  return {
    write,
    close: async () => {
      // On the disk before it has its name: a crash of the machine leaves the old file or the whole new one.
      await file.sync();
      await file.close();
    },
    publish: async () => {
      await rename(part, target);
      await syncFolder(folder);
    },
    abort: async (cause) => {
      await abort(cause);
      await rm(part, { force: true });
    },
  };
}

function plainSink(file: FileHandle): ByteSink {
  return {
    write: async (bytes) => {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, done);
        done += bytesWritten;
      }
    },
    close: () => file.close(),
    abort: () => file.close().catch(() => undefined),
  };
}

/** Puts the new name itself on the disk, where the system lets one open a folder: Windows does not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
