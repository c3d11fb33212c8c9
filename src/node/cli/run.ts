import process from 'node:process';
import { isReaderGone } from '../streamSink.js';
import { EXIT, failure } from './failure.js';
import { withoutSecrets } from './secrets.js';
import { program } from './program.js';

/**
 * Runs a command line.
 *
 * @param args - What was typed after the name of the program.
 * @returns The code that the process ends with.
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await program(args).parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (isReaderGone(error)) return EXIT.done;
    const { exitCode, sentence } = failure(error);
    if (sentence !== undefined) process.stderr.write(`faker-server: ${withoutSecrets(args)(sentence)}\n`);
    return exitCode;
  }
}
