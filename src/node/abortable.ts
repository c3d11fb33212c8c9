import { setTimeout } from 'node:timers/promises';

/** What is asked of a server, until a job is aborted. */
export interface Abortable {
  /**
   * Asks the server, and gives what it answers; fails with the reason where the job is aborted before, or where the server
   * cannot be told of it.
   */
  readonly answer: <T>(ask: () => Promise<T>) => Promise<T>;
  /** Waits until the server has been told of an abort, and no longer heeds one: what comes after is answered. */
  readonly end: () => Promise<void>;
}

/** Between two times that a server is told; chosen by eye. */
const AGAIN_MS = 500;

/**
 * Tells a server of an abort, whose statement then ends as one that fails: one that waits for somebody else would end
 * when they do. It is told again until the end, for between two statements, or before it has begun the one that was sent,
 * it forgets.
 *
 * @param interrupt - Tells it. Fails, within some seconds, where it cannot.
 * @throws The reason, where the job is aborted already.
 */
export function abortable(signal: AbortSignal | undefined, interrupt: () => Promise<void>): Abortable {
  const over = new AbortController();
  let told: Promise<void> | undefined;
  let giveUp: (reason: unknown) => void;
  const givenUp = new Promise<never>((_, reject) => (giveUp = reject));
  givenUp.catch(() => undefined);
  const tell = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await interrupt();
      await setTimeout(AGAIN_MS, undefined, { signal: over.signal }).catch(() => undefined);
    }
  };
  const onAbort = (): void => void (told = tell().catch(() => giveUp(signal!.reason)));
  signal?.throwIfAborted();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    answer: async (ask) => {
      if (!over.signal.aborted) signal?.throwIfAborted();
      return Promise.race([givenUp, ask()]);
    },
    end: async () => {
      signal?.removeEventListener('abort', onAbort);
      over.abort();
      await told;
    },
  };
}
