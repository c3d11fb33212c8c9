import { Argument, Command } from 'commander';
import { ServerError } from '../../errors.js';
import { PARTITION_UNITS } from '../../tables/partitions.js';
import { MODES } from '../tableOptions.js';
import { choiceOption } from './choiceOption.js';
import { chooseServers } from './chooseServers.js';
import { chooseWindow, today } from './chooseWindow.js';
import { chosenShard } from './chosenShard.js';
import { type CommonFlags, commonOptions } from './commonOptions.js';
import { withFleetFile } from './fleetFlags.js';
import { present, words } from './flags.js';
import { seedTarget, TARGET_EXAMPLES } from './seedTargets.js';
import { type ServerFlags, serverOptions } from './serverOptions.js';
import { summary } from './summary.js';
import { task } from './task.js';
import { type WindowFlags, windowOptions } from './windowOptions.js';
import { durationText } from './words.js';

interface SeedFlags extends ServerFlags, WindowFlags, CommonFlags {
  readonly mode?: string;
  readonly allowProduction?: true;
  readonly production?: string;
  readonly createTables: boolean;
  readonly serversTable?: string;
  readonly metricsTable?: string;
  readonly partitionBy?: string;
  readonly hypertable?: true;
  readonly measurement?: string;
  readonly tags?: readonly string[];
  readonly shard?: string;
}

/** `faker-server seed`: records, and the servers they are of, into a database. */
export function seedCommand(args: readonly string[]): Command {
  const mode = 'what becomes of rows that are there: create refuses them, append, replace, upsert';
  const command = new Command('seed')
    .summary('fills a database')
    .description(
      'Fills a database with a table of servers and one of their records. A failure or Ctrl-C leaves its rows as they ' +
        'were, but in InfluxDB and Prometheus, where those that have arrived stay. ' +
        'A target that looks like production, and a table that has rows, are refused unless a flag says otherwise.',
    )
    .addArgument(new Argument('<target>', `${TARGET_EXAMPLES.join(', ')}, or env:NAME for what a variable holds`))
    .optionsGroup('What becomes of the database:')
    .addOption(choiceOption('--mode <name>', mode, MODES))
    .option('--allow-production', 'even a target that looks like production')
    .option('--production <pattern>', 'what looks like production, as a regular expression')
    .option('--no-create-tables', 'only into tables that exist')
    .option('--servers-table <name>', 'the table of servers (default: servers)')
    .option('--metrics-table <name>', 'the table of records (default: server_metrics)')
    .addOption(choiceOption('--partition-by <unit>', 'PostgreSQL: partitions of a day, week, month …', PARTITION_UNITS))
    .option('--hypertable', 'PostgreSQL: a hypertable of TimescaleDB')
    .option('--measurement <name>', 'InfluxDB: the measurement (default: server_metrics)')
    .option('--tags <list>', 'InfluxDB, Prometheus: facts of servers, such as region,environment', words)
    .option('--shard <part>', 'a part of the whole, such as 3/16; auto is the one that Slurm, Kubernetes … ask for');
  return commonOptions(windowOptions(serverOptions(command)))
    .addHelpText('after', EXAMPLES)
    .action((target: string, flags: SeedFlags) => seed(target, flags, args));
}

const EXAMPLES = `
Examples:
  faker-server seed postgres://dev@localhost/dev --servers 120 --from 2025-01-01
      A year and more of 120 servers, a record a day.
  faker-server seed dev.sqlite --fleet fleet.yaml --mode replace
      What a file describes, in place of what was there.
  faker-server seed env:DATABASE_URL --archetype database --days 30 --every 5m
      The address comes from the environment, so that no list of processes shows it; so does a token for InfluxDB
      or Prometheus, from FAKER_SERVER_TOKEN.`;

async function seed(target: string, given: SeedFlags, args: readonly string[]): Promise<void> {
  await task(given, args, true, ({ signal, onProgress, say, again }) =>
    withFleetFile(given, async (flags) => {
      const startMs = performance.now();
      const sink = await seedTarget(target);
      const window = chooseWindow(flags, today());
      const chosen = await chooseServers(flags, window.reference, window.everyMs);
      const { rows } = await sink(chosen.servers, { ...window.range, signal, onProgress, ...optionsOf(flags) });
      const shard = chosenShard(flags.shard);
      say(`${summary(rows, chosen.count, window.everyMs, shard)}: ${durationText(performance.now() - startMs)}`);
      again([...chosen.assumed, ...window.assumed], shard);
    }),
  );
}

/** The options that flags give; a database without one of them refuses it by its name. */
function optionsOf(flags: SeedFlags): Record<string, unknown> {
  const { mode, allowProduction, serversTable, metricsTable, partitionBy, hypertable, metrics, shard } = flags;
  return present({
    measurement: flags.measurement,
    tags: flags.tags,
    mode,
    allowProduction,
    production: flags.production === undefined ? undefined : pattern(flags.production),
    createTables: flags.createTables ? undefined : false,
    serversTable,
    metricsTable,
    partitionBy,
    hypertable,
    metrics,
    shard,
  });
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new ServerError('--production', 'a regular expression', text);
  }
}
