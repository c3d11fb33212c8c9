import { describe, expect, it } from 'vitest';
import { Archetype, METRICS, type ServerBuilder } from '../../src/index.js';
import { seededServer } from '../faker.js';
import { average, byMetric, type Estimate, measure, type Population, SERVERS } from './measure.js';

const names = [...Object.values(Archetype), 'custom'] as const;
const populations = new Map<string, Population>();
const shapes = new Map<string, Shape>();
const drawnDays = new Map<string, Pick<Shape, 'seam' | 'onBound'>>();

describe.each(names)('a hundred %s servers over ten whole years', (name) => {
  const population = measure(name);
  populations.set(name, population);

  // Each bound is the promise. Where heavy tails leave a decade of a hundred servers with a standard error of more than a
  // third of it, three of those are what can be told.
  const within = (estimates: Record<string, Estimate>, target: number, bound: number): void => {
    for (const [of, { mean, error }] of Object.entries(estimates)) {
      expect(Math.abs(mean - target), of).toBeLessThan(Math.max(bound, 3 * error));
    }
  };

  it('have the base as the mean of their daily P95', () => within(population.base, 1, 0.01));
  it('have the std of noise that was asked for', () => within(population.std, 1, 0.03));
  it('have the correlations that were asked for', () => within(population.correlation, 0, 0.03));
  it('grow as was asked for', () => within(population.growth, 0, 0.005));
  it('have the peaks that were asked for', () => within(population.peak, 1, 0.02));
  it('have the troughs that were asked for', () => within(population.trough, 1, 0.02));
});

it('has the base of a generic server in every single year, to twice its error without any memory', () => {
  const years = Array.from({ length: SERVERS }, (_, i) => {
    const one = seededServer()
      .custom()
      .seed(`year ${String(i)}`)
      .growth(0)
      .only('cpu');
    return average([...one.columns({ from: '2024-01-01', until: '2025-01-01' }).cpu]) / one.profile().cpu.base - 1;
  });
  const { std } = seededServer().custom().profile().cpu;
  const independent = std / 100 / Math.sqrt(366);
  expect(Math.sqrt(average(years.map((year) => year * year)))).toBeLessThan(2 * independent);
});

describe.each(names)('a typical %s server', (name) => {
  const server = seededServer();
  const one = (name === 'custom' ? server.custom() : server.archetype(name)).typical().seed('shape').growth(0);
  const shape = shapeOf(one);
  shapes.set(name, shape);

  it('has no seam at midnight over 1,000 nights', () => {
    for (const metric of METRICS) expect(shape.seam[metric], metric).toBeLessThan(1.5);
  });

  it('has fewer than one value in a thousand on a bound', () => {
    for (const metric of METRICS) expect(shape.onBound[metric], metric).toBeLessThan(0.001);
  });

  it('has memory that moves slowly', () => {
    expect(shape.lag1.memory).toBeGreaterThanOrEqual(0.95);
  });

  if (name === 'batch') {
    it('has at least 60 % of its load in its night window', () => {
      for (const metric of ['cpu', 'diskIo', 'network'] as const) {
        expect(shape.nightShare[metric], metric).toBeGreaterThanOrEqual(0.6);
      }
    });
  } else {
    it('has its CPU’s working days explained by the hour, with the peak inside the peak hours', () => {
      const { start, end } = one.profile().peakHours;
      expect(shape.hourR2).toBeGreaterThanOrEqual(0.4);
      expect(shape.peakHour).toBeGreaterThanOrEqual(start);
      expect(shape.peakHour).toBeLessThan(end);
    });
  }
});

describe.each(Object.values(Archetype))('forty drawn %s servers', (name) => {
  const days = daysOfDrawn(name);
  drawnDays.set(name, days);

  it('have no seam at midnight', () => {
    for (const metric of METRICS) expect(days.seam[metric], metric).toBeLessThan(1.5);
  });

  it('have fewer than one value in a thousand on a bound', () => {
    for (const metric of METRICS) expect(days.onBound[metric], metric).toBeLessThan(0.001);
  });
});

it('writes down what was measured', async () => {
  await expect(report()).toMatchFileSnapshot('../../docs/statistics.md');
});

interface Shape {
  /** As {@link seamOf} has it. */
  readonly seam: Record<(typeof METRICS)[number], number>;
  readonly onBound: Record<(typeof METRICS)[number], number>;
  /** Mean over the days of the autocorrelation of a day's samples at 5 minutes, about the day's own mean. */
  readonly lag1: Record<(typeof METRICS)[number], number>;
  readonly nightShare: Record<(typeof METRICS)[number], number>;
  readonly hourR2: number;
  readonly peakHour: number;
}

const NIGHTS = 1000;
const DAY = 288;
const DRAWN = 40;
const DRAWN_NIGHTS = 200;

/** Of servers as they are drawn: the seam in the median, since jobs of some begin at midnight, and the mean share on a bound. */
function daysOfDrawn(name: Archetype): Pick<Shape, 'seam' | 'onBound'> {
  const server = seededServer();
  const each = Array.from({ length: DRAWN }, (_, i) => {
    const one = server.archetype(name).seed(`drawn-${i}`).growth(0);
    return { profile: one.profile(), samples: one.every('5m').columns((DRAWN_NIGHTS + 1) * DAY) };
  });
  return {
    seam: byMetric((metric) => {
      const seams = each.map(({ samples }) => seamOf(samples[metric], DRAWN_NIGHTS)).sort((a, b) => a - b);
      return seams[DRAWN / 2]!;
    }),
    onBound: byMetric((metric) =>
      average(each.map(({ profile, samples }) => shareOnBound(samples[metric], profile[metric].ceiling))),
    ),
  };
}

/** Mean |step| over midnight, over that of the twelve steps around it. */
function seamOf(values: Float64Array, nights: number): number {
  const step = (at: number): number => Math.abs(values[at]! - values[at - 1]!);
  const midnights = Array.from({ length: nights }, (_, night) => (night + 1) * DAY);
  const around = midnights.flatMap((at) => [-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6].map((i) => step(at + i)));
  return average(midnights.map(step)) / average(around);
}

function shareOnBound(values: Float64Array, ceiling: number): number {
  return values.filter((value) => value === 0 || value === ceiling).length / values.length;
}

function shapeOf(server: ServerBuilder): Shape {
  const samples = server.every('5m').columns(NIGHTS * DAY + DAY);
  const midnights = Array.from({ length: NIGHTS }, (_, night) => (night + 1) * DAY);
  const hours = server.every('1h').columns((NIGHTS * DAY + DAY) / 12);
  const workdays = [...hours.cpu].flatMap((value, i) => {
    const date = new Date(hours.time[i]!);
    return [0, 6].includes(date.getUTCDay()) ? [] : [{ value, hour: date.getUTCHours() }];
  });
  const mean = average(workdays.map(({ value }) => value));
  const hourly = Array.from({ length: 24 }, (_, hour) =>
    average(workdays.filter((w) => w.hour === hour).map(({ value }) => value)),
  );
  const explained = average(workdays.map(({ hour }) => (hourly[hour]! - mean) ** 2));
  return {
    seam: byMetric((metric) => seamOf(samples[metric], NIGHTS)),
    onBound: byMetric((metric) => shareOnBound(samples[metric], server.profile()[metric].ceiling)),
    lag1: byMetric((metric) => average(midnights.map((at) => lag1(samples[metric].subarray(at - DAY, at))))),
    nightShare: byMetric((metric) => {
      const night = [...samples[metric]].filter((_, i) => i % DAY < 72 || i % DAY >= 264);
      return night.reduce((a, b) => a + b) / samples[metric].reduce((a, b) => a + b);
    }),
    hourR2: explained / average(workdays.map(({ value }) => (value - mean) ** 2)),
    peakHour: hourly.indexOf(Math.max(...hourly)),
  };
}

function lag1(values: Float64Array): number {
  const mean = average(values);
  const centred = values.map((value) => value - mean);
  let [products, squares] = [0, 0];
  for (let i = 1; i < centred.length; i++) products += centred[i]! * centred[i - 1]!;
  for (const value of centred) squares += value * value;
  return products / squares;
}

/** docs/statistics.md: since values are the same everywhere, so are these. */
function report(): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
    [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
  const figure = ({ mean, error }: Estimate, digits: number): string =>
    `${mean.toFixed(digits)} ± ${error.toFixed(digits)}`;
  const section = (of: keyof Population, digits: number): string => {
    const columns = Object.keys(populations.get('web')![of]);
    return table(
      ['', ...columns],
      names.map((name) => [
        name,
        ...columns.map((column) => figure((populations.get(name)![of] as Record<string, Estimate>)[column]!, digits)),
      ]),
    );
  };
  const shape = (of: 'seam' | 'onBound' | 'lag1' | 'nightShare', digits: number): string =>
    table(
      ['', ...METRICS],
      names.map((name) => [name, ...METRICS.map((metric) => shapes.get(name)![of][metric].toFixed(digits))]),
    );
  const drawn = (of: 'seam' | 'onBound', digits: number): string =>
    table(
      ['', ...METRICS],
      [...drawnDays].map(([name, days]) => [name, ...METRICS.map((metric) => days[of][metric].toFixed(digits))]),
    );
  return `---
title: What was measured
---

# What was measured

Every promise about a distribution, as a test measures it at each run; the figures are of that test, and since values
are the same on every machine, so are they. Populations are ${SERVERS} servers of each archetype, each with its own
profile, over the ten whole years 2015 to 2024. The noise remembers for weeks, so a server's decade is one observation:
± is the standard error over servers.

## Mean of the daily P95 with growth 0, over the base (promised: 1 ± 0.01)

${section('base', 4)}

## Standard deviation of the noise, over the asked one (promised: 1 ± 0.03)

${section('std', 4)}

## Correlation of the noise, less the asked one (promised: 0 ± 0.03)

${section('correlation', 4)}

## Growth a year, less the asked one (promised: 0 ± 0.005)

${section('growth', 4)}

## Level at a quarter's end, over the asked one (promised: 1 ± 0.02)

${section('peak', 4)}

## Level in a quarter's middle, over the asked one (promised: 1 ± 0.02)

${section('trough', 4)}

## The day of a typical server

Of ${NIGHTS} days of 5-minute samples of one server, growth 0.

Mean step over midnight, over the mean of the twelve steps around it (promised: below 1.5):

${shape('seam', 2)}

Share of values on a bound (promised: below 0.001):

${shape('onBound', 6)}

Autocorrelation at 5 minutes within a day (promised for memory: at least 0.95):

${shape('lag1', 3)}

Share of the load between 22:00 and 06:00, a third of the day (promised for batch: at least 0.6, but for memory):

${shape('nightShare', 3)}

Share of the variance of the hourly CPU on working days that the hour explains (promised for web: at least 0.4), and the
busiest hour:

${table(
  ['', 'R²', 'busiest hour'],
  names.map((name) => [name, shapes.get(name)!.hourR2.toFixed(3), String(shapes.get(name)!.peakHour)]),
)}

## The days of drawn servers

Of ${DRAWN} servers of each archetype as they are drawn, ${DRAWN_NIGHTS} days each, growth 0.

Mean step over midnight, over the mean of the twelve steps around it, in the median (promised: below 1.5; a job of some
begins at midnight):

${drawn('seam', 2)}

Share of values on a bound (promised: below 0.001):

${drawn('onBound', 6)}
`;
}
