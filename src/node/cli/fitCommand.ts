import { Argument, Command } from 'commander';
import { extname, resolve } from 'node:path';
import { ServerError } from '../../errors.js';
import { checkedFit } from '../../fit/fitProfile.js';
import type { FitOptions } from '../../index.js';
import { type Metric, METRICS, type ProfileInput } from '../../profiles/profile.js';
import { TIME_NOTATIONS, type TimeNotation } from '../../formats/template.js';
import { fileSink } from '../fileSink.js';
import { pour } from '../pour.js';
import { targetOf } from '../targetOf.js';
import { sentenceOf, writableAt } from '../writing.js';
import { choiceOption } from './choiceOption.js';
import { type CommonFlags, commonOptions } from './commonOptions.js';
import { csvFile, type CsvFlags } from './csvFile.js';
import { fitPlace } from './fitPlace.js';
import { fitWords } from './fitWords.js';
import { date, pairs, timeZone } from './flags.js';
import { readData } from './readData.js';
import { holidaysOption } from './serverOptions.js';
import { talk } from './task.js';
import { counted, shellWord } from './words.js';
import { writeOut } from './writeOut.js';

interface FitFlags extends CommonFlags, CsvFlags {
  readonly units?: Readonly<Partial<Record<Metric, string>>>;
  readonly columns?: FitOptions['columns'];
  readonly time?: TimeNotation;
  readonly timeZone?: string;
  readonly holidays?: 'us' | 'none' | readonly string[];
  readonly statistic?: 'p95' | 'mean';
  readonly asOf?: string;
  readonly defaults?: string;
  readonly output?: string;
  readonly report?: string;
}

/** `faker-server fit`: the profile of a server whose metrics one has. */
export function fitCommand(args: readonly string[]): Command {
  const command = new Command('fit')
    .summary("makes a profile of a server's metrics")
    .description(
      'Reads the metrics of one server, and makes a profile for servers like it: some rounded figures, and none of the ' +
        'data. It sends nothing anywhere.',
    )
    .addArgument(new Argument('<file>', 'a CSV with a header, such as metrics.csv or metrics.csv.gz; - is stdin'))
    .optionsGroup('What is read:')
    .option(
      '--units <list>',
      `of each metric, such as ${UNITS}; a number is all there is`,
      pairs('--units', METRICS, UNITS),
    )
    .option(
      '--columns <list>',
      `their names, such as ${COLUMNS} (default: timestamp or time, cpu, memory, disk_io, network)`,
      pairs('--columns', ['time', ...METRICS], COLUMNS),
    )
    .addOption(
      choiceOption(
        '--time <notation>',
        'what instants are, iso, s or ms (default: ms where they are numbers)',
        TIME_NOTATIONS,
      ),
    )
    .option('--where <cell>', 'only rows with a text in a column, such as host=web-01', cell)
    .option(
      '--delimiter <text>',
      'what is between cells (default: a comma, semicolon, tab or bar, as the header has it)',
    )
    .option(
      '--time-zone <name>',
      'whose days and hours it lives by, such as Europe/Berlin (default: UTC)',
      timeZone('--time-zone'),
    )
    .addOption(holidaysOption())
    .addOption(choiceOption('--statistic <name>', 'of its day, where a row is a day (default: p95)', STATISTICS))
    .optionsGroup('What is made:')
    .option('-o, --output <file>', 'the profile, as JSON or by its name as YAML; - is stdout, the default')
    .option('--report <file>', 'how sure each figure is, as JSON')
    .option('--as-of <date>', 'when the base is to hold (default: the last day)', date('--as-of'))
    .option('--defaults <file>', 'figures of a profile, of YAML or JSON, where the data tell nothing');
  return commonOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((file: string, flags: FitFlags) => fit(file, flags, args));
}

const STATISTICS = ['p95', 'mean'] as const;
const UNITS = 'cpu=percent,memory=ratio,diskIo=MB/s,network=1000';
const COLUMNS = 'time=at,cpu=cpu.total';

const EXAMPLES = `
Examples:
  faker-server fit metrics.csv --units cpu=percent,memory=percent -o shop.json
      The profile of a server whose columns are called timestamp, cpu and memory.
  faker-server fit fleet.csv.gz --where host=web-01 --columns time=at,cpu=usage --units cpu=ratio -o web.yaml
      That of one server among others, whose columns have names of their own.
  faker-server generate --profile shop.json --servers 20 --days 30 --every 5m -o twins.csv
      Twenty servers like it.`;

/** A column and a text in it. */
function cell(text: string): readonly [column: string, text: string] {
  const [, column, found] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(text) ?? [];
  if (column === undefined) throw new ServerError('--where', 'a column and a text, such as host=web-01', text);
  return [column, found!];
}

async function fit(file: string, flags: FitFlags, args: readonly string[]): Promise<void> {
  await talk(flags, args, false, async ({ say }) => {
    await checkTargets(file, flags);
    const csv = await csvFile(file, flags);
    const { columns, time, timeZone: zone, holidays: rule, statistic, asOf } = flags;
    const defaults =
      flags.defaults === undefined ? undefined : ((await readData('--defaults', flags.defaults)) as ProfileInput);
    const units = flags.units && (unitsOf(flags.units) as FitOptions['units']);
    const placed = <T>(step: () => T): T => fitPlace(file, csv.lines, flags.defaults, step);
    const fitted = placed(() =>
      checkedFit(csv.columns, { columns, units, time, timeZone: zone, holidays: rule, statistic, asOf, defaults }),
    );
    say(`Read ${counted(csv.lines.length, 'row')} of ${file}. A fit takes some seconds.`);
    const { profile, report } = placed(fitted);
    say(`\n${fitWords(report)}`);
    if (flags.report !== undefined)
      await writeFile('--report', flags.report, `${JSON.stringify(report, undefined, 2)}\n`);
    const output = flags.output === '-' ? undefined : flags.output;
    const isYaml = output !== undefined && ['.yaml', '.yml'].includes(extname(output));
    const text = isYaml ? (await import('yaml')).stringify(profile) : `${JSON.stringify(profile, undefined, 2)}\n`;
    if (output === undefined) return writeOut(text);
    await writeFile('--output', output, text);
    say(`\nServers like it: ${twins(output, flags, report.asOf)}`);
  });
}

/** Nothing is written over what is read, or over what else is written. */
async function checkTargets(file: string, { defaults, report, output }: FitFlags): Promise<void> {
  const taken = new Map<string, string>();
  for (const name of [file, defaults]) if (isFile(name)) taken.set(await targetOf(resolve(name)), 'one that is read');
  for (const [flag, name] of [
    ['--report', report],
    ['--output', output],
  ] as const) {
    if (!isFile(name)) continue;
    const target = await targetOf(resolve(name));
    const other = taken.get(target);
    if (other !== undefined) throw new ServerError(flag, `another file than ${other}`, name);
    taken.set(target, `that of ${flag}`);
  }
}

function isFile(name: string | undefined): name is string {
  return name !== undefined && name !== '-';
}

/** Numbers are capacities, words are units. */
function unitsOf(units: Readonly<Partial<Record<Metric, string>>>): Readonly<Record<string, unknown>> {
  const all = Object.entries(units).map(([metric, unit]) => {
    const capacity = Number(unit);
    return [metric, metric !== 'diskIo' && Number.isFinite(capacity) ? { capacity } : unit];
  });
  return Object.fromEntries(all) as Readonly<Record<string, unknown>>;
}

async function writeFile(flag: string, name: string, text: string): Promise<void> {
  const pieces = [{ bytes: Buffer.from(text), rows: 0 }];
  try {
    await pour(pieces, await fileSink(name), { signal: undefined, step: () => undefined });
  } catch (cause) {
    throw sentenceOf(flag, writableAt(name), cause);
  }
}

/** The command that makes servers of a profile. */
function twins(profile: string, { timeZone: zone, holidays: rule }: FitFlags, asOf: string): string {
  const words = ['faker-server', 'generate', '--profile', profile, '--as-of', asOf];
  if (zone !== undefined) words.push('--time-zone', zone);
  if (rule !== undefined) words.push('--holidays', typeof rule === 'string' ? rule : rule.join());
  return words.map(shellWord).join(' ');
}
