import process from 'node:process';
import type { Progress } from '../writing.js';
import type { CommonFlags } from './commonOptions.js';
import { interruptible } from './interrupt.js';
import { openLog } from './commandLog.js';
import { shownCommand } from './secrets.js';
import { progressLine } from './progressLine.js';

/** What a command that takes its time works with. */
export interface Task {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Says something on stderr, unless it is to be quiet. */
  readonly say: (sentence: string) => void;
  /** Says which flags, added to the command line, make the same again on any other day. */
  readonly again: (assumed: readonly string[]) => void;
}

/**
 * Does the work of a command: with its log, and until a signal ends it.
 *
 * @param words - The command line.
 * @param bars - Whether stderr may have a line of progress: not where data goes to the same terminal.
 */
export async function task<T>(
  flags: CommonFlags,
  words: readonly string[],
  bars: boolean,
  work: (task: Task) => Promise<T>,
): Promise<T> {
  const log = await openLog(flags, words);
  const line = bars && !flags.quiet ? progressLine(process.stderr) : undefined;
  const say = (sentence: string): void => {
    log.info(sentence);
    if (flags.quiet) return;
    line?.clear();
    process.stderr.write(`${sentence}\n`);
  };
  const again = (assumed: readonly string[]): void => {
    if (assumed.length > 0) say(`The same again: ${shownCommand([...words, ...assumed])}`);
  };
  const onProgress = (progress: Progress): void => line?.show(progress);
  try {
    return await interruptible((signal) => work({ signal, say, again, onProgress }));
  } catch (error) {
    log.failed(error);
    throw error;
  } finally {
    line?.clear();
    await log.close();
  }
}
