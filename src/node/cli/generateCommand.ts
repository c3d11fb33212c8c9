import { Command, Option } from 'commander';
import process from 'node:process';
import { Found, ServerError } from '../../errors.js';
import { formatNames, writeMetrics } from '../files.js';
import { chooseServers } from './chooseServers.js';
import { chooseWindow, today } from './chooseWindow.js';
import { chosenShard } from './chosenShard.js';
import { type CommonFlags, commonOptions } from './commonOptions.js';
import { numeric } from './flags.js';
import { withFleetFile } from './fleetFlags.js';
import { type FormatFlags, formatOptions, formatOptionsOf } from './formatOptions.js';
import { type ServerFlags, serverOptions } from './serverOptions.js';
import { summary } from './summary.js';
import { task } from './task.js';
import { type WindowFlags, windowOptions } from './windowOptions.js';
import { durationText } from './words.js';

interface GenerateFlags extends ServerFlags, WindowFlags, FormatFlags, CommonFlags {
  readonly output?: string;
  readonly format?: string;
  readonly shard?: string;
  readonly jobs?: number;
}

/** `faker-server generate`: records into a file or the standard output. */
export function generateCommand(args: readonly string[]): Command {
  const format = new Option(
    '--format <name>',
    `${formatNames().join(', ')}; with .gz or, from Node 22.15 on, .zst after it compressed (default: by the name, else csv)`,
  );
  // For shells; what else a format may be is checked where it is read.
  format.argChoices = [...formatNames()];
  const command = new Command('generate')
    .summary('writes records into a file or to stdout')
    .description(
      'Writes the records of servers into a file, whose name says the format, or to stdout. ' +
        'The same flags give the same bytes, with --until on any day.',
    )
    .optionsGroup('Where to:')
    .option('-o, --output <file>', 'a file, such as metrics.parquet or metrics.csv.gz; - is stdout, the default')
    .addOption(format)
    .option('--shard <part>', 'a part of the whole, such as 3/16; auto is the one that Slurm, Kubernetes … ask for')
    .option(
      '-j, --jobs <n>',
      'threads that make the bytes of a text (default: 1)',
      numeric('--jobs', { from: 1, to: 256, whole: true }),
    );
  return commonOptions(formatOptions(windowOptions(serverOptions(command))))
    .addHelpText('after', EXAMPLES)
    .action((flags: GenerateFlags) => generate(flags, args));
}

const EXAMPLES = `
Examples:
  faker-server generate --archetype web --days 7
      A week of one web server, a record a day, as CSV.
  faker-server generate -a database --days 365 --every 5m -o metrics.csv.gz
      A year of a database, every five minutes, in a compressed file.
  faker-server generate --servers 120 --mix web=2,batch=1 --from 2025-01-01 --until 2026-01-01 -o fleet.csv
      A year of 80 web and 40 batch servers.
  faker-server generate --fleet fleet.yaml --shard 3/16 -o part-03.csv
      The third of sixteen parts of what a file describes.`;

/** Formats and compressions whose bytes would be commands to a terminal. */
const BINARY = /^(?:parquet|arrows?|feather)\b|\.(?:gz|zst)$/;

async function generate(given: GenerateFlags, args: readonly string[]): Promise<void> {
  const { format, shard } = given;
  // As a name it could be that of a file, which would be replaced whole, with what others have written there.
  const output = given.output === '-' || given.output === '/dev/stdout' ? undefined : given.output;
  const toTerminal = output === undefined && process.stdout.isTTY;
  if (toTerminal && format !== undefined && BINARY.test(format)) {
    const need = `a file (-o) or a pipe for ${format}, which is binary`;
    throw new ServerError('--format', need, new Found('a terminal'));
  }
  await task(given, args, !toTerminal, ({ signal, onProgress, say, again }) =>
    withFleetFile(given, async (flags) => {
      const startMs = performance.now();
      const window = chooseWindow(flags, today());
      const chosen = await chooseServers(flags, window.reference, window.everyMs);
      const { rows } = await writeMetrics(output ?? process.stdout, chosen.servers, {
        ...window.range,
        metrics: flags.metrics,
        shard,
        jobs: given.jobs,
        signal,
        onProgress,
        format: format ?? (output === undefined ? 'csv' : undefined),
        ...formatOptionsOf(flags),
      });
      const where = output === undefined ? '' : ` into ${output}`;
      const part = chosenShard(shard);
      say(`${summary(rows, chosen.count, window.everyMs, part)}${where}: ${durationText(performance.now() - startMs)}`);
      again([...chosen.assumed, ...window.assumed], part);
    }),
  );
}
