import { Archetype, METRICS, profiles } from 'faker-server';
import { readText } from './blocks.js';

/** A table in a page that says what the profiles say. */
export interface Table {
  readonly file: string;
  /** Its first two lines. */
  readonly head: string;
  readonly rows: readonly string[];
}

const CAPTIONS: Readonly<Record<Archetype, string>> = {
  web: 'driven by traffic, bursts of short spikes',
  database: 'heavy on memory and disk, steady, growing',
  application: 'balanced, busy in business hours',
  batch: 'jobs at night and at weekends, very bursty',
};

export const TABLES: readonly Table[] = [
  {
    file: 'README.md',
    head: head('a typical server', 'CPU, %', 'memory, %', 'disk, MB/s', 'network, %', 'busy', 'weekend', 'what it is'),
    rows: archetypes(({ name, bases, busy, weekend }) => row(`\`${name}()\``, ...bases, busy, weekend, CAPTIONS[name])),
  },
  {
    file: 'docs/archetypes.md',
    head: head('', ...METRICS),
    rows: archetypes(({ name, figures }) => row(name, ...figures)),
  },
  {
    file: 'docs/archetypes.md',
    head: head('', 'cpuMemory', 'cpuNetwork', 'memoryDisk', 'busy', 'weekend'),
    rows: archetypes(({ name, links, busy, weekend }) => row(name, ...links, busy, weekend)),
  },
];

/** The text of a table as it should be. */
export function textOf({ head, rows }: Table): string {
  return [head, ...rows].join('\n');
}

/** The text of a table as it is, or nothing. */
export function foundIn({ file, head }: Table): string | undefined {
  const page = readText(file);
  const start = page.indexOf(head);
  return start < 0 ? undefined : page.slice(start, page.indexOf('\n\n', start));
}

/** The cells of every table in a page whose first cell has one of these names. */
export function cellsOf(file: string, column: string): string[][] {
  const lines = readText(file).split('\n');
  return lines
    .flatMap((line, i) => (line.startsWith(`| ${column} |`) ? [i] : []))
    .flatMap((start) => {
      const end = lines.findIndex((line, i) => i > start && !line.startsWith('|'));
      return lines.slice(start + 2, end).map((line) =>
        line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      );
    });
}

interface Figures {
  readonly name: Archetype;
  readonly bases: readonly string[];
  readonly figures: readonly string[];
  readonly links: readonly string[];
  readonly busy: string;
  readonly weekend: string;
}

function archetypes(write: (figures: Figures) => string): string[] {
  return Object.values(Archetype).map((name) => {
    const profile = profiles[name];
    const { cpuMemory, cpuNetwork, memoryDisk } = profile.correlation;
    return write({
      name,
      bases: METRICS.map((metric) => String(profile[metric].base)),
      figures: METRICS.map((metric) => {
        const { base, std, growth } = profile[metric];
        return `${base} ± ${std} %, ${growth < 0 ? '−' : '+'}${Math.round(100 * growth)} %`;
      }),
      links: [cpuMemory, cpuNetwork, memoryDisk].map(String),
      busy: profile.batchNightWindow ? 'nights' : `${profile.peakHours.start}–${profile.peakHours.end} h`,
      weekend: `× ${profile.weekendFactor}`,
    });
  });
}

function head(...cells: string[]): string {
  return `${row(...cells)}\n${row(...cells.map(() => '---'))}`;
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`.replace(/^\| {2}\|/, '| |');
}
