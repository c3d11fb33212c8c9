import type { Command } from 'commander';
import process from 'node:process';
import { isReaderGone } from '../streamSink.js';
import { EXIT, failure } from './failure.js';
import { withoutSecrets } from './secrets.js';
import { program } from './program.js';
import { writeOut } from './writeOut.js';

/** Words to parse: with `help foo` and `foo --help` the library shows the general help, and with `foo` says what is wrong. */
function wordsFor(root: Command, args: readonly string[]): readonly string[] {
  const name = args[0] === 'help' ? args[1] : args[0];
  const isKnown = name === undefined || name.startsWith('-') || root.commands.some((each) => each.name() === name);
  return isKnown ? args : [name];
}

/**
 * Runs a command line.
 *
 * @param args - What was typed after the name of the program.
 * @returns The code that the process ends with.
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    let shown = '';
    const root = program(args, (text) => (shown += text));
    try {
      await root.parseAsync(wordsFor(root, args), { from: 'user' });
    } finally {
      // Help and version, of which the library does not hear whether they were taken.
      if (shown !== '') await writeOut(shown);
    }
    return EXIT.done;
  } catch (error) {
    if (isReaderGone(error)) return EXIT.done;
    const { exitCode, sentence } = failure(error);
    if (sentence !== undefined) process.stderr.write(`faker-server: ${withoutSecrets(args)(sentence)}\n`);
    return exitCode;
  }
}
