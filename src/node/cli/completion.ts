import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
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
    await writeOut(script.replaceAll(/^readonly (\w+)=(\d+)$/gm, ': "${$1:=$2}"'));
  });
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
