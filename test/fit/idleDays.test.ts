import { describe, expect, it } from 'vitest';
import { fitProfile } from '../../src/index.js';
import { placesOf } from '../../src/fit/placesOf.js';
import { withoutStuck } from '../../src/fit/stuck.js';
import { seededServer } from '../faker.js';

const UNTIL = '2026-01-01';
const FROM = '2025-11-02';
const noQuarters = { seasonalPeakFactor: 1, seasonalTroughFactor: 1 };

describe('a server with idle days', () => {
  it('has the level of the data: as high in the mean as its twins', () => {
    const server = seededServer();
    const fleet = server.fleet({ count: 12, mix: { batch: 1 }, seed: 3 });
    const away = Array.from({ length: 12 }, (_, place) => {
      const data = fleet.at(place).asOf(UNTIL).only('cpu').columns({ from: FROM, until: UNTIL });
      const { profile } = fitProfile(data, { defaults: noQuarters });
      const twins = Array.from({ length: 20 }, (__, twin) =>
        server
          .custom(profile)
          .seed(`twin ${String(twin)}`)
          .asOf(UNTIL)
          .only('cpu')
          .columns({ from: FROM, until: UNTIL }),
      );
      return Math.abs(Math.log(mean(twins.map(({ cpu }) => mean(cpu))) / mean(data.cpu)));
    });
    // It was .18.
    expect(mean(away)).toBeLessThan(0.1);
  });

  it('is not stuck where it is idle at the very same low value for hours', () => {
    const stuckOf = (change: (cpu: number, row: number) => number): number => {
      const fleet = seededServer().fleet({ count: 6, mix: { batch: 1 }, seed: 3 });
      const { time, cpu } = fleet
        .at(5)
        .asOf(UNTIL)
        .every('5m')
        .only('cpu')
        .columns({ from: '2025-11-01', until: UNTIL });
      const changed = cpu.map(change);
      return changed.length - placesOf(withoutStuck(time, changed, 100).values).length;
    };
    // A day of its lowest value, .05, was taken for a fault.
    expect(stuckOf((value) => value)).toBe(0);
    // It is stuck all the same in the middle of its work.
    expect(stuckOf((value, row) => (row >= 9000 && row < 9060 ? 11.11 : value))).toBe(59);
  });
});

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
