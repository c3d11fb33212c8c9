import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkShard, unitsOf } from '../src/shard.js';

const shard = fc
  .integer({ min: 1, max: 1_000_000 })
  .chain((of) => fc.record({ index: fc.integer({ min: 1, max: of }), of: fc.constant(of) }));
const units = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.maxSafeNat());

describe('the units of shards', () => {
  it('follow one another, from the first to the last', () => {
    for (const of of [1, 2, 3, 7, 16, 100]) {
      for (const all of [0, 1, 2, 15, 16, 17, 99, 1e9 + 7, Number.MAX_SAFE_INTEGER]) {
        let next = 0;
        for (let index = 1; index <= of; index++) {
          const [first, last] = unitsOf({ index, of }, all);
          expect(first).toBe(next);
          expect(last).toBeGreaterThanOrEqual(first);
          next = last;
        }
        expect(next).toBe(all);
      }
    }
  });

  it('are exactly the share that arithmetic without rounding gives, however large', () => {
    fc.assert(
      fc.property(shard, units, ({ index, of }, all) => {
        const upTo = (i: number) => Number((BigInt(i) * BigInt(all)) / BigInt(of));
        expect(unitsOf({ index, of }, all)).toEqual([upTo(index - 1), upTo(index)]);
      }),
    );
  });

  it('are those of its own shards, so that a shard can be cut again', () => {
    fc.assert(
      fc.property(shard, fc.integer({ min: 1, max: 1000 }), units, ({ index, of }, parts, all) => {
        fc.pre(of * parts <= 1_000_000);
        const inner = (part: number) => unitsOf({ index: (index - 1) * parts + part, of: of * parts }, all);
        expect([inner(1)[0], inner(parts)[1]]).toEqual(unitsOf({ index, of }, all));
      }),
    );
  });
});

describe('a shard', () => {
  it('is read from a text as from an object', () => {
    fc.assert(
      fc.property(shard, (one) => {
        expect(checkShard('shard', `${one.index}/${one.of}`)).toEqual(one);
        expect(checkShard('shard', one)).toEqual(one);
      }),
    );
  });
});
