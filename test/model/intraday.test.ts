import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intraday, setNoise } from '../../src/model/intraday.js';
import { rootKey } from '../../src/num/random.js';
import { METRICS, type Profile } from '../../src/profiles/profile.js';
import { average, pearson } from '../laws/measure.js';
import { profileOf } from './model.js';

const N = 300_000;
const key = rootKey('intraday');
/** Samples of the slowest part that are worth one independent sample: its pieces are 64 long, and 75 by the sample. */
const SLOWEST = 75;

function read(profile: Profile, first = -N / 2, count = N, width = 4): Float64Array[] {
  const out = METRICS.map(() => new Float64Array(count));
  setNoise(intraday(key, profile, count), first, count, width, out);
  return out;
}

const products = (one: Float64Array, other: Float64Array, lag = 0): number => {
  let sum = 0;
  for (let i = lag; i < one.length; i++) sum += one[i]! * other[i - lag]!;
  return sum / (one.length - lag);
};

const roughness = { cpu: 0.1, memory: 0.8, diskIo: 0.5, network: 0.25 };
const sharedLoad = 0.6;
const generic = profileOf({ sharedLoad, memoryFollowsLoad: 1 });
const mixed: Profile = {
  ...generic,
  ...Object.fromEntries(METRICS.map((metric) => [metric, { ...generic[metric], roughness: roughness[metric] }])),
};
const noise = read(mixed);

describe('the noise within a day', () => {
  // Four standard errors of a mean of squares whose slow part has one independent value in SLOWEST.
  const error = 4 * Math.sqrt((2 * SLOWEST) / N);

  it('has mean 0 and variance 1 in every metric', () => {
    METRICS.forEach((metric, i) => {
      expect(Math.abs(average(noise[i]!)), metric).toBeLessThan(4 * Math.sqrt(SLOWEST / N));
      expect(Math.abs(products(noise[i]!, noise[i]!) - 1), metric).toBeLessThan(error);
    });
  });

  it.each([0, 0.5, 1])('has them where all metrics share %d of the load', (sharedLoad) => {
    for (const values of read(profileOf({ sharedLoad }))) {
      expect(Math.abs(products(values, values) - 1)).toBeLessThan(error);
    }
  });

  it('is new every 5 minutes as far as it is rough', () => {
    // The chance that a piece of the load, 8 or 64 samples long, or of the own part, 24 long, goes on to the next sample.
    const goesOn = sharedLoad * (0.4 * (7 / 8) + 0.6 * (63 / 64)) + (1 - sharedLoad) * (23 / 24);
    METRICS.forEach((metric, i) => {
      const lasting = products(noise[i]!, noise[i]!, 1);
      expect(Math.abs(lasting - (1 - roughness[metric]) * goesOn), metric).toBeLessThan(error);
    });
  });

  it('is shared by all metrics as far as it is asked, in what lasts', () => {
    for (const [one, other] of [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ] as const) {
      const lasting = Math.sqrt((1 - roughness[METRICS[one]]) * (1 - roughness[METRICS[other]]));
      expect(Math.abs(products(noise[one]!, noise[other]!) - sharedLoad * lasting)).toBeLessThan(error);
    }
  });

  it('is shared by memory only as far as memory follows', () => {
    const [cpu, memory] = read(profileOf({ sharedLoad, memoryFollowsLoad: 0.25 }, { roughness: 0 }));
    // Of memory's variance a quarter of the shared part is: half of its amplitude.
    expect(Math.abs(products(cpu!, memory!) - sharedLoad / 2)).toBeLessThan(error);
    expect(Math.abs(products(memory!, memory!) - 1)).toBeLessThan(error);
    const [apart, own] = read(profileOf({ sharedLoad: 1, memoryFollowsLoad: 0 }, { roughness: 0 }));
    expect(Math.abs(products(apart!, own!))).toBeLessThan(error);
  });

  it('correlates the more between metrics the longer the interval', () => {
    const means = (values: Float64Array, length: number): number[] =>
      Array.from({ length: N / length }, (_, i) => average(values.subarray(i * length, (i + 1) * length)));
    for (const [one, other] of [
      [0, 1],
      [1, 2],
      [2, 3],
    ] as const) {
      const at = [1, 12, 48].map((length) => pearson(means(noise[one]!, length), means(noise[other]!, length)));
      expect(at[1]! - at[0]!).toBeGreaterThan(0.05);
      expect(at[2]!).toBeGreaterThan(at[1]!);
    }
  });

  it('forgets in a day', () => {
    for (const values of noise) expect(Math.abs(products(values, values, 288))).toBeLessThan(error);
  });

  it('is the same however time is cut, and whatever other metrics are asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 4 }),
        (first, count, width) => {
          const whole = read(mixed, first - 7, count + 20);
          const part = read(mixed, first, count, width);
          for (let i = 0; i < width; i++) expect(part[i]).toEqual(whole[i]!.subarray(7, 7 + count));
          for (let i = width; i < 4; i++) expect(part[i]).toEqual(new Float64Array(count));
        },
      ),
    );
  });
});
