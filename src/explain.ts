import { sampleCorrelation, standardDeviation } from 'simple-statistics';
import { bound, boundAbove } from './model/bound.js';
import { dateText } from './model/civil.js';
import { DAYS_PER_YEAR, type Model } from './model/compile.js';
import { byPair } from './model/correlation.js';
import { dayLevels, expectedLevel, setLevels } from './model/levels.js';
import { exp } from './num/exp.js';
import { log } from './num/log.js';
import { type Correlation, type Metric, METRICS, type Profile } from './profiles/profile.js';
import type { Server } from './server.js';
import type { Spec } from './spec.js';

/** What was asked for beside what the server shows; both in the unit of the figure. */
export interface AskedAndRealised {
  readonly asked: number;
  readonly realised: number;
}

/** What {@link ServerBuilder.explain} tells of a server. */
export interface Explanation {
  readonly serverId: string;
  readonly archetype: string;
  readonly seed: string | number;
  readonly timeZone: string;
  /** The local date on which the levels hold. */
  readonly asOf: string;
  /** The server's own profile. */
  readonly profile: Profile;
  /** Days that `realised` figures are of: the ten years up to `asOf`. */
  readonly days: number;
  /**
   * For each metric the mean of the daily P95 of a server that stays at the level of `asOf`, the std of its noise in % of
   * the expected level, and the growth a year as a ratio, before the bound. A single server's decade is a small sample of
   * a noise that remembers for months.
   */
  readonly metrics: Readonly<Record<Metric, Readonly<Record<'base' | 'std' | 'growth', AskedAndRealised>>>>;
  /** Pearson correlations of the days' relative deviations from the expected level. */
  readonly correlation: Readonly<Record<keyof Correlation, AskedAndRealised>>;
  /** What `nearest` made of correlations that no four metrics can have; absent where it changed nothing. */
  readonly nearest?: Partial<Correlation>;
}

const YEARS = 10;

/** Measures ten years of a server against its profile. */
export function explain(server: Server, spec: Spec): Explanation {
  const { profile } = server;
  const model = withoutGrowth(server.model);
  const days = Math.floor(YEARS * DAYS_PER_YEAR);
  const first = model.asOfDay - days;
  const levels = METRICS.map(() => new Float64Array(days));
  setLevels(dayLevels(model), first, days, METRICS.length, levels);

  const deviations = METRICS.map((): number[] => []);
  const metrics = METRICS.map((name, metric) => {
    const { ceiling, knee } = model.metrics[metric]!;
    let sum = 0;
    // Least squares of the logarithm, relative to the calendar's expectation, on time.
    let slope = 0;
    let squares = 0;
    for (let i = 0; i < days; i++) {
      const value = bound(levels[metric]![i]!, ceiling);
      const expected = boundAbove(knee, expectedLevel(model, metric, first + i), ceiling);
      const centred = i - (days - 1) / 2;
      sum += value;
      deviations[metric]!.push(value / expected - 1);
      slope += centred * log(value / expected);
      squares += centred * centred;
    }
    const { base, std, growth } = profile[name];
    const { growthPerDay } = server.model.metrics[metric]!;
    return [
      name,
      {
        base: { asked: base, realised: tidy(sum / days) },
        std: { asked: std, realised: tidy(100 * standardDeviation(deviations[metric]!)) },
        growth: { asked: growth, realised: tidy(exp((slope / squares + growthPerDay) * DAYS_PER_YEAR) - 1) },
      },
    ] as const;
  });
  const correlation = byPair((pair, row, column) => ({
    asked: server.asked[pair],
    realised: tidy(correlationOf(deviations[row]!, deviations[column]!)),
  }));
  return {
    serverId: server.id,
    archetype: profile.archetype,
    seed: spec.seed,
    timeZone: spec.timeZone,
    asOf: dateText(model.asOfDay),
    profile,
    days,
    metrics: Object.fromEntries(metrics) as unknown as Explanation['metrics'],
    correlation,
    ...(server.nearest && { nearest: server.nearest }),
  };
}

/** The model with the levels of `asOf` at all times, for near the ceiling growth bends values. */
function withoutGrowth(model: Model): Model {
  return { ...model, metrics: model.metrics.map((metric) => ({ ...metric, growthPerDay: 0 })) };
}

/** Pearson's correlation; 0 where one of the two does not vary. */
function correlationOf(one: number[], other: number[]): number {
  const isStill = standardDeviation(one) === 0 || standardDeviation(other) === 0;
  return isStill ? 0 : sampleCorrelation(one, other);
}

/** With 4 decimals; what is a little below 0 is 0, not −0. */
function tidy(value: number): number {
  return Math.round(value * 1e4) / 1e4 + 0;
}
