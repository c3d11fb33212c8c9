import { exp } from '../num/exp.js';
import { log } from '../num/log.js';
import { normal } from '../num/normal.js';
import { type Key, uniform } from '../num/random.js';
import { chain } from './chain.js';
import { MOST_OF_EVENTS, RARE } from './events.js';
import { peakDuration } from './peakDuration.js';
import { type MetricProfile, METRICS, type Profile } from './profile.js';
import { metricWith, profileWith } from './profileWith.js';
import { tidy } from './tidy.js';
import type { MetricVariety, Spread, Variety } from './variety.js';

/**
 * A server of an archetype's population: each figure drawn around the archetype's or, where server traces tell, in the
 * range that they show.
 *
 * @param key - The server's own key for it; every figure has its own draw, so that one more shifts no other.
 */
export function vary(profile: Profile, variety: Variety, key: Key): Profile {
  const z = (draw: number): number => normal(key, draw);
  const u = (draw: number): number => uniform(key, draw);
  const around = (spread: Spread, draw: number): number => drawn(spread, z(draw));

  // What the metrics of a server have in common: how much it follows the hours of the day and the calendar.
  const rhythm = power(u(100), variety.rhythmExponent);
  const season = power(u(101), variety.seasonExponent);
  const unrest = z(102);
  const { dynamics } = variety;
  const activeDays = Math.max(0.01, Math.min(1, around(dynamics.activeDays, 150)));
  const dutyCycle = Math.max(0.06, Math.min(1, around(dynamics.dutyCycle, 57)));
  const batchNightWindow = profile.batchNightWindow && u(103) < variety.nightly;

  const metric = (of: MetricProfile, own: MetricVariety, first: number, noisiest: number): MetricProfile => {
    // A base that is not below its ceiling stays, to be refused whatever the seed.
    const base =
      of.base < of.ceiling
        ? tidy(of.ceiling * logistic(log(of.base / (of.ceiling - of.base)) + own.baseSpread * leaning(z(first))))
        : of.base;
    const tail = tidy(Math.min(MOST_TAIL, around(own.tail, first + 6)));
    const response = of.calendarResponse * season;
    // The worst day in a thousand stays below the ceiling's bend, so that the std is met.
    const highest =
      (1 + response * (profile.seasonalPeakFactor - 1)) * (1 + response * Math.max(0, profile.weekendFactor - 1));
    const worst = (exp(FAR_OUT * tail - (tail * tail) / 2) - 1) / Math.sqrt(exp(tail * tail) - 1);
    const most = mostStd((0.9 * of.ceiling) / (base * highest), worst, activeDays);
    const std = of.std * drawn(own.std, 0.7 * unrest + 0.7 * z(first + 1));
    const quiet =
      batchNightWindow || dutyCycle < 1
        ? around(own.idleLevel, first + 3)
        : 1 - (1 - of.quietLevel) * own.rhythm * Math.min(1.6, rhythm * exp(0.3 * z(first + 3)));
    return metricWith(of, {
      base,
      std: tidy(Math.max(0.1, Math.min(std, 95, 100 * most))),
      growth: tidy(Math.max(-0.5, of.growth + 0.03 * z(first + 2))),
      calendarResponse: tidy(response),
      quietLevel: tidy(Math.max(0.01, Math.min(1, quiet))),
      volatility: tidy(Math.min(1, drawn(own.volatility, Math.min(noisiest, z(first + 4))))),
      roughness: tidy(Math.min(1, around(own.roughness, first + 5))),
      tail,
      burstShare: tidy(Math.min(1, around(own.burstShare, first + 7))),
      burstGain: tidy(Math.min(1000, around(own.burstGain, first + 8))),
    });
  };
  const { correlation, peakHours } = profile;

  const variedStart = (quarter(peakHours.start + 0.7 * z(40)) + 24) % 24;
  const variedDuration = Math.max(2, Math.min(23, quarter(peakDuration(peakHours) + z(41))));
  const variedEnd = (variedStart + variedDuration) % 24;

  const [cpu, memory, diskIo, network] = METRICS.map((name, index) =>
    metric(profile[name], variety[name], 200 + 20 * index, name === 'memory' ? NOISIEST_MEMORY : Infinity),
  ) as [MetricProfile, MetricProfile, MetricProfile, MetricProfile];
  return profileWith(profile, {
    cpu,
    memory,
    diskIo,
    network,
    correlation: chain({
      cpuMemory: fisher(correlation.cpuMemory, variety.correlation.cpuMemory, z(20)),
      cpuNetwork: fisher(correlation.cpuNetwork, variety.correlation.cpuNetwork, z(21)),
      memoryDisk: fisher(correlation.memoryDisk, variety.correlation.memoryDisk, z(22)),
    }),
    seasonalPeakFactor: tidy(power(profile.seasonalPeakFactor, exp(0.3 * z(30)))),
    seasonalTroughFactor: tidy(power(profile.seasonalTroughFactor, exp(0.25 * z(31)))),
    weekendFactor: tidy(power(profile.weekendFactor, exp(0.3 * z(32)))),
    peakHours: { start: variedStart, end: variedEnd === 0 ? 24 : variedEnd },
    batchNightWindow,
    dynamics: {
      persistence: tidy(logistic(dynamics.persistence[0] + dynamics.persistence[1] * z(50))),
      shifts: tidy(Math.min(1, around(dynamics.shifts, 51))),
      episodeHours: tidy(Math.max(1.5, Math.min(24, around(dynamics.episodeHours, 62)))),
      sharedLoad: tidy(Math.min(1, around(dynamics.sharedLoad, 52))),
      memoryFollowsLoad: tidy(Math.min(1, around(dynamics.memoryFollowsLoad, 63))),
      burstsPerDay: tidy(Math.min(24, around(dynamics.burstsPerDay, 53))),
      burstHeight: tidy(Math.min(10, around(dynamics.burstHeight, 54))),
      burstTail: tidy(Math.max(0.5, Math.min(10, around(dynamics.burstTail, 55)))),
      jobsPerDay: tidy(Math.min(12, around(dynamics.jobsPerDay, 56))),
      jobMinutes: tidy(Math.max(5, Math.min(300, around(dynamics.jobMinutes, 61)))),
      activeDays: tidy(activeDays),
      dutyCycle: tidy(dutyCycle),
      releasesPerDay: tidy(Math.max(0.1, Math.min(24, around(dynamics.releasesPerDay, 58)))),
      releaseDepth: tidy(Math.min(0.5, around(dynamics.releaseDepth, 59))),
      restartsPerMonth: tidy(Math.min(30, around(dynamics.restartsPerMonth, 60))),
    },
  });
}

/** Servers that do little are further from the median than those that do much, on the scale of log odds. */
function leaning(z: number): number {
  return z < 0 ? Math.max(LEAST, z) : z / 2;
}

/** The quietest server in 44; below, two decimals would leave little of the widest spread's values. */
const LEAST = -2;

/** As noisy as the memory of one server in six, and no noisier: what is in use seldom doubles or halves within minutes. */
const NOISIEST_MEMORY = 1;

/** With a heavier tail, a decade is too short to show its std. */
const MOST_TAIL = 0.8;

/** Standard deviations of a day that is one in a few thousand. */
const FAR_OUT = 3.5;

/**
 * The largest std, as a ratio, at which a day that is `worst` standard deviations of its own noise above the mean is
 * `room` times the mean. Idle days, and days of events, have a std of their own.
 */
function mostStd(room: number, worst: number, activeDays: number): number {
  if (activeDays >= RARE) {
    const own = Math.max(0, room * activeDays - 1) / worst;
    return Math.sqrt((1 + own * own) / activeDays - 1);
  }
  // (1 + a·s)(1 + b·s) = room, where the event takes most of s.
  const a = MOST_OF_EVENTS * Math.sqrt((1 - activeDays) / activeDays);
  const b = Math.sqrt(1 - MOST_OF_EVENTS * MOST_OF_EVENTS) * worst;
  return (-(a + b) + Math.sqrt((a + b) * (a + b) + 4 * a * b * (room - 1))) / (2 * a * b);
}

function drawn([median, spread]: Spread, z: number): number {
  return median * exp(spread * z);
}

function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}

/** Scales a correlation on Fisher's scale, where its spread does not depend on its size. */
function fisher(correlation: number, [factor, spread]: Spread, z: number): number {
  const odds = exp(factor * log((1 + correlation) / (1 - correlation)) + 2 * spread * z);
  return tidy(Math.max(-0.2, Math.min(0.97, (odds - 1) / (odds + 1))));
}

function power(base: number, exponent: number): number {
  return exp(exponent * log(base));
}

function quarter(hours: number): number {
  return Math.round(hours * 4) / 4;
}
