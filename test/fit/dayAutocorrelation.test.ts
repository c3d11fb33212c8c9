import { expect, it } from 'vitest';
import { dayAutocorrelation } from '../../src/fit/dayAutocorrelation.js';
import { sharedCalendar } from '../../src/model/calendar.js';
import { compile } from '../../src/model/compile.js';
import { latentFactor, lawsOf } from '../../src/model/latent.js';
import { fillNoise, latticeRoom } from '../../src/model/noise.js';
import { UTC } from '../../src/model/zone.js';
import { rootKey } from '../../src/num/random.js';
import { generic } from '../../src/profiles/generic.js';
import { average } from '../laws/measure.js';

const DAYS = 400_000;
/** Four standard errors of a correlation of noise that has a value of its own every 24 days. */
const WITHIN = 4 / Math.sqrt(DAYS / 24);

it.each([0, 0.3, 1])('is that of the model, with a share of shifts of %f', (shifts) => {
  const memory = { persistence: 0.95, shifts };
  const profile = { ...generic, dynamics: { ...generic.dynamics, ...memory } };
  const laws = lawsOf(profile);
  const { dayNoise } = compile({
    key: rootKey('autocorrelation'),
    profile,
    laws,
    factor: latentFactor(profile, laws),
    zone: UTC,
    calendar: sharedCalendar('none', 1),
    asOfDay: 0,
  });
  const noise = new Float64Array(DAYS);
  fillNoise(dayNoise, 0, DAYS, 1, new Float64Array(latticeRoom(dayNoise, DAYS)), [noise]);

  const known = dayAutocorrelation(generic)(memory);
  expect(known[0]).toBe(1);
  for (const lag of [1, 2, 4, 7, 14, 24, 36, 48, 72, 96, 140]) {
    const products = noise.subarray(lag).map((value, i) => value * noise[i]!);
    expect(Math.abs(average([...products]) - (known[lag] ?? 0)), String(lag)).toBeLessThan(WITHIN);
  }
});
