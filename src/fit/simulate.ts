import { sharedCalendar } from '../model/calendar.js';
import { compile } from '../model/compile.js';
import { latentFactor, lawsOf } from '../model/latent.js';
import { sampleLayer, samplesOf } from '../model/samples.js';
import { SLOTS } from '../model/shape.js';
import { UTC } from '../model/zone.js';
import { rootKey } from '../num/random.js';
import { type Metric, METRICS, type Profile } from '../profiles/profile.js';
import { unbound } from './unbound.js';

/** Days of a simulated server: enough that its own chance is smaller than that of the data. */
const DAYS = 120;

/** Samples before the bound of some days of a server with a profile, slot by slot; shape [days · 288]. */
export function simulate(profile: Profile): ReadonlyMap<Metric, Float64Array> {
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
  const layer = sampleLayer(model, METRICS.length);
  const rows = new Map(METRICS.map((metric) => [metric, new Float64Array(DAYS * SLOTS)]));
  for (let day = 0; day < DAYS; day++) {
    const { values } = samplesOf(layer, day);
    METRICS.forEach((metric, row) => {
      for (let slot = 0; slot < SLOTS; slot++) {
        rows.get(metric)![day * SLOTS + slot] = unbound(values[row]![slot]!, profile[metric].ceiling);
      }
    });
  }
  return rows;
}
