import { generic } from '../profiles/generic.js';
import { METRICS, type Profile } from '../profiles/profile.js';
import { significant } from './estimate.js';
import type { Prepared } from './prepareData.js';
import { medianOf } from './medianOf.js';

/** A ceiling is raised where the data come nearer to it than this share, and then leaves as much room. */
const NEAR = 0.8;
/** Digits that the smallest of the metrics' levels shows. */
const DIGITS = 3;
const MOST_DECIMALS = 6;

/**
 * The generic server, under whose ceilings the data's throughput fits and whose decimals show the data's levels: what
 * holds where the data tell nothing.
 */
export function startProfile({ samples, days }: Prepared, fiscalYearStart: number): Profile {
  let highest = 0;
  for (const values of [samples?.get('diskIo')?.values, days.values.get('diskIo')]) {
    values?.forEach((value) => (highest = value > highest ? value : highest));
  }
  const { ceiling } = generic.diskIo;
  const diskIo = {
    ...generic.diskIo,
    ceiling: highest > NEAR * ceiling ? significant(highest / NEAR, 2) : ceiling,
  };

  let { precision } = generic;
  for (const metric of METRICS) {
    const level = medianOf(days.values.get(metric) ?? new Float64Array(0));
    const digits = significant(level, DIGITS).toExponential().split('e');
    if (level === level) precision = Math.max(precision, DIGITS - 1 - Number(digits[1]));
  }
  return { ...generic, diskIo, fiscalYearStart, precision: Math.min(precision, MOST_DECIMALS) };
}
