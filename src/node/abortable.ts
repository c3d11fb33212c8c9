/** What is asked of a server, until a job is aborted. */
export interface Abortable {
  /** What the server answers; where the job is aborted and the server cannot be told, fails with the reason. */
  readonly answer: <T>(asked: Promise<T>) => Promise<T>;
  /** Waits until the server has been told of an abort, and no longer heeds one. */
  readonly end: () => Promise<void>;
}

/**
 * Tells a server of an abort, whose statement then ends as one that fails: one that waits for somebody else would end
 * when they do.
 *
 * @param interrupt - Tells it. Fails, within some seconds, where it cannot.
 * @throws The reason, where the job is aborted already.
 */
export function abortable(signal: AbortSignal | undefined, interrupt: () => Promise<void>): Abortable {
  let told: Promise<void> | undefined;
  let giveUp: (reason: unknown) => void;
  const givenUp = new Promise<never>((_, reject) => (giveUp = reject));
  givenUp.catch(() => undefined);
  const onAbort = (): void => void (told = interrupt().catch(() => giveUp(signal!.reason)));
  signal?.throwIfAborted();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    answer: (asked) => Promise.race([givenUp, asked]),
    end: async () => {
      signal?.removeEventListener('abort', onAbort);
      await told;
    },
  };
}
