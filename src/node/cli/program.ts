import { type Argument, Command, type Option } from 'commander';
import { createRequire } from 'node:module';
import { archetypesCommand } from './archetypesCommand.js';
import { addCompletion } from './completion.js';
import { explainCommand } from './explainCommand.js';
import { fitCommand } from './fitCommand.js';
import { flagsAlone } from './flagsAlone.js';
import { generateCommand } from './generateCommand.js';
import { previewCommand } from './previewCommand.js';
import { withoutSecrets } from './secrets.js';
import { seedCommand } from './seedCommand.js';

/**
 * The command line, of which each command has a file.
 *
 * @param args - What was typed after the name of the program.
 * @param show - Takes the help and the version.
 */
export function program(args: readonly string[], show: (text: string) => void): Command {
  const hide = withoutSecrets(args);
  const root = new Command('faker-server')
    .description('Made-up servers with CPU, memory, disk and network metrics that behave like real ones.')
    .version(packageVersion(), '-V, --version', 'shows the version')
    .helpOption('-h, --help', 'shows this')
    .helpCommand('help [command]', 'shows the help of a command');

  for (const command of [
    flagsAlone(generateCommand(args), ', such as --archetype web and -o metrics.csv'),
    flagsAlone(seedCommand(args)),
    flagsAlone(previewCommand(args)),
    flagsAlone(explainCommand(args)),
    flagsAlone(archetypesCommand()),
    flagsAlone(fitCommand(args)),
  ])
    root.addCommand(settled(command, show, hide));
  addCompletion(settled(root, show, hide));
  return root.addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Examples:
  faker-server preview web --days 7
  faker-server generate --archetype database --days 365 --every 5m -o metrics.csv
  faker-server seed postgres://localhost/dev --servers 120 --from 2025-01-01

faker-server help <command> shows all flags of a command, with examples.`;

/** A command that throws in place of ending the process, and says what is wrong in one sentence without secrets. */
function settled(command: Command, show: (text: string) => void, hide: (text: string) => string): Command {
  return command
    .configureHelp(HELP)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: show,
      outputError: (text, write) =>
        write(hide(text.replace(/^error: /, 'faker-server: ').replace(/\n\((Did you mean .*)\)/, ' ($1)'))),
    });
}

function packageVersion(): string {
  // By the package's own name, wherever this file lies in it.
  const found = createRequire(import.meta.url)('faker-server/package.json') as { readonly version: string };
  return found.version;
}

/** Descriptions say their choices and defaults themselves, in words. */
const HELP = {
  optionDescription: ({ description }: Option): string => description,
  argumentDescription: ({ description }: Argument): string => description,
};
