import { Option } from 'commander';
import { word } from './flags.js';

/** An option that takes one of some words, which shells complete; checked they are here, where the error says more. */
export function choiceOption(flags: string, description: string, words: readonly string[]): Option {
  const option = new Option(flags, description).argParser(word(flags.split(' ')[0]!, words));
  option.argChoices = [...words];
  return option;
}
