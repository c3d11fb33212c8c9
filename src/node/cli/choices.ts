import type { Option } from 'commander';

/**
 * Words that shells complete, of a `<list>` after each comma; checked they are by the option's own parser, which knows
 * aliases and says more.
 */
export function choices(option: Option, words: readonly string[]): Option {
  option.argChoices = [...words];
  return option;
}
