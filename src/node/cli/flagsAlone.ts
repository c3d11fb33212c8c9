import type { Command } from 'commander';
import { ServerError } from '../../errors.js';
import { shownWord } from './secrets.js';

/**
 * A command that refuses words after its arguments, by a sentence with the first of them.
 *
 * @param example - What to say after `flags alone`.
 */
export function flagsAlone(command: Command, example = ''): Command {
  return command.allowExcessArguments().hook('preAction', () => {
    const { args, registeredArguments } = command;
    const word = args[registeredArguments.length];
    if (word === undefined) return;
    const last = registeredArguments.at(-1);
    const need = `flags alone${example}${last === undefined ? '' : ` after the ${last.name()}`}`;
    throw new ServerError(command.name(), need, shownWord(word));
  });
}
