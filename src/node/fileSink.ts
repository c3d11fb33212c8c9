import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSink } from './byteSink.js';

/** A file that has its name only when it is whole: until then it is a hidden one beside it, which a failure removes. */
export async function fileSink(path: string): Promise<ByteSink> {
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const file = await open(part, 'w');
  return {
    write: async (bytes) => {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, done);
        done += bytesWritten;
      }
    },
    close: async () => {
      // On the disk before it has its name: a crash of the machine leaves the old file or the whole new one.
      await file.sync();
      await file.close();
      await rename(part, path);
    },
    abort: async () => {
      await file.close().catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}
