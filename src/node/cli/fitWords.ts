import type { Estimate, Fit } from '../../index.js';
import { textTable } from './textTable.js';
import { counted, intervalText } from './words.js';

type Report = Fit['report'];

/** What is known of a fit, for a reader: the data, the figures that they tell, and why they do not tell the others. */
export function fitWords({ data, figures, asOf }: Report): string {
  const metrics = Object.entries(data.metrics);
  const all = [...figuresOf(figures)];
  const told = all.filter(({ source }) => source === 'fitted');
  const gaps = metrics.flatMap(([name, { missing, stuck, clipped, off }]) => {
    const found = Object.entries({ missing, stuck, clipped, off }).filter(([, count]) => count > 0);
    return found.length === 0 ? [] : [`${name}: ${found.map(([what, count]) => `${count} ${what}`).join(', ')}`];
  });
  return [
    `${data.from} to ${data.until}, every ${intervalText(data.intervalMs)}: ` +
      metrics.map(([name, { days }]) => `${counted(days, 'day')} of ${name}`).join(', '),
    ...gaps,
    ...(data.note === undefined ? [] : [data.note]),
    '',
    ...textTable(
      [`figure, as of ${asOf}`, 'value', '±'],
      told.map(({ name, value, error }) => [name, String(value), error === undefined ? '' : String(error)]),
    ),
    '',
    ...listed('To mind:', byReason(told)),
    ...listed('Left at their defaults:', byReason(all.filter(({ source }) => source === 'default'))),
  ].join('\n');
}

interface Figure extends Estimate<unknown> {
  readonly name: string;
}

/** All figures, each by its path. */
function* figuresOf(tree: object, path = ''): Generator<Figure> {
  for (const [key, branch] of Object.entries(tree) as [string, object][]) {
    if ('source' in branch) yield { ...(branch as Estimate<unknown>), name: `${path}${key}` };
    else yield* figuresOf(branch, `${path}${key}.`);
  }
}

function listed(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines];
}

/** What there is to mind, each thing once, with the figures that it is about. */
function byReason(figures: readonly Figure[]): readonly string[] {
  const names = new Map<string, string[]>();
  for (const { name, reason } of figures) {
    if (reason !== undefined) names.set(reason, [...(names.get(reason) ?? []), name]);
  }
  return [...names].map(([reason, some]) => `  ${reason}: ${some.join(', ')}`);
}
