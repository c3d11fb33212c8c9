import { type DayEffects, type MetricDays, residualsOf } from './dayModel.js';
import { meanOf } from './meanOf.js';

/** Share of the variance of the logarithms that is left of a steady metric where nothing is taken out of it. */
const STEADY = 0.25;
/** Standard deviation of the logarithms below which there is but rounding, and below which a metric hardly moves. */
const ROUNDING = 1e-5;
const HARDLY = 0.01;

/** Whether a metric has one value at all times. */
export function isConstant({ logs }: MetricDays): boolean {
  return varianceOf(logs) < ROUNDING * ROUNDING;
}

/** Whether a metric is as good as constant, so that it does not grow. */
export function isStill({ logs }: MetricDays): boolean {
  return varianceOf(logs) < HARDLY * HARDLY;
}

/**
 * Whether a metric does not follow the calendar. Quarters that the days are too few to tell are taken to be the usual ones,
 * and of a metric that plainly has none they would make a noise that is not there: it is steady where its values as they
 * are vary far less than what is left without the effects.
 *
 * @param effects - Those that were told, and the usual ones in place of others.
 */
export function isSteady(data: MetricDays, effects: DayEffects): boolean {
  return isConstant(data) || varianceOf(data.logs) < STEADY * varianceOf(residualsOf(data, effects));
}

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) * (value - mean)));
}
