import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { busyHours, SLOTS } from '../../src/model/shape.js';

describe('the shape of a day', () => {
  it('is a plateau between the peak hours, highest inside, for any hours', () => {
    const start = fc.double({ min: 0, max: 23.9, noNaN: true });
    const duration = fc.double({ min: 1, max: 23, noNaN: true });
    fc.assert(
      fc.property(start, duration, (start, duration) => {
        const end = (start + duration) % 24;
        const busy = busyHours({ start, end });
        const peak = ((busy.indexOf(Math.max(...busy)) + 0.5) / 12 - start + 24) % 24;
        expect(peak).toBeLessThan(duration);
        expect(Math.min(...busy)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...busy)).toBeLessThanOrEqual(1);
        for (let slot = 0; slot < SLOTS; slot++) {
          expect(Math.abs(busy[slot]! - busy[(slot + 1) % SLOTS]!)).toBeLessThan(0.2);
        }
      }),
    );
  });
});
