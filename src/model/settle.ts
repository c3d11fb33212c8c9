import { chain } from '../profiles/chain.js';
import { type Correlation, METRICS, type PartialProfile, type Profile } from '../profiles/profile.js';
import { metricWith, profileWith } from '../profiles/profileWith.js';
import { tidy } from '../profiles/tidy.js';
import { correlationMatrix, isPositiveDefinite } from './correlation.js';
import { giveWay } from './giveWay.js';
import { lawsOf, reachableFactor } from './latent.js';
import type { NoiseLaw } from './noiseLaw.js';

/** A profile whose tails, idle days and correlations go together, where that can be. */
export interface Settled {
  readonly profile: Profile;
  /** The correlations that were asked for; those of the profile are others where they gave way. */
  readonly asked: Correlation;
  readonly laws: readonly NoiseLaw[];
  /** The factor with which the noise has the asked correlations, where it can. */
  readonly reached: Float64Array | undefined;
}

/**
 * What nobody set gives way to what was set.
 *
 * @param drawn - The whole profile, with correlations that nobody set.
 * @param set - What was set, first what goes over the others; of these, correlations go into the profile.
 * @param nearest - Whether set correlations give way, too.
 */
export function settle(drawn: Profile, set: readonly PartialProfile[], nearest: boolean): Settled {
  const correlation = set.reduceRight<Partial<Correlation>>((all, part) => ({ ...all, ...part.correlation }), {});
  const areSet = Object.keys(correlation).length > 0;
  const [asked, ...weaker] = completions(drawn.correlation, correlation) as [Correlation, ...Correlation[]];
  const first = settleTails(profileWith(drawn, { correlation: asked }), set, areSet);
  if (first.reached) return first;
  // Drawn correlations give way to what was set; set ones only where `nearest` says so.
  if (nearest || !areSet) {
    const { correlation: given, ...rest } = giveWay(first.profile, tidy);
    return { ...first, ...rest, profile: profileWith(first.profile, { correlation: given }) };
  }
  for (const each of weaker) {
    const next = settleTails(profileWith(drawn, { correlation: each }), set, areSet);
    if (next.reached) return next;
  }
  return first;
}

/**
 * Metrics whose noise has very different tails cannot go together closely. Where the correlations ask for more than the
 * tails allow, those tails that nobody set move towards each other.
 */
function settleTails(profile: Profile, set: readonly PartialProfile[], areCorrelationsSet: boolean): Settled {
  const mean = METRICS.reduce((sum, metric) => sum + profile[metric].tail, 0) / METRICS.length;
  let settled = profile;
  let laws = lawsOf(profile);
  let reached = reachableFactor(profile, laws);
  for (const [difference, rest] of TAIL_SHARES) {
    // Drawn correlations are not worth all of the tails.
    if (reached || (rest === 0 && !areCorrelationsSet)) break;
    for (const metric of METRICS) {
      if (set.some((part) => part[metric]?.tail !== undefined)) continue;
      const tail = tidy(rest * mean + difference * (profile[metric].tail - mean));
      settled = profileWith(settled, { [metric]: metricWith(profile[metric], { tail }) });
    }
    // For correlations that were set, idle days and events, which move all metrics at once, give way too.
    const isActivitySet = set.some(({ dynamics }) => dynamics?.activeDays !== undefined);
    if (difference === 0 && areCorrelationsSet && !isActivitySet) {
      settled = profileWith(settled, { dynamics: { ...settled.dynamics, activeDays: 1 } });
    }
    laws = lawsOf(settled);
    reached = reachableFactor(settled, laws);
  }
  return { profile: settled, asked: profile.correlation, laws, reached };
}

/** What is left of the tails' differences, and of their mean, step by step. */
const TAIL_SHARES: readonly (readonly [difference: number, rest: number])[] = [
  [0.6, 1],
  [0.3, 1],
  [0, 1],
  [0, 0],
];

/**
 * All six pairs: what is set, the named ones as drawn, the others by the chain of the named ones; then the same with drawn
 * ones that shrink. Only those that four metrics can have, or the first where there are none.
 */
function completions(drawn: Correlation, set: Partial<Correlation>): readonly Correlation[] {
  if (Object.keys(set).length === 0) return [drawn];
  const completed = DRAWN_SHARES.map((share) => {
    const shrunk = (value: number): number => (share === 1 ? value : tidy(share * value));
    const cpuMemory = set.cpuMemory ?? shrunk(drawn.cpuMemory);
    const cpuNetwork = set.cpuNetwork ?? shrunk(drawn.cpuNetwork);
    const memoryDisk = set.memoryDisk ?? shrunk(drawn.memoryDisk);
    return { ...chain({ cpuMemory, cpuNetwork, memoryDisk }), ...set };
  });
  const possible = completed.filter((one) => isPositiveDefinite(correlationMatrix(one)));
  return possible.length > 0 ? possible : completed.slice(0, 1);
}

/** What is left of the drawn correlations, step by step. */
const DRAWN_SHARES = [1, 0.75, 0.5, 0.25, 0];
