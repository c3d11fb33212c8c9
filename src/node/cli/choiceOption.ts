import { Option } from 'commander';
import { word } from './flags.js';

/**
 * An option that takes one of some words, or a `<list>` of them, which shells complete; checked they are here, where the
 * error says more.
 *
 * @param read - Reads its text, where that is more than one of the words.
 */
export function choiceOption(
  flags: string,
  description: string,
  words: readonly string[],
  read: (text: string) => unknown = word(flags.split(' ')[0]!, words),
): Option {
  const option = new Option(flags, description).argParser(read);
  option.argChoices = [...words];
  return option;
}
