import { Command } from 'commander';
import process from 'node:process';
import { Found, ServerError } from '../../errors.js';
import type { ServerBuilder } from '../../serverBuilder.js';
import type { Archetype } from '../../profiles/archetypes.js';
import { type Metric, METRICS } from '../../profiles/profile.js';
import type { RangeOptions } from '../../range.js';
import { archetypeStyle } from './archetypeStyle.js';
import { chart, MARGIN, spanMeans } from './chart.js';
import { chooseServers } from './chooseServers.js';
import { chooseWindow, today } from './chooseWindow.js';
import { isColoured } from './colour.js';
import { type CommonFlags, commonOptions } from './commonOptions.js';
import { withFleetFile } from './fleetFlags.js';
import { looked, lookOptions } from './lookOptions.js';
import { renamed } from './renamed.js';
import type { ServerFlags } from './serverOptions.js';
import { task } from './task.js';
import { timeAxis } from './timeAxis.js';
import { type WindowFlags, windowOptions } from './windowOptions.js';
import { countText, intervalText, spanText } from './words.js';
import { writeOut } from './writeOut.js';

interface PreviewFlags extends ServerFlags, WindowFlags, CommonFlags {}

/** `faker-server preview`: the metrics of servers as charts in the terminal. */
export function previewCommand(args: readonly string[]): Command {
  const command = new Command('preview')
    .summary('draws the metrics of a server in the terminal')
    .description('Draws the metrics of servers as charts, so finely that each column has a value.');
  return commonOptions(windowOptions(lookOptions(command), { days: DEFAULT_DAYS, every: 'as the window needs' }))
    .addHelpText('after', EXAMPLES)
    .action((archetype: Archetype | undefined, flags: PreviewFlags) => preview(looked(flags, archetype), args));
}

const EXAMPLES = `
Examples:
  faker-server preview web --days 7
      A week of a web server, all four metrics.
  faker-server preview batch --days 365 --metrics cpu,memory
      A year of a batch server.
  faker-server preview --servers 4 --metrics cpu --from 2025-12-01 --days 2
      Two days of the first four servers of a fleet.`;

const DEFAULT_DAYS = 7;
/** More charts than anybody looks through. */
const MOST_SERVERS = 50;
/** What `columns` gives at once. */
const MOST_RECORDS = 100_000_000;
/** Columns of a chart where nobody sees how wide a terminal is, and the most that are readable. */
const [USUAL_WIDTH, WIDEST] = [80, 120];

async function preview(given: PreviewFlags, args: readonly string[]): Promise<void> {
  await task(given, args, false, ({ again }) =>
    withFleetFile(given, async (flags) => {
      const { range, reference, assumed, everyMs } = chooseWindow(flags, today(), DEFAULT_DAYS);
      const chosen = await chooseServers(flags, reference, everyMs);
      if (chosen.count < 1 || chosen.count > MOST_SERVERS) {
        throw new ServerError('--servers', `1 to ${MOST_SERVERS} to look at`, new Found(String(chosen.count)));
      }
      const width = Math.min(WIDEST, process.stdout.columns || USUAL_WIDTH) - MARGIN - 1;
      const metrics = flags.metrics ?? METRICS;
      const rows = chosen.count * metrics.length > 1 ? 8 : 14;
      const charts = Array.from(chosen.servers, (server) => {
        const seen = flags.every === undefined ? inDetail(server, range, width) : server;
        return metrics.map((metric) => lines(seen, range, metric, width, rows).join('\n'));
      });
      await writeOut(`${charts.flat().join('\n\n')}\n`);
      again([...chosen.assumed, ...assumed]);
    }),
  );
}

/** Intervals that show what is to be seen: means all of them, as no interval of a day or more is. */
const STEPS_MS = [43_200, 21_600, 10_800, 7200, 3600, 1800, 900, 600, 300, 60, 10, 1].map((seconds) => 1000 * seconds);

/** A server at the longest interval that still has a value for each column. */
function inDetail(server: ServerBuilder, range: RangeOptions, width: number): ServerBuilder {
  const step = STEPS_MS.find((ms) => rowsOf(server.every(ms), range) >= width) ?? STEPS_MS.at(-1)!;
  return server.every(step);
}

function rowsOf(server: ServerBuilder, range: RangeOptions): number {
  const place = (path: string): string => (path === 'blocks' ? 'preview' : path.replace('blocks.', '--'));
  return renamed(place, () => server.blocks(range).rows);
}

const TITLES: Readonly<Record<Metric, string>> = {
  cpu: 'CPU, %',
  memory: 'memory, %',
  diskIo: 'disk I/O, MB/s',
  network: 'network, %',
};

function lines(server: ServerBuilder, range: RangeOptions, metric: Metric, width: number, rows: number): string[] {
  const count = rowsOf(server, range);
  if (count === 0) {
    throw new ServerError('preview', 'a window with records, such as --days 7', new Found('one without'));
  }
  if (count > MOST_RECORDS) {
    const need = `at most ${countText(MOST_RECORDS)} records of a server, as with a longer --every or fewer --days`;
    throw new ServerError('preview', need, new Found(countText(count)));
  }
  const { time, [metric]: values } = server.only(metric).columns(range);
  const { timeZone, every, archetype } = server.toJSON();
  const paint = (text: string): string => (isColoured(process.stdout) ? archetypeStyle(archetype, text) : text);
  const curve = chart(spanMeans(values, width), rows);
  const axis = timeAxis({ fromMs: time[0]!, untilMs: time.at(-1)! + every, stepMs: every }, width, timeZone);
  return [
    `${paint(String(server))}  ${TITLES[metric]}, every ${intervalText(every)}${joined(count / width, every)}`,
    ...curve.map((line) => line.slice(0, MARGIN - 1) + line.slice(MARGIN - 1, MARGIN) + paint(line.slice(MARGIN))),
    `${' '.repeat(MARGIN)}${axis}`,
  ];
}

/** What is said where a column stands for many values, among which spikes are lost. */
function joined(values: number, everyMs: number): string {
  return values < 2 ? '' : `, each column the mean of ${spanText(values * everyMs)}`;
}
