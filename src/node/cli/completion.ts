import tab from '@bomb.sh/tab/commander';
import type { Command, Option } from 'commander';
import { oneOf } from '../../check.js';
import { flagsAlone } from './flagsAlone.js';
import { writeOut } from './writeOut.js';

/** Adds `faker-server completion`: the scripts of shells, and the hidden command that they ask. */
export function addCompletion(root: Command): void {
  const completions = tab(root, { completionCommandName: 'completion' });
  const command = root.commands.find((each) => each.name() === 'completion')!;
  command.summary('prints the script that completes commands and flags');
  command.description('Prints the script that completes commands and flags.');
  const [shell] = command.registeredArguments;
  shell!.description = shell!.argChoices!.join(', ');
  shell!.argParser((text) => oneOf('shell', text, shell!.argChoices!));
  flagsAlone(command).action(async (name: string) => {
    const script = printed(() => completions.setup(root.name(), root.name(), name));
    // A shell that reads its set-up again has them already, and may not set them.
    const settable = script.replaceAll(/^readonly (\w+)=(\d+)$/gm, ': "${$1:=$2}"');
    // Bash offers files where nothing else is offered, and nobody says that there are none.
    await writeOut(settable.replace(/^complete -F /m, 'complete -o default -F '));
  });
  root.commands
    .find((each) => each.name() === 'complete')!
    .action(async (words: readonly string[]) => {
      const offers = printed(() => completions.parse([...words]));
      // The library's last line is about files, of which it always says that there are none.
      await writeOut(takesFile(root, words) ? offers.replace(/^:\d+$/m, ':0') : offers);
    });
}

/** Whether the last of some words, which is being typed, may be a file. */
function takesFile(root: Command, words: readonly string[]): boolean {
  const [before = '', typed = ''] = words.slice(-2);
  const command = root.commands.find((each) => each.name() === words[0]);
  const optionOf = (flag: string): Option | undefined =>
    command?.options.find(({ short, long }) => [short, long].includes(flag));
  if (typed.startsWith('-')) return isFile(optionOf(typed.split('=')[0]!));
  const option = optionOf(before);
  if (option && !option.isBoolean()) return isFile(option);
  return command?.registeredArguments.some((each) => ['target', 'file'].includes(each.name())) ?? false;
}

function isFile(option: Option | undefined): boolean {
  return option !== undefined && /<file>|\[folder\]/.test(option.flags);
}

/** What the library prints, which gives it in no other way. */
function printed(print: () => void): string {
  const { log } = console;
  let text = '';
  console.log = (line: string) => (text += `${line}\n`);
  try {
    print();
  } finally {
    console.log = log;
  }
  return text;
}
