import type { Case, Untyped } from './case.js';

const PROFILE_KEYS =
  'one of the keys model, archetype, cpu, memory, diskIo, network, correlation, seasonalPeakFactor, seasonalTroughFactor, weekendFactor, fiscalYearStart, peakHours, batchNightWindow, dynamics, precision';
const FACTOR = 'a finite number of at least 0.000001 and at most 10';
const MONTH = 'a whole number of at least 1 and at most 12';
const NAME = 'a name of at most 40 letters, digits and hyphens that begins with a letter';
const NOT_EMPTY = 'a text that is not empty';
const OBJECT = 'a plain object';
const DYNAMICS = "an object of figures, or one of 'calm', 'interactive', 'steady', 'storage', 'campaigns'";

const throws = (): never => {
  throw new Error('of their own');
};

/** A custom server with some figures. */
const custom =
  (profile: unknown) =>
  (server: Untyped): unknown =>
    server.custom(profile);

/** What `profile` and `custom` refuse, but for the figures of a metric. */
export const PROFILES: readonly Case[] = [
  ['null for a profile', (server) => server.web().profile(null), `profile: expected ${OBJECT}, received null`],
  ['a text for a profile', (server) => server.web().profile('web'), `profile: expected ${OBJECT}, received "web"`],
  ['a list for a profile', (server) => server.web().profile([]), `profile: expected ${OBJECT}, received an array of 0`],
  [
    'a Map for a profile',
    (server) => server.web().profile(new Map([['precision', 1]])),
    `profile: expected ${OBJECT}, received an instance of Map`,
  ],
  [
    'an object that inherits its fields',
    (server) => server.web().profile(Object.create({ precision: 1 })),
    `profile: expected ${OBJECT}, received an object of its own kind`,
  ],
  [
    'an object of a class',
    (server) =>
      server.web().profile(
        new (class Tuned {
          precision = 1;
        })(),
      ),
    `profile: expected ${OBJECT}, received an instance of Tuned`,
  ],
  [
    'a function for a profile',
    (server) => server.web().profile(() => ({ precision: 1 })),
    `profile: expected ${OBJECT}, received a function`,
  ],
  [
    'a getter that throws',
    (server) =>
      server.web().profile({
        get precision() {
          return throws();
        },
      }),
    `profile: expected ${OBJECT}, received one that throws when it is read`,
  ],
  [
    'a proxy that throws',
    (server) => server.web().profile(new Proxy({}, { ownKeys: throws })),
    `profile: expected ${OBJECT}, received one that throws when it is read`,
  ],
  [
    'a proxy without a prototype to be had',
    (server) => server.web().profile(new Proxy({}, { getPrototypeOf: throws })),
    `profile: expected ${OBJECT}, received one that throws when it is read`,
  ],
  [
    'an unknown field',
    (server) => server.web().profile({ gpu: { base: 10 } }),
    "profile.gpu: expected a valid key (nearest: 'cpu'), received an unknown one",
  ],
  [
    'a field with a slip',
    (server) => server.web().profile({ weekendFaktor: 0.5 }),
    "profile.weekendFaktor: expected a valid key (nearest: 'weekendFactor'), received an unknown one",
  ],
  [
    'a field of the Python module',
    (server) => server.web().profile({ weekend_factor: 0.5 }),
    "profile.weekend_factor: expected a valid key (nearest: 'weekendFactor'), received an unknown one",
  ],
  [
    'the beginning of a field',
    (server) => server.web().profile({ seasonalPeak: 1.4 }),
    "profile.seasonalPeak: expected a valid key (nearest: 'seasonalPeakFactor'), received an unknown one",
  ],
  [
    'a field that is a symbol',
    (server) => server.web().profile({ [Symbol('cpu')]: 1 }),
    `profile[symbol]: expected ${PROFILE_KEYS}, received an unknown one`,
  ],
  [
    'a field with a name of two lines',
    (server) => server.web().profile({ 'cpu\nbase': 1 }),
    `profile["cpu\\nbase"]: expected ${PROFILE_KEYS}, received an unknown one`,
  ],
  [
    'a field with an empty name',
    (server) => server.web().profile({ '': 1 }),
    `profile[""]: expected ${PROFILE_KEYS}, received an unknown one`,
  ],
  [
    'a field with a name without end',
    (server) => server.web().profile({ ['x'.repeat(100_000)]: 1 }),
    `profile["xxxxxxxxxxxxxxxxxxxx…"]: expected ${PROFILE_KEYS}, received an unknown one`,
  ],
  [
    '__proto__ as a field',
    (server) => server.web().profile(JSON.parse('{"__proto__":{"polluted":true}}')),
    `profile.__proto__: expected ${PROFILE_KEYS}, received an unknown one`,
  ],
  [
    'constructor as a field',
    (server) => server.web().profile({ constructor: { prototype: { polluted: true } } }),
    `profile.constructor: expected ${PROFILE_KEYS}, received an unknown one`,
  ],

  [
    'another model',
    (server) => server.web().profile({ model: 1 }),
    'profile.model: expected 2, the version of the model, received 1',
  ],
  [
    'an archetype with a space',
    (server) => server.web().profile({ archetype: 'my cache' }),
    `profile.archetype: expected ${NAME}, received "my cache"`,
  ],
  [
    'an archetype that begins with a digit',
    custom({ archetype: '1cache' }),
    `custom.archetype: expected ${NAME}, received "1cache"`,
  ],
  [
    'an archetype of 41 letters',
    custom({ archetype: 'x'.repeat(41) }),
    `custom.archetype: expected ${NAME}, received "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"`,
  ],
  ['an archetype that is a number', custom({ archetype: 5 }), `custom.archetype: expected ${NOT_EMPTY}, received 5`],
  ['an empty archetype', custom({ archetype: '' }), `custom.archetype: expected ${NOT_EMPTY}, received ""`],

  [
    'a number for the correlations',
    custom({ correlation: 0.5 }),
    `custom.correlation: expected ${OBJECT}, received 0.5`,
  ],
  [
    'a correlation of 1 in a profile',
    custom({ correlation: { cpuMemory: 1 } }),
    'custom.correlation.cpuMemory: expected a finite number above -1 and below 1, received 1',
  ],
  [
    'nearest in a profile',
    custom({ correlation: { nearest: true } }),
    'custom.correlation.nearest: expected one of the keys cpuMemory, cpuNetwork, memoryDisk, cpuDisk, memoryNetwork, diskNetwork, received an unknown one',
  ],
  [
    'impossible correlations of a custom server',
    custom({ correlation: { cpuMemory: 0.9, memoryDisk: 0.9, cpuDisk: -0.9 } }),
    'custom.correlation: expected a positive definite matrix (nearest: true finds the nearest), received one whose smallest eigenvalue is -0.8630',
  ],

  [
    'a pair that no chain implies, out of reach of the pairs of a profile',
    custom({ correlation: { diskNetwork: 0.99, cpuMemory: -0.9, cpuNetwork: 0.9, memoryDisk: 0.9 } }),
    'custom.correlation: expected a positive definite matrix (nearest: true finds the nearest), received one whose smallest eigenvalue is -0.9987',
  ],

  [
    'a peak factor of 0',
    custom({ seasonalPeakFactor: 0 }),
    `custom.seasonalPeakFactor: expected ${FACTOR}, received 0`,
  ],
  [
    'a peak factor of −0',
    custom({ seasonalPeakFactor: -0 }),
    `custom.seasonalPeakFactor: expected ${FACTOR}, received -0`,
  ],
  [
    'a peak factor above 10',
    custom({ seasonalPeakFactor: 10.5 }),
    `custom.seasonalPeakFactor: expected ${FACTOR}, received 10.5`,
  ],
  [
    'a trough factor of 1e-17',
    custom({ seasonalTroughFactor: 1e-17 }),
    `custom.seasonalTroughFactor: expected ${FACTOR}, received 1e-17`,
  ],
  [
    'a trough factor of NaN',
    custom({ seasonalTroughFactor: NaN }),
    `custom.seasonalTroughFactor: expected ${FACTOR}, received NaN`,
  ],
  [
    'a negative weekend factor',
    custom({ weekendFactor: -0.5 }),
    `custom.weekendFactor: expected ${FACTOR}, received -0.5`,
  ],
  [
    'a weekend factor in per cent',
    custom({ weekendFactor: '50%' }),
    `custom.weekendFactor: expected ${FACTOR}, received "50%"`,
  ],
  [
    'a fiscal year from month 0',
    custom({ fiscalYearStart: 0 }),
    `custom.fiscalYearStart: expected ${MONTH}, received 0`,
  ],
  [
    'a fiscal year from month −0',
    custom({ fiscalYearStart: -0 }),
    `custom.fiscalYearStart: expected ${MONTH}, received -0`,
  ],
  [
    'a fiscal year from month 13',
    custom({ fiscalYearStart: 13 }),
    `custom.fiscalYearStart: expected ${MONTH}, received 13`,
  ],
  [
    'a fiscal year from month 4.5',
    custom({ fiscalYearStart: 4.5 }),
    `custom.fiscalYearStart: expected ${MONTH}, received 4.5`,
  ],
  [
    'a fiscal year from April',
    custom({ fiscalYearStart: 'April' }),
    `custom.fiscalYearStart: expected ${MONTH}, received "April"`,
  ],

  [
    'a list of peak hours',
    custom({ peakHours: [9, 17] }),
    `custom.peakHours: expected ${OBJECT}, received an array of 2`,
  ],
  [
    'peak hours from 24',
    custom({ peakHours: { start: 24 } }),
    'custom.peakHours.start: expected a finite number of at least 0 and below 24, received 24',
  ],
  [
    'peak hours from −1',
    custom({ peakHours: { start: -1 } }),
    'custom.peakHours.start: expected a finite number of at least 0 and below 24, received -1',
  ],
  [
    'peak hours to 0',
    custom({ peakHours: { end: 0 } }),
    'custom.peakHours.end: expected a finite number above 0 and at most 24, received 0',
  ],
  [
    'peak hours to −0',
    custom({ peakHours: { end: -0 } }),
    'custom.peakHours.end: expected a finite number above 0 and at most 24, received -0',
  ],
  [
    'peak hours to 25',
    custom({ peakHours: { end: 25 } }),
    'custom.peakHours.end: expected a finite number above 0 and at most 24, received 25',
  ],
  [
    'peak hours in text',
    custom({ peakHours: { start: '09:00' } }),
    'custom.peakHours.start: expected a finite number of at least 0 and below 24, received "09:00"',
  ],
  [
    'peak hours of an hour',
    custom({ peakHours: { start: 23.5, end: 0.5 } }),
    'custom.peakHours: expected at least 2 hours from start to end, received 23.5 to 0.5',
  ],
  [
    'peak hours with another name',
    custom({ peakHours: { begin: 9 } }),
    'custom.peakHours.begin: expected one of the keys start, end, received an unknown one',
  ],
  [
    'a night window of 1',
    custom({ batchNightWindow: 1 }),
    'custom.batchNightWindow: expected true or false, received 1',
  ],
  [
    'a night window in text',
    custom({ batchNightWindow: 'false' }),
    'custom.batchNightWindow: expected true or false, received "false"',
  ],

  ['dynamics that are none', custom({ dynamics: true }), `custom.dynamics: expected ${DYNAMICS}, received true`],
  ['null for the dynamics', custom({ dynamics: null }), `custom.dynamics: expected ${DYNAMICS}, received null`],
  [
    'a list of dynamics',
    custom({ dynamics: ['calm'] }),
    `custom.dynamics: expected ${DYNAMICS}, received an array of 1`,
  ],
  [
    'dynamics that are a boxed text',
    custom({ dynamics: new String('calm') }),
    `custom.dynamics: expected ${DYNAMICS}, received an instance of String`,
  ],
  ['dynamics without a name', custom({ dynamics: '' }), `custom.dynamics: expected ${DYNAMICS}, received ""`],
  [
    'dynamics with a name that nobody has',
    (server) => server.web().profile({ dynamics: 'hectic' }),
    `profile.dynamics: expected ${DYNAMICS}, received "hectic"`,
  ],
  [
    'a preset with a slip',
    custom({ dynamics: 'clam' }),
    `custom.dynamics: expected ${DYNAMICS} (nearest: 'calm'), received "clam"`,
  ],
  [
    'a preset in capitals',
    custom({ dynamics: 'Steady' }),
    `custom.dynamics: expected ${DYNAMICS} (nearest: 'steady'), received "Steady"`,
  ],
  [
    'constructor for the dynamics',
    custom({ dynamics: 'constructor' }),
    `custom.dynamics: expected ${DYNAMICS}, received "constructor"`,
  ],
  [
    'a persistence above 1',
    custom({ dynamics: { persistence: 1.1 } }),
    'custom.dynamics.persistence: expected a finite number of at least 0 and at most 1, received 1.1',
  ],
  [
    'a persistence of NaN',
    custom({ dynamics: { persistence: NaN } }),
    'custom.dynamics.persistence: expected a finite number of at least 0 and at most 1, received NaN',
  ],
  [
    '25 bursts a day',
    custom({ dynamics: { burstsPerDay: 25 } }),
    'custom.dynamics.burstsPerDay: expected a finite number of at least 0 and at most 24, received 25',
  ],
  [
    'a negative burst',
    custom({ dynamics: { burstHeight: -0.1 } }),
    'custom.dynamics.burstHeight: expected a finite number of at least 0 and at most 10, received -0.1',
  ],
  [
    'an endless burst',
    custom({ dynamics: { burstHeight: Infinity } }),
    'custom.dynamics.burstHeight: expected a finite number of at least 0 and at most 10, received Infinity',
  ],
  [
    'no release of memory',
    custom({ dynamics: { releasesPerDay: 0 } }),
    'custom.dynamics.releasesPerDay: expected a finite number of at least 0.1 and at most 24, received 0',
  ],
  [
    '−0 releases of memory',
    custom({ dynamics: { releasesPerDay: -0 } }),
    'custom.dynamics.releasesPerDay: expected a finite number of at least 0.1 and at most 24, received -0',
  ],
  [
    'a release of all memory',
    custom({ dynamics: { releaseDepth: 1 } }),
    'custom.dynamics.releaseDepth: expected a finite number of at least 0 and at most 0.5, received 1',
  ],
  [
    'shifts in per cent',
    custom({ dynamics: { shifts: 30 } }),
    'custom.dynamics.shifts: expected a finite number of at least 0 and at most 1, received 30',
  ],
  [
    'an episode of an hour',
    custom({ dynamics: { episodeHours: 1 } }),
    'custom.dynamics.episodeHours: expected a finite number of at least 1.5 and at most 24, received 1',
  ],
  [
    'an episode of 25 hours',
    custom({ dynamics: { episodeHours: 25 } }),
    'custom.dynamics.episodeHours: expected a finite number of at least 1.5 and at most 24, received 25',
  ],
  [
    'a sharedLoad above 1',
    custom({ dynamics: { sharedLoad: 1.5 } }),
    'custom.dynamics.sharedLoad: expected a finite number of at least 0 and at most 1, received 1.5',
  ],
  [
    'a memory that follows the load twice',
    custom({ dynamics: { memoryFollowsLoad: 2 } }),
    'custom.dynamics.memoryFollowsLoad: expected a finite number of at least 0 and at most 1, received 2',
  ],
  [
    'a burstTail of 0',
    custom({ dynamics: { burstTail: 0 } }),
    'custom.dynamics.burstTail: expected a finite number of at least 0.5 and at most 10, received 0',
  ],
  [
    '13 jobs a day',
    custom({ dynamics: { jobsPerDay: 13 } }),
    'custom.dynamics.jobsPerDay: expected a finite number of at least 0 and at most 12, received 13',
  ],
  [
    'jobs of a minute',
    custom({ dynamics: { jobMinutes: 1 } }),
    'custom.dynamics.jobMinutes: expected a finite number of at least 5 and at most 300, received 1',
  ],
  [
    'jobs of a day',
    custom({ dynamics: { jobMinutes: 1440 } }),
    'custom.dynamics.jobMinutes: expected a finite number of at least 5 and at most 300, received 1440',
  ],
  [
    'no active day',
    custom({ dynamics: { activeDays: 0 } }),
    'custom.dynamics.activeDays: expected a finite number of at least 0.01 and at most 1, received 0',
  ],
  [
    '5 active days',
    custom({ dynamics: { activeDays: 5 } }),
    'custom.dynamics.activeDays: expected a finite number of at least 0.01 and at most 1, received 5',
  ],
  [
    'a dutyCycle of a twentieth of the day, whose P95 would be quiet',
    custom({ dynamics: { dutyCycle: 0.05 } }),
    'custom.dynamics.dutyCycle: expected a finite number of at least 0.06 and at most 1, received 0.05',
  ],
  [
    'a dutyCycle of −0',
    custom({ dynamics: { dutyCycle: -0 } }),
    'custom.dynamics.dutyCycle: expected a finite number of at least 0.06 and at most 1, received -0',
  ],
  [
    'negative restarts',
    custom({ dynamics: { restartsPerMonth: -1 } }),
    'custom.dynamics.restartsPerMonth: expected a finite number of at least 0 and at most 30, received -1',
  ],
  [
    'restarts of NaN',
    custom({ dynamics: { restartsPerMonth: NaN } }),
    'custom.dynamics.restartsPerMonth: expected a finite number of at least 0 and at most 30, received NaN',
  ],
  [
    'dynamics with a slip',
    custom({ dynamics: { burstPerDay: 2 } }),
    "custom.dynamics.burstPerDay: expected a valid key (nearest: 'burstsPerDay'), received an unknown one",
  ],
  [
    'a precision of 7',
    custom({ precision: 7 }),
    'custom.precision: expected a whole number of at least 0 and at most 6, received 7',
  ],
  [
    'a precision of −1',
    custom({ precision: -1 }),
    'custom.precision: expected a whole number of at least 0 and at most 6, received -1',
  ],
  [
    'a precision of 1.5',
    custom({ precision: 1.5 }),
    'custom.precision: expected a whole number of at least 0 and at most 6, received 1.5',
  ],
  [
    'a precision in text',
    custom({ precision: '2' }),
    'custom.precision: expected a whole number of at least 0 and at most 6, received "2"',
  ],
];
