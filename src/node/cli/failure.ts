import { CommanderError } from 'commander';
import { ServerError } from '../../errors.js';
import { Interrupted } from './interrupt.js';

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
  return cause !== undefined && !(cause instanceof ServerError && !isOfTheWorld(cause));
}

/** An error of the library's in terms of flags: `writeMetrics.createTables` is `--create-tables`. */
function asTyped({ path, expected, ...error }: ServerError): string {
  // What a file or a line leaves out; a text is in quotes.
  const received = error.received === 'undefined' ? 'nothing' : error.received;
  const [, field, rest] = /^(?:writeMetrics|seed[A-Z]\w*)(?:\.(\w+))?(.*)$/.exec(path) ?? [];
  const need = expected
    // What only programs and files can give.
    .replace(path.startsWith('--') ? / or a (?:Date|number of milliseconds)$/ : / or a Date$/, '')
    .replaceAll(/\bcreateTables: true makes it/g, 'without --no-create-tables it is made')
    .replaceAll(/\b(\w+): true\b/g, (_, name: string) => `--${kebab(name)}`)
    .replaceAll(/\b(\w+): false\b/g, (_, name: string) => `--no-${kebab(name)}`)
    .replaceAll(
      /\bmode: '(\w+)'(?:, '(\w+)' or '(\w+)')?/g,
      (_, ...words: (string | undefined)[]) =>
        `--mode ${words
          .slice(0, 3)
          .filter(Boolean)
          .join(', ')
          .replace(/, (\w+)$/, ' or $1')}`,
    );
  const isForeign = field !== undefined && rest === '' && received === UNKNOWN;
  const sentence = isForeign
    ? 'expected none, as the target has no such option'
    : `expected ${need}, received ${received}`;
  if (field !== undefined) return `--${kebab(field)}${rest!}: ${sentence}`;
  return rest === undefined ? `${path}: ${sentence}` : sentence;
}

/** What the library says of a key that it does not know. */
const UNKNOWN = 'an unknown one';

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
