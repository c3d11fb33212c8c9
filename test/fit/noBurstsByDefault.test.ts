import { expect, it } from 'vitest';
import { burstStart } from '../../src/fit/burstStart.js';
import { hoursShape } from '../../src/fit/dayShape.js';
import { dayStatistics } from '../../src/fit/dayStatistics.js';
import { fitProfile, type ProfileInput } from '../../src/index.js';
import { generic } from '../../src/profiles/generic.js';
import { seededServer } from '../faker.js';

const WEEKS = { from: '2025-11-22', until: '2025-12-10' };
const server = seededServer().web().typical().seed('bursts').asOf('2026-01-01').every('5m');
const two = server.only('cpu', 'network').columns(WEEKS);

/** The bursts that a fit with such defaults finds, and the profile that it gives. */
function fitWith(defaults: ProfileInput, data: object = two) {
  const { profile, report } = fitProfile(data as typeof two, { defaults });
  return { profile, perDay: report.figures.dynamics.burstsPerDay.value };
}

const usual = fitWith({}).perDay;

it.each(['calm', 'interactive', 'steady', 'storage', 'campaigns'] as const)(
  'bursts are found where the defaults are %s',
  (dynamics) => {
    expect(fitWith({ dynamics }, server.only('cpu').columns(WEEKS)).perDay).toBeGreaterThan(1);
  },
);

it('a default of 0 hides none of the bursts', () => {
  const zeros: ProfileInput[] = [
    { dynamics: { burstsPerDay: 0 } },
    { dynamics: { burstHeight: 0 } },
    { cpu: { burstGain: 0 } },
    { cpu: { burstShare: 0 } },
    { network: { burstShare: 0, burstGain: 0 } },
  ];
  for (const defaults of zeros) {
    const { profile, perDay } = fitWith(defaults);
    expect(perDay).toBe(usual);
    // In the profile stands what the others are relative to.
    expect([profile.dynamics?.burstHeight, profile.cpu?.burstGain, profile.cpu?.burstShare]).not.toContain(0);
    expect([profile.network?.burstShare, profile.network?.burstGain]).not.toContain(0);
  }
});

it.each([
  ['of minutes, at 10:00 and at 15:00', (slot: number) => slot === 120 || slot === 180],
  ['of three hours', (slot: number) => slot >= 20 && slot < 56],
])('a default of 0 hides no jobs %s', (_, runs) => {
  const calm = server.profile({ dynamics: 'calm' }).only('cpu').columns(WEEKS);
  const data = { ...calm, cpu: calm.cpu.map((value, i) => (runs(i % 288) ? Math.min(99, 2 * value) : value)) };
  const { profile } = fitWith({ dynamics: { burstHeight: 0 } }, data);
  expect(profile.dynamics?.jobsPerDay).toBeGreaterThanOrEqual(1);
  expect(profile.dynamics?.burstHeight).toBeGreaterThan(0);
});

it('the noise of memory is found where the default is 0', () => {
  const data = server.only('memory').columns(WEEKS);
  const { profile } = fitProfile(data, { defaults: { memory: { volatility: 0 } } });
  expect(profile.memory?.volatility).toBe(fitProfile(data).profile.memory?.volatility);
});

it('a job of hours, beside which no burst is seen, has a height', () => {
  const still = { ...generic, dynamics: { ...generic.dynamics, burstHeight: 0 } };
  const samples = new Map([['cpu', new Float64Array(14 * 288).fill(20)]] as const);
  const seen = dayStatistics(samples, hoursShape(generic.peakHours));
  expect(burstStart(still, seen, []).dynamics.burstHeight).toBe(0);
  const { burstHeight } = burstStart(still, seen, [{ heights: new Map([['cpu', 1]]) }]).dynamics;
  expect(burstHeight).toBe(generic.dynamics.burstHeight);
});
