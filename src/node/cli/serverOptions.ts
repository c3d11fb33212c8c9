import { Argument, type Command, Option } from 'commander';
import { checkArchetype } from '../../profiles/check.js';
import { Archetype } from '../../profiles/archetypes.js';
import { type Statistic, STATISTICS } from '../../spec.js';
import { choiceOption } from './choiceOption.js';
import { date, holidays, mix, numeric, timeZone } from './flags.js';

/** Which servers are asked for. */
export interface ServerFlags {
  readonly archetype?: Archetype;
  readonly id?: string;
  readonly servers?: number;
  readonly mix?: Readonly<Record<string, number>>;
  readonly fleet?: string;
  readonly profile?: string;
  readonly typical?: true;
  readonly seed?: string | number;
  readonly timeZone?: string;
  readonly holidays?: 'us' | 'none' | readonly string[];
  readonly statistic?: Statistic;
  readonly asOf?: string;
}

/** Adds the flags that say which servers. */
export function serverOptions(command: Command): Command {
  const alone = ['archetype', 'servers', 'mix', 'profile', 'typical', 'id'];
  return command
    .optionsGroup('Which servers:')
    .addOption(archetypeOption())
    .addOption(new Option('--id <id>', 'the id of that one server').conflicts(['servers', 'mix']))
    .addOption(
      new Option('-n, --servers <n>', 'how many (default: 12, or 1 of an archetype)').argParser(
        numeric('--servers', { from: 0, to: 10_000_000, whole: true }),
      ),
    )
    .addOption(
      new Option('--mix <weights>', 'of which archetypes, such as web=2,batch=1')
        .argParser(mix('--mix'))
        .conflicts('archetype'),
    )
    .addOption(new Option('-f, --fleet <file>', 'servers that a file of YAML or JSON describes').conflicts(alone))
    .option('--profile <file>', 'figures of a profile, of YAML or JSON; without an archetype a custom server')
    .option('--typical', "the archetype's figures to the digit, without variety between servers")
    .option('-s, --seed <seed>', 'a number or a text; another seed, other servers (default: 42)')
    .option(
      '--time-zone <name>',
      'whose days and hours they live by, such as Europe/Berlin (default: UTC)',
      timeZone('--time-zone'),
    )
    .addOption(holidaysOption())
    .addOption(choiceOption('--statistic <name>', 'of an interval (default: p95 of a day, else mean)', STATISTICS))
    .option('--as-of <date>', 'when the levels hold: growth counts from there (default: the end)', date('--as-of'));
}

/** The argument of a command that looks at one archetype. */
export function archetypeArgument(): Argument {
  return withArchetypes(new Argument('[archetype]', ARCHETYPES), 'archetype');
}

/** Which days are holidays. */
export function holidaysOption(): Option {
  const description = 'us, none, or dates with commas between (default: us)';
  return choiceOption('--holidays <rule>', description, ['us', 'none'], holidays('--holidays'));
}

function archetypeOption(): Option {
  return withArchetypes(new Option('-a, --archetype <name>', ARCHETYPES), '--archetype');
}

const ARCHETYPES = 'web, database (db), application (app) or batch';

/** What takes an archetype, whose names shells complete; checked they are here, where aliases are known. */
function withArchetypes<T extends Argument | Option>(taker: T, place: string): T {
  taker.argParser((text: string) => checkArchetype(place, text));
  taker.argChoices = Object.values(Archetype);
  return taker;
}
