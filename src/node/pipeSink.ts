import { close, constants, open } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ByteSink } from './byteSink.js';
import { nodeSink } from './streamSink.js';

/** Between two looks for a reader; chosen by eye. */
const LOOK_MS = 25;

/**
 * A sink into a named pipe, once it has a reader. Neither opening nor writing blocks a thread, as those of a file would:
 * one that waits for a reader keeps even a process from ending that was told to.
 */
export async function pipeSink(path: string, signal: AbortSignal | undefined): Promise<ByteSink> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      const fd = await promisify(open)(path, constants.O_WRONLY | constants.O_NONBLOCK);
      return socketSink(fd);
    } catch (error) {
      // What the system says where nobody reads.
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
    }
    await sleep(LOOK_MS);
  }
}

function socketSink(fd: number): ByteSink {
  try {
    return nodeSink(new Socket({ fd, readable: false, writable: true }));
  } catch (error) {
    close(fd);
    throw error;
  }
}
