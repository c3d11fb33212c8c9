import { CommanderError } from 'commander';
import { UNKNOWN } from '../../check.js';
import { either, inParentheses, type Remedy, ServerError } from '../../errors.js';
import { Interrupted } from './interrupt.js';
import { flagOf, optionOf } from './optionOf.js';

/** How a run ended, as a shell sees it; beside these 128 and the number of a signal. */
export const EXIT = { done: 0, failed: 1, refused: 2 } as const;

/** The end of a run that failed, and what to say of it. */
export interface Failure {
  readonly exitCode: number;
  /** One sentence; undefined where it was said already. */
  readonly sentence: string | undefined;
}

/** What an error means to the one who typed the command. */
export function failure(error: unknown): Failure {
  if (error instanceof Interrupted) return { exitCode: error.exitCode, sentence: error.message };
  if (error instanceof CommanderError) {
    return { exitCode: error.exitCode === 0 ? EXIT.done : EXIT.refused, sentence: undefined };
  }
  if (!(error instanceof ServerError)) {
    return { exitCode: EXIT.failed, sentence: error instanceof Error ? error.message : String(error) };
  }
  return { exitCode: isOfTheWorld(error) ? EXIT.failed : EXIT.refused, sentence: asTyped(error) };
}

/** Whether a disk, a network or a driver stands behind an error, and not what the user wrote. */
function isOfTheWorld({ cause }: ServerError): boolean {
  return cause instanceof ServerError ? isOfTheWorld(cause) : cause !== undefined;
}

/** An error of the library's in terms of flags: `writeMetrics.until` is `--until`. */
function asTyped({ path, expected, received, remedies }: ServerError): string {
  const option = optionOf(path);
  const place = option ? flagOf(option) : option === undefined ? path : '';
  // What a file or a line leaves out; a text is in quotes.
  const found = received === 'undefined' ? 'nothing' : received;
  const isForeign = option !== undefined && received === UNKNOWN.words;
  const sentence = isForeign
    ? 'expected none, as the target has no such option'
    : `expected ${expected}${inParentheses(remedies.map(asFlag))}, received ${found}`;
  return place === '' ? sentence : `${place}: ${sentence}`;
}

/** A setting that lets something pass, as it is typed. */
function asFlag({ option, values, effect }: Remedy): string {
  if (option === 'createTables') return `without ${flagOf(option)} it is made`;
  const words = values.filter((value) => typeof value === 'string');
  return [flagOf(option), either(words), effect].filter(Boolean).join(' ');
}
