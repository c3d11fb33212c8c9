import { sharedCalendar } from '../model/calendar.js';
import { compile } from '../model/compile.js';
import { isReachable, latentFactor, lawsOf } from '../model/latent.js';
import { sampleLayer, samplesOf } from '../model/samples.js';
import { SLOTS } from '../model/shape.js';
import { UTC } from '../model/zone.js';
import { rootKey } from '../num/random.js';
import { type Metric, METRICS, type Profile } from '../profiles/profile.js';
import { possibleCorrelation } from './possibleCorrelation.js';
import { unbound } from './unbound.js';

/** Days of a simulated server: enough that its own chance is smaller than that of the data. */
const DAYS = 120;

/**
 * Samples of some days of a server with a profile, slot by slot, for metrics 0 to `width` (excluded); shape
 * [days · 288]. Correlations that its noise cannot have are the nearest that it can.
 */
export function simulatedDays(asked: Profile, width: number): ReadonlyMap<Metric, Float64Array> {
  const isPossible = isReachable(asked, lawsOf(asked));
  const profile = isPossible ? asked : { ...asked, correlation: possibleCorrelation(asked) };
  const laws = lawsOf(profile);
  const model = compile({
    key: rootKey('fit'),
    profile,
    laws,
    factor: latentFactor(profile, laws),
    zone: UTC,
    calendar: sharedCalendar('none', profile.fiscalYearStart),
    asOfDay: 0,
  });
  const layer = sampleLayer(model, width);
  const rows = new Map(METRICS.slice(0, width).map((metric) => [metric, new Float64Array(DAYS * SLOTS)]));
  for (let day = 0; day < DAYS; day++) {
    const { values } = samplesOf(layer, day);
    [...rows.values()].forEach((into, row) => {
      into.set(values[row]!.subarray(0, SLOTS), day * SLOTS);
    });
  }
  return rows;
}

/** The same of all metrics, before the bound. */
export function simulate(profile: Profile): ReadonlyMap<Metric, Float64Array> {
  const days = simulatedDays(profile, METRICS.length);
  return new Map(
    [...days].map(([metric, rows]) => [metric, rows.map((value) => unbound(value, profile[metric].ceiling))]),
  );
}
