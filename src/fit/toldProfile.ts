import { PAIRS } from '../model/correlation.js';
import { generic } from '../profiles/generic.js';
import { mergeParts } from '../profiles/mergeParts.js';
import { type Metric, METRICS, type PartialProfile, type Profile } from '../profiles/profile.js';
import { type Estimate, isTold } from './estimate.js';
import type { FitFigures } from './fitReport.js';

/** The calendar, by which the base is normalised: it goes along with the base, told or not. */
const WITH_BASE: ReadonlySet<string> = new Set([
  'calendarResponse',
  'seasonalPeakFactor',
  'seasonalTroughFactor',
  'weekendFactor',
]);

/**
 * The part of a profile that was told, over what the user said.
 *
 * @param precision - Decimals that show the levels.
 */
export function toldProfile(figures: FitFigures, defaults: PartialProfile, precision: number): PartialProfile {
  // Pairs that were not told were chosen to go with those that were; of a metric without data, the server has its own.
  const hasCorrelation = Object.values(figures.correlation).some(isTold);
  const hasData = (metric: Metric): boolean => isTold(figures[metric].std);
  const goesAlong = new Set<string>(Object.keys(defaults.correlation ?? {}));
  for (const [pair, row, column] of PAIRS) {
    if (hasData(METRICS[row]!) && hasData(METRICS[column]!)) goesAlong.add(pair);
  }
  const hasBase = METRICS.some((metric) => isTold(figures[metric].base));
  const told = values(figures, (name, figure, beside) => {
    if (beside === figures.correlation) return hasCorrelation && goesAlong.has(name);
    const base = (beside as Partial<FitFigures[Metric]>).base;
    return isTold(figure) || (WITH_BASE.has(name) && (base ? isTold(base) : hasBase));
  });
  const isUsual = precision === (defaults.precision ?? generic.precision);
  return mergeParts(isUsual ? defaults : { ...defaults, precision }, told);
}

/** The whole profile, with what was told in place of its own. */
export function wholeProfile(figures: FitFigures, start: Profile): Profile {
  return { ...start, ...values(figures, () => true) };
}

/** The values of the figures to keep, nested as they are; a group of which none is kept is left out. */
function values(
  part: object,
  keeps: (name: string, figure: Estimate<unknown>, beside: object) => boolean,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(part) as [string, Estimate<unknown> | object][]) {
    if ('source' in field) {
      if (keeps(name, field, part)) kept[name] = field.value;
    } else {
      const inner = values(field, keeps);
      if (Object.keys(inner).length > 0) kept[name] = inner;
    }
  }
  return kept;
}
