import { latentFactor } from '../model/latent.js';
import { settle } from '../model/settle.js';
import { checkWhole } from '../profiles/check.js';
import { generic } from '../profiles/generic.js';
import { mergeParts } from '../profiles/mergeParts.js';
import { METRICS, type PartialProfile, type Profile } from '../profiles/profile.js';
import { significant } from './estimate.js';
import type { Prepared } from './prepareData.js';
import { medianOf } from './medianOf.js';

/** A ceiling is raised where the data come nearer to it than this share, and then leaves as much room. */
const NEAR = 0.8;
/** Digits that the smallest of the metrics' levels shows. */
const DIGITS = 3;
const MOST_DECIMALS = 6;

/**
 * The generic server with what the user said: what holds where the data tell nothing. As in any server, what the user did
 * not say gives way.
 *
 * @throws {ServerError} When what the user said does not go together.
 */
export function usualProfile(defaults: PartialProfile): Profile {
  const whole = mergeParts(generic, { ...defaults, correlation: generic.correlation });
  checkWhole(whole, [defaults]);
  const { profile, laws, reached } = settle(whole, [defaults], false);
  if (!reached) latentFactor(profile, laws);
  return profile;
}

/** The usual server with a ceiling that the data's throughput fits under, and decimals that show the data's levels. */
export function startProfile({ samples, days }: Prepared, usual: Profile): Profile {
  let highest = 0;
  for (const values of [samples?.get('diskIo')?.values, days.values.get('diskIo')]) {
    values?.forEach((value) => (highest = value > highest ? value : highest));
  }
  const { ceiling } = usual.diskIo;
  const diskIo = { ...usual.diskIo, ceiling: highest > NEAR * ceiling ? significant(highest / NEAR, 2) : ceiling };

  let { precision } = usual;
  for (const metric of METRICS) {
    const values = days.values.get(metric);
    if (!values) continue;
    const [, exponent] = significant(medianOf(values), DIGITS).toExponential().split('e');
    precision = Math.max(precision, DIGITS - 1 - Number(exponent));
  }
  return { ...usual, diskIo, precision: Math.min(precision, MOST_DECIMALS) };
}
