import { expect, it } from 'vitest';
import { fitProfile, type PartialProfile } from '../../src/index.js';
import { seededServer } from '../faker.js';

it('bursts that are all far above the noise have the tail of their law', () => {
  const profile: PartialProfile = {
    cpu: { burstShare: 0.7 },
    diskIo: { volatility: 0.25, burstShare: 0.6, burstGain: 3.5 },
    network: { burstShare: 0.6, burstGain: 1.8 },
    dynamics: { burstsPerDay: 4, burstHeight: 1.1, burstTail: 2.8 },
  };
  const server = seededServer().custom(profile).seed('bursts').asOf('2026-01-01').every('5m');
  const { dynamics } = fitProfile(server.columns({ from: '2025-09-01', until: '2026-01-01' })).report.figures;
  // It was 1.9: heights from the threshold on told how far above it they begin.
  expect(Math.abs(dynamics.burstTail.value - 2.8)).toBeLessThan(0.6);
  expect(Math.abs(dynamics.burstHeight.value - 1.1)).toBeLessThan(0.4);
});
