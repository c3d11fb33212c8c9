import type { Command } from 'commander';
import { Found, ServerError } from '../../errors.js';
import type { Archetype } from '../../profiles/archetypes.js';
import { archetypeArgument, type ServerFlags, serverOptions } from './serverOptions.js';

/** Adds what says which servers a command looks at: an archetype, or flags. */
export function lookOptions(command: Command): Command {
  return serverOptions(command.addArgument(archetypeArgument()));
}

/**
 * The flags with the argument as one of them; a web server where nothing is asked for.
 *
 * @throws {ServerError} When both name servers.
 */
export function looked<F extends ServerFlags>(flags: F, argument: Archetype | undefined): F {
  const { archetype, servers, mix, fleet, profile } = flags;
  if (argument === undefined) {
    return (archetype ?? servers ?? mix ?? fleet ?? profile) === undefined ? { ...flags, archetype: 'web' } : flags;
  }
  const other = Object.entries({ archetype, mix, fleet }).find(([, value]) => value !== undefined);
  if (other) throw new ServerError(`--${other[0]}`, `none beside the archetype ${argument}`, new Found('one'));
  return { ...flags, archetype: argument };
}
