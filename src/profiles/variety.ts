import type { NamedCorrelation } from './chain.js';
import type { Dynamics, Metric } from './profile.js';

/** A log-normal spread over servers: its median and the standard deviation of its logarithm. */
export type Spread = readonly [median: number, spread: number];

/** How one metric differs from server to server. */
export interface MetricVariety {
  /** Standard deviation of the base's log odds below the ceiling, around the archetype's; half of it above the median. */
  readonly baseSpread: number;
  /** The std as a multiple of the archetype's. */
  readonly std: Spread;
  /** How deep the quiet hours are, as a multiple of the server's rhythm. */
  readonly rhythm: number;
  /** `quietLevel` of servers that run tasks. */
  readonly idleLevel: Spread;
  readonly volatility: Spread;
  readonly roughness: Spread;
  readonly tail: Spread;
  readonly burstShare: Spread;
  readonly burstGain: Spread;
}

/**
 * How the servers of an archetype differ.
 *
 * Levels, growth, correlations and hours are the archetype's, more or less. How they move is not in the original module:
 * it is set so that the quantiles over servers of what `realism/quantiles.py` measures come near those of real servers.
 * The figures of web and database servers were searched for all at once, on 140 to 160 servers of one seed, those of web
 * servers together with the fleet's; those of application servers on 200 of ever new ones, where no seed can be learnt by
 * heart, and by the score on Azure V1, too. Where that went far from what a profile says, or made an alert of every
 * server's memory, the search was held back.
 */
export interface Variety extends Readonly<Record<Metric, MetricVariety>> {
  /** The strength of the daily rhythm is a uniform number to this power: the larger, the more servers have none. */
  readonly rhythmExponent: number;
  /** The same of the calendar: weekends, quarters. */
  readonly seasonExponent: number;
  /** Share of the servers whose night window is on, where the archetype has one. */
  readonly nightly: number;
  /** What multiplies each of the archetype's correlations on Fisher's scale, and their standard deviation there. */
  readonly correlation: Readonly<Record<keyof NamedCorrelation, Spread>>;
  /** `persistence` by its log odds: mean and standard deviation. */
  readonly dynamics: Readonly<Record<keyof Dynamics, Spread>>;
}
