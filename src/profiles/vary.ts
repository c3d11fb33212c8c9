import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { normal } from '../num/normal.js';
import type { Key } from '../num/random.js';
import { chain } from './chain.js';
import type { MetricProfile, Profile } from './profile.js';

/**
 * A server of an archetype's population: each figure drawn around the archetype's, which stays the median.
 *
 * The spreads are chosen by eye between those of one company's servers of a kind and those of whole clouds (Bitbrains,
 * Azure V1: standard deviations of the logarithm of 0.4 to 0.9).
 *
 * @param key - The server's own key for it; every figure has its own draw, so that one more shifts no other.
 */
export function vary(profile: Profile, key: Key): Profile {
  const z = (draw: number): number => normal(key, draw);
  const metric = (of: MetricProfile, draw: number, spread: number): MetricProfile => ({
    ...of,
    // A base that is not below its ceiling stays, to be refused whatever the seed.
    base:
      of.base < of.ceiling
        ? tidy(of.ceiling * logistic(log(of.base / (of.ceiling - of.base)) + spread * z(draw)))
        : of.base,
    std: tidy(Math.min(60, of.std * exp(0.25 * z(draw + 1)))),
    growth: tidy(Math.max(-0.5, of.growth + 0.03 * z(draw + 2))),
    quietLevel: of.quietLevel === 1 ? 1 : tidy(logistic(log(of.quietLevel / (1 - of.quietLevel)) + 0.4 * z(draw + 3))),
    volatility: tidy(Math.min(0.6, of.volatility * exp(0.3 * z(draw + 4)))),
  });
  const { correlation, dynamics, peakHours } = profile;

  const { start, end } = peakHours;
  const duration = end > start ? end - start : end - start + 24;
  const variedStart = (quarter(start + 0.7 * z(40)) + 24) % 24;
  const variedDuration = Math.max(2, Math.min(23, quarter(duration + z(41))));
  const variedEnd = (variedStart + variedDuration) % 24;

  return {
    ...profile,
    cpu: metric(profile.cpu, 0, 0.35),
    memory: metric(profile.memory, 5, 0.25),
    diskIo: metric(profile.diskIo, 10, 0.4),
    network: metric(profile.network, 15, 0.35),
    correlation: chain({
      cpuMemory: fisher(correlation.cpuMemory, 0.12 * z(20)),
      cpuNetwork: fisher(correlation.cpuNetwork, 0.12 * z(21)),
      memoryDisk: fisher(correlation.memoryDisk, 0.12 * z(22)),
    }),
    seasonalPeakFactor: power(profile.seasonalPeakFactor, exp(0.3 * z(30))),
    seasonalTroughFactor: power(profile.seasonalTroughFactor, exp(0.25 * z(31))),
    weekendFactor: power(profile.weekendFactor, exp(0.3 * z(32))),
    peakHours: { start: variedStart, end: variedEnd === 0 ? 24 : variedEnd },
    dynamics: {
      persistence: tidy(logistic(log(dynamics.persistence / (1 - dynamics.persistence)) + 0.4 * z(50))),
      burstsPerDay: tidy(Math.min(24, dynamics.burstsPerDay * exp(0.5 * z(51)))),
      burstHeight: tidy(Math.min(10, dynamics.burstHeight * exp(0.3 * z(52)))),
      releasesPerDay: tidy(Math.max(0.1, Math.min(24, dynamics.releasesPerDay * exp(0.4 * z(53))))),
      releaseDepth: tidy(Math.min(0.4, dynamics.releaseDepth * exp(0.3 * z(54)))),
    },
  };
}

function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}

/** Moves a correlation on Fisher's scale, where its spread does not depend on its size. */
function fisher(correlation: number, shift: number): number {
  const odds = ((1 + correlation) / (1 - correlation)) * exp(2 * shift);
  return tidy((odds - 1) / (odds + 1));
}

function power(base: number, exponent: number): number {
  return tidy(exp(exponent * log(base)));
}

/** Four decimals: a drawn profile is read by people. */
function tidy(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function quarter(hours: number): number {
  return Math.round(hours * 4) / 4;
}
