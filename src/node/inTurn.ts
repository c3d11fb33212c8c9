import { unlessAborted } from './unlessAborted.js';

/** The last of those who use a file, by the file. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Does some work with a file when all in this process who asked for it before have done theirs. DuckDB keeps other
 * processes out of a file that is open, but lets this one open it twice, and then what is written last is all there is;
 * and who waits for a lock of SQLite's gives up in the end.
 */
export async function inTurn<T>(file: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const before = turns.get(file) ?? Promise.resolve();
  let end: () => void;
  // Who gives up while it waits is not the end of those before.
  const turn = Promise.all([before, new Promise<void>((resolve) => (end = resolve))]);
  turns.set(file, turn);
  void turn.then(() => turns.get(file) === turn && turns.delete(file));
  try {
    await unlessAborted(signal, before);
    return await work();
  } finally {
    end!();
  }
}
