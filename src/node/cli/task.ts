import process from 'node:process';
import type { Progress } from '../writing.js';
import type { CommonFlags } from './commonOptions.js';
import { interruptible } from './interrupt.js';
import { openLog } from './commandLog.js';
import { shownCommand } from './secrets.js';
import { progressLine } from './progressLine.js';

/** What a command that takes its time works with. */
export interface Task extends Talk {
  readonly signal: AbortSignal;
}

/** How a command tells of its work. */
export interface Talk {
  readonly onProgress: (progress: Progress) => void;
  /** Says something on stderr, unless it is to be quiet. */
  readonly say: (sentence: string) => void;
  /**
   * Says which command line makes the same again on any other day and machine.
   *
   * @param assumed - The flags that say what nobody said.
   * @param shard - The shard in numbers, which stands in place of `auto`.
   */
  readonly again: (assumed: readonly string[], shard?: string) => void;
}

/** Does the work of a command as {@link talk} does, until a signal ends it: what is half done is to be tidied up. */
export async function task<T>(
  flags: CommonFlags,
  words: readonly string[],
  bars: boolean,
  work: (task: Task) => Promise<T>,
): Promise<T> {
  return talk(flags, words, bars, (tools) => interruptible((signal) => work({ signal, ...tools })));
}

/**
 * Does the work of a command, with its log.
 *
 * @param words - The command line.
 * @param bars - Whether stderr may have a line of progress: not where data goes to the same terminal.
 */
export async function talk<T>(
  flags: CommonFlags,
  words: readonly string[],
  bars: boolean,
  work: (talk: Talk) => Promise<T>,
): Promise<T> {
  const log = await openLog(flags, words);
  const line = bars && !flags.quiet ? await progressLine(process.stderr) : undefined;
  const say = (sentence: string): void => {
    log.info(sentence);
    if (flags.quiet) return;
    line?.clear();
    process.stderr.write(`${sentence}\n`);
  };
  const again = (assumed: readonly string[], shard?: string): void => {
    const known = shard === undefined ? words : withShard(words, shard);
    const isSame = assumed.length === 0 && known.every((word, i) => word === words[i]);
    if (!isSame) say(`The same again: ${shownCommand([...known, ...assumed])}`);
  };
  const onProgress = (progress: Progress): void => line?.show(progress);
  try {
    return await work({ say, again, onProgress });
  } catch (error) {
    log.failed(error);
    throw error;
  } finally {
    line?.clear();
    await log.close();
  }
}

/** A command line with a shard in place of `auto`, which is another one elsewhere. */
function withShard(words: readonly string[], shard: string): readonly string[] {
  return words.map((word, i) =>
    words[i - 1] === '--shard' && word.startsWith('auto')
      ? shard
      : word.replace(/^--shard=auto.*$/, `--shard=${shard}`),
  );
}
