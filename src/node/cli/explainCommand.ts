import { Command } from 'commander';
import type { AskedAndRealised, Explanation } from '../../explain.js';
import type { Archetype } from '../../profiles/archetypes.js';
import { METRICS } from '../../profiles/profile.js';
import { chooseServers } from './chooseServers.js';
import { chooseWindow, today } from './chooseWindow.js';
import { type CommonFlags, commonOptions } from './commonOptions.js';
import { date } from './flags.js';
import { withFleetFile } from './fleetFlags.js';
import { looked, lookOptions } from './lookOptions.js';
import type { ServerFlags } from './serverOptions.js';
import { task } from './task.js';
import { textTable } from './textTable.js';
import { writeOut } from './writeOut.js';

interface ExplainFlags extends ServerFlags, CommonFlags {
  readonly json?: true;
  readonly until?: string;
}

/** `faker-server explain`: what was asked of servers beside what ten years of them show. */
export function explainCommand(args: readonly string[]): Command {
  const command = new Command('explain')
    .summary('shows what a server was asked to be, and what it is')
    .description(
      'Shows what was asked of a server beside what ten years of it show: levels, noise, growth, correlations.',
    )
    .optionsGroup('What to show:')
    .option('--until <date>', 'where the ten years end (default: today at 0:00 UTC)', date('--until'))
    .option('--json', 'as JSON: one object, or an array of several servers’');
  return commonOptions(lookOptions(command))
    .addHelpText('after', EXAMPLES)
    .action((archetype: Archetype | undefined, flags: ExplainFlags) => explain(looked(flags, archetype), args));
}

const EXAMPLES = `
Examples:
  faker-server explain database
      The database of seed 42.
  faker-server explain web --seed shop --json
      Another one, as JSON with its whole profile.
  faker-server explain --profile cache.yaml
      A server of your own: are its figures met?`;

async function explain(given: ExplainFlags, args: readonly string[]): Promise<void> {
  await task(given, args, false, ({ again }) =>
    withFleetFile(given, async (flags) => {
      const { reference, everyMs, assumed } = chooseWindow(flags, today());
      const chosen = await chooseServers(flags, reference, everyMs);
      const explanations = Array.from(chosen.servers, (server) => server.explain());
      const found = flags.json
        ? [JSON.stringify(explanations.length === 1 ? explanations[0] : explanations, undefined, 2)]
        : explanations.map((explanation) => lines(explanation).join('\n'));
      await writeOut(`${found.join('\n\n')}\n`);
      again([...chosen.assumed, ...assumed]);
    }),
  );
}

const UNITS = { cpu: '%', memory: '%', diskIo: 'MB/s', network: '%' } as const;

function lines({ serverId, archetype, asOf, metrics, correlation, nearest }: Explanation): readonly string[] {
  const figures = METRICS.flatMap((metric) => {
    const { base, std, growth } = metrics[metric];
    return [
      pair(`${metric} base, ${UNITS[metric]}`, base, 2),
      pair(`${metric} std, % of it`, std, 2),
      pair(`${metric} growth, % a year`, scaled(growth, 100), 1),
    ];
  });
  const correlations = Object.entries(correlation).map(([name, both]) => pair(name, both, 3));
  return [
    `${serverId}, ${archetype}: ten years to ${asOf}`,
    '',
    ...textTable(['figure', 'asked', 'realised'], figures),
    '',
    ...textTable(['correlation', 'asked', 'realised'], correlations),
    ...(nearest ? ['', `Moved to the nearest possible correlations: ${Object.keys(nearest).join(', ')}.`] : []),
  ];
}

function pair(name: string, { asked, realised }: AskedAndRealised, decimals: number): readonly string[] {
  return [name, asked.toFixed(decimals), realised.toFixed(decimals)];
}

function scaled({ asked, realised }: AskedAndRealised, factor: number): AskedAndRealised {
  return { asked: factor * asked, realised: factor * realised };
}
