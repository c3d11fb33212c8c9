import { Command } from 'commander';
import process from 'node:process';
import { Archetype, profiles } from '../../profiles/archetypes.js';
import { METRICS, type Profile } from '../../profiles/profile.js';
import { archetypeStyle } from './archetypeStyle.js';
import { isColoured } from './colour.js';
import { textTable } from './textTable.js';
import { writeOut } from './writeOut.js';

/** `faker-server archetypes`: the figures of the four archetypes. */
export function archetypesCommand(): Command {
  return new Command('archetypes')
    .summary('shows the figures of the archetypes')
    .description('Shows what the typical server of each archetype is like. Servers that are drawn differ from it.')
    .option('--json', 'as JSON: the whole profile of each')
    .helpOption('-h, --help', 'shows this')
    .action(async ({ json }: { readonly json?: true }) => {
      const names = Object.values(Archetype);
      const found = json
        ? [JSON.stringify(Object.fromEntries(names.map((name) => [name, profiles[name]])), undefined, 2)]
        : tables(names);
      await writeOut(`${found.join('\n')}\n`);
    });
}

function tables(names: readonly Archetype[]): readonly string[] {
  const paint = isColoured(process.stdout) ? archetypeStyle : (_: string, text: string): string => text;
  const table = (headings: readonly string[], cells: (profile: Profile) => readonly string[]): readonly string[] => {
    const [head, rule, ...rows] = textTable(
      ['typical', ...headings],
      names.map((name) => [name, ...cells(profiles[name])]),
    );
    return [head!, rule!, ...rows.map((row, i) => row.replace(names[i]!, (name) => paint(name, name)))];
  };
  return [
    ...table(['cpu', 'memory', 'disk I/O', 'network'], (profile) =>
      METRICS.map((metric) => {
        const { base, std, growth } = profile[metric];
        return `${base} ±${std} %, +${Math.round(100 * growth)} %`;
      }),
    ),
    '',
    'The mean of a day’s 95th percentile, in % of capacity, of disk I/O in MB/s;',
    '± its standard deviation from day to day, in % of it; and its growth a year.',
    '',
    ...table(
      ['cpu–memory', 'cpu–network', 'memory–disk', 'busy hours', 'weekend'],
      ({ correlation, batchNightWindow, peakHours, weekendFactor }) => [
        String(correlation.cpuMemory),
        String(correlation.cpuNetwork),
        String(correlation.memoryDisk),
        batchNightWindow ? 'at night' : `${peakHours.start}–${peakHours.end} h`,
        `× ${weekendFactor}`,
      ],
    ),
    '',
    'Correlations of the days’ noise; load on days off, in working days’.',
    '',
    'Such are servers with --typical. Those that are drawn differ: many, and most',
    'application servers, follow no hours and no weekend.',
  ];
}
