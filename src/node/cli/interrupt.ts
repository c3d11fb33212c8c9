import { constants } from 'node:os';
import process from 'node:process';

/** What a person or a system that wants a process to end sends it. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Why work was given up: somebody sent a signal, such as Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'AbortError';
  /** What shells know an end by a signal by: 128 and its number. */
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super('interrupted');
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Does work that the first signal aborts, so that it can tidy up; the second ends the process at once, as it would have
 * without us.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const onSignal = (name: (typeof SIGNALS)[number]): void => {
    if (signal.aborted) {
      process.removeAllListeners(name);
      process.kill(process.pid, name);
    } else {
      controller.abort(new Interrupted(name));
    }
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    return await work(signal);
  } catch (error) {
    // However a driver words that it was aborted.
    throw signal.aborted ? signal.reason : error;
  } finally {
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}
