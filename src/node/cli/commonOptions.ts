import type { Command } from 'commander';

/** How a command talks. */
export interface CommonFlags {
  readonly quiet?: true;
  readonly verbose?: true;
  /** A folder, or `true` for the usual one. */
  readonly log?: string | true;
}

/** Adds the flags that every command has. */
export function commonOptions(command: Command): Command {
  return command
    .optionsGroup('How it talks:')
    .option('-q, --quiet', 'says nothing on stderr but what went wrong')
    .option('--verbose', 'says more on stderr, and all of an error')
    .option('--log [folder]', 'writes a log, logs/faker-server_YYYYMMDD_HHMMSS.log')
    .helpOption('-h, --help', 'shows this');
}
