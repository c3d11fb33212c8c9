import type { Command } from 'commander';
import process from 'node:process';
import { oneOf } from '../../check.js';
import { isReaderGone } from '../streamSink.js';
import { logRefusal } from './commandLog.js';
import { EXIT, failure } from './failure.js';
import { withoutSecrets } from './secrets.js';
import { program } from './program.js';
import { writeOut } from './writeOut.js';

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
      checkCommand(root, args);
      await root.parseAsync(args, { from: 'user' });
    } finally {
      // Help and version, of which the library does not hear whether they were taken.
      if (shown !== '') await writeOut(shown);
    }
    return EXIT.done;
  } catch (error) {
    if (isReaderGone(error)) return EXIT.done;
    const { exitCode, sentence } = failure(error);
    // A log that cannot be written must not hide what went wrong.
    if (exitCode !== EXIT.done) await logRefusal(error, args).catch(() => undefined);
    if (sentence !== undefined) process.stderr.write(`faker-server: ${withoutSecrets(args)(sentence)}\n`);
    return exitCode;
  }
}

/**
 * Checks the name of a command, also in `help foo` and `foo --help`, for which the library would show the general help.
 *
 * @throws {ServerError} When there is none of that name.
 */
function checkCommand(root: Command, args: readonly string[]): void {
  const name = args[0] === 'help' ? args[1] : args[0];
  const isKnown = root.commands.some((each) => each.name() === name);
  if (name === undefined || name.startsWith('-') || isKnown) return;
  // Those that the help shows, itself among them.
  const names = root
    .createHelp()
    .visibleCommands(root)
    .map((each) => each.name());
  oneOf('command', name, names);
}
