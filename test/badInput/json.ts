import { fromJSON } from '../../src/index.js';
import type { Case } from './case.js';

const DATE = "a date from the years 1 to 9999 such as '2026-01-01' or a Date";
const SEED = 'a finite number or a text';
const ARCHETYPE = "'web', 'database' ('db'), 'application' ('app') or 'batch'";
const PROFILE_KEYS =
  'one of the keys model, archetype, cpu, memory, diskIo, network, correlation, seasonalPeakFactor, seasonalTroughFactor, weekendFactor, fiscalYearStart, peakHours, batchNightWindow, dynamics, precision';
const METRIC_KEYS =
  'one of the keys base, std, growth, ceiling, calendarResponse, quietLevel, volatility, roughness, tail, burstShare, burstGain, jobLevel';
const DYNAMICS_KEYS =
  'one of the keys persistence, shifts, episodeHours, sharedLoad, memoryFollowsLoad, burstsPerDay, burstHeight, burstTail, jobsPerDay, jobMinutes, activeDays, dutyCycle, releasesPerDay, releaseDepth, restartsPerMonth';
const PAIRS = 'one of the keys cpuMemory, cpuNetwork, memoryDisk, cpuDisk, memoryNetwork, diskNetwork';
const JSON_KEYS =
  'one of the keys model, archetype, custom, seed, id, typical, profile, nearest, timeZone, holidays, reference, from, until, asOf, every, statistic, metrics';
const METRICS = "one of 'cpu', 'memory', 'diskIo', 'network'";
const STATISTIC = "one of 'p95', 'mean', 'max', 'min'";
const OBJECT = 'a plain object';

/** What a builder wrote down, with a change. */
const JSON_OF = {
  model: 2,
  archetype: 'web',
  seed: 42,
  id: 'web-1',
  timeZone: 'UTC',
  holidays: 'us',
  reference: '2026-01-01T00:00:00.000Z',
  every: 86_400_000,
  metrics: ['cpu', 'memory', 'diskIo', 'network'],
};
const read: (value: unknown) => unknown = fromJSON;
const withField = (name: string, value: unknown): unknown => read({ ...JSON_OF, [name]: value });
/** With more fields in the text itself: there alone `__proto__` is a field like any other. */
const withText = (fields: string): unknown => read(JSON.parse(`${JSON.stringify(JSON_OF).slice(0, -1)},${fields}}`));
const without = (name: string): unknown =>
  read(Object.fromEntries(Object.entries(JSON_OF).filter(([key]) => key !== name)));

/** What `fromJSON` and `toJSON` refuse. */
export const JSON_CASES: readonly Case[] = [
  ['no JSON', () => read(undefined), `fromJSON: expected ${OBJECT}, received undefined`],
  ['null', () => read(null), `fromJSON: expected ${OBJECT}, received null`],
  [
    'the text instead of what it says',
    () => read(JSON.stringify(JSON_OF)),
    `fromJSON: expected ${OBJECT}, received "{\\"model\\":2,\\"archetype\\":\\"web\\",\\"seed\\":42,\\"id\\":\\"web-…"`,
  ],
  ['a list of builders', () => read([JSON_OF]), `fromJSON: expected ${OBJECT}, received an array of 1`],
  [
    'a builder itself',
    (server) => read(server.web()),
    `fromJSON.correlation: expected ${JSON_KEYS}, received an unknown one`,
  ],
  ['an empty object', () => read({}), 'fromJSON.model: expected 2, the version of the model, received undefined'],
  ['no model', () => without('model'), 'fromJSON.model: expected 2, the version of the model, received undefined'],
  [
    'the model of before',
    () => withField('model', 1),
    'fromJSON.model: expected 2, the version of the model, received 1',
  ],
  [
    'a model in text',
    () => withField('model', '2'),
    'fromJSON.model: expected 2, the version of the model, received "2"',
  ],
  ['no archetype', () => without('archetype'), `fromJSON.archetype: expected ${ARCHETYPE}, received undefined`],
  [
    'an unknown archetype',
    () => withField('archetype', 'cache'),
    `fromJSON.archetype: expected ${ARCHETYPE}, received "cache"`,
  ],
  [
    'a custom archetype with a bad name',
    () => read({ ...JSON_OF, archetype: 'a b', custom: {} }),
    'fromJSON.archetype: expected a name of at most 40 letters, digits and hyphens that begins with a letter, received "a b"',
  ],
  ['null for a custom profile', () => withField('custom', null), `fromJSON.custom: expected ${OBJECT}, received null`],
  [
    'a custom profile out of its bounds',
    () => withField('custom', { cpu: { base: -1 } }),
    'fromJSON.custom.cpu.base: expected a finite number of at least 0.000001, received -1',
  ],
  [
    'a custom profile that does not fit together',
    () => withField('custom', { cpu: { base: 100 } }),
    'fromJSON.cpu.base: expected a number below its ceiling of 100, received 100',
  ],
  ['no seed', () => without('seed'), `fromJSON.seed: expected ${SEED}, received undefined`],
  [
    'null for a seed, as JSON writes NaN',
    () => withField('seed', null),
    `fromJSON.seed: expected ${SEED}, received null`,
  ],
  [
    'half of a surrogate pair in an id',
    () => withField('id', 'web-\ud83d'),
    'fromJSON.id: expected a text without lone surrogates, which no file can hold, received "web-\\ud83d"',
  ],
  ['an empty id', () => withField('id', ''), 'fromJSON.id: expected a text that is not empty, received ""'],
  ['typical as a number', () => withField('typical', 1), 'fromJSON.typical: expected true or false, received 1'],
  [
    'a profile out of its bounds',
    () => withField('profile', { memory: { std: 101 } }),
    'fromJSON.profile.memory.std: expected a finite number of at least 0 and at most 100, received 101',
  ],
  [
    'an unknown field in a profile',
    () => withField('profile', { cpu: { bsae: 3 } }),
    "fromJSON.profile.cpu.bsae: expected a valid key (nearest: 'base'), received an unknown one",
  ],
  [
    'a correlation of 1',
    () => withField('profile', { correlation: { cpuMemory: 1 } }),
    'fromJSON.profile.correlation.cpuMemory: expected a finite number above -1 and below 1, received 1',
  ],
  [
    'impossible correlations',
    () =>
      read({
        ...JSON_OF,
        typical: true,
        profile: { correlation: { cpuMemory: 0.99, cpuNetwork: 0.99, memoryNetwork: -0.99 } },
      }),
    'fromJSON.correlation: expected a positive definite matrix (nearest: true finds the nearest), received one whose smallest eigenvalue is -1.0011',
  ],
  ['nearest as text', () => withField('nearest', 'true'), 'fromJSON.nearest: expected true or false, received "true"'],
  [
    'nearest among the correlations',
    () => withField('profile', { correlation: { nearest: true } }),
    `fromJSON.profile.correlation.nearest: expected ${PAIRS}, received an unknown one`,
  ],
  [
    'an unknown zone',
    () => withField('timeZone', 'Mars/Olympus'),
    'fromJSON.timeZone: expected an IANA time zone such as \'Europe/Berlin\', received "Mars/Olympus"',
  ],
  [
    'holidays that are a function',
    () => withField('holidays', () => true),
    "fromJSON.holidays: expected 'us', 'none' or a list of dates such as '2026-12-25', received a function",
  ],
  [
    'a bad holiday',
    () => withField('holidays', ['2026-12-25', '2026-12-32']),
    'fromJSON.holidays[1]: expected a date from the years 1 to 9999 such as \'2026-12-25\', received "2026-12-32"',
  ],
  ['no reference', () => without('reference'), `fromJSON.reference: expected ${DATE}, received undefined`],
  [
    'a reference without an offset',
    () => withField('reference', '2026-01-01'),
    'fromJSON.reference: expected a date with an offset, received "2026-01-01"',
  ],
  [
    'a reference that is no date',
    () => withField('reference', 'now'),
    `fromJSON.reference: expected ${DATE}, received "now"`,
  ],
  ['a bad beginning', () => withField('from', '2026-02-30'), `fromJSON.from: expected ${DATE}, received "2026-02-30"`],
  ['null for an end', () => withField('until', null), `fromJSON.until: expected ${DATE}, received null`],
  ['a bad asOf', () => withField('asOf', {}), `fromJSON.asOf: expected ${DATE}, received an object`],
  [
    'an interval of 0',
    () => withField('every', 0),
    "fromJSON.every: expected a positive duration such as '5m' (units: s, m, h, d, w) or a number of milliseconds, received 0",
  ],
  [
    'an unknown statistic',
    () => withField('statistic', 'avg'),
    `fromJSON.statistic: expected ${STATISTIC}, received "avg"`,
  ],
  ['no metrics', () => withField('metrics', []), 'fromJSON.metrics: expected at least one metric, received none'],
  [
    'a metric instead of a list',
    () => withField('metrics', 'cpu'),
    'fromJSON.metrics: expected a list of metrics, received "cpu"',
  ],
  [
    'an unknown metric',
    () => withField('metrics', ['cpu', 'disk']),
    `fromJSON.metrics[1]: expected ${METRICS} (nearest: 'diskIo'), received "disk"`,
  ],
  [
    'a list of metrics with a hole',
    () => withField('metrics', Object.assign([], { 1: 'cpu' })),
    `fromJSON.metrics[0]: expected ${METRICS}, received undefined`,
  ],
  [
    'an unknown field',
    () => withField('version', 1),
    `fromJSON.version: expected ${JSON_KEYS}, received an unknown one`,
  ],
  [
    'a field with a slip',
    () => withField('timezone', 'UTC'),
    "fromJSON.timezone: expected a valid key (nearest: 'timeZone'), received an unknown one",
  ],

  [
    '__proto__ at the top',
    () => withText('"__proto__":{"polluted":true}'),
    `fromJSON.__proto__: expected ${JSON_KEYS}, received an unknown one`,
  ],
  [
    'constructor at the top',
    () => withText('"constructor":{"prototype":{"polluted":true}}'),
    `fromJSON.constructor: expected ${JSON_KEYS}, received an unknown one`,
  ],
  [
    'prototype at the top',
    () => withText('"prototype":{"polluted":true}'),
    `fromJSON.prototype: expected ${JSON_KEYS}, received an unknown one`,
  ],
  [
    '__proto__ in the profile',
    () => withText('"profile":{"__proto__":{"polluted":true}}'),
    `fromJSON.profile.__proto__: expected ${PROFILE_KEYS}, received an unknown one`,
  ],
  [
    'constructor in the profile',
    () => withText('"profile":{"constructor":{"prototype":{"polluted":true}}}'),
    `fromJSON.profile.constructor: expected ${PROFILE_KEYS}, received an unknown one`,
  ],
  [
    '__proto__ in a metric',
    () => withText('"profile":{"cpu":{"__proto__":{"polluted":true}}}'),
    `fromJSON.profile.cpu.__proto__: expected ${METRIC_KEYS}, received an unknown one`,
  ],
  [
    'constructor in a metric',
    () => withText('"profile":{"cpu":{"constructor":{"prototype":{"polluted":true}}}}'),
    `fromJSON.profile.cpu.constructor: expected ${METRIC_KEYS}, received an unknown one`,
  ],
  [
    '__proto__ in the dynamics',
    () => withText('"profile":{"dynamics":{"__proto__":{"polluted":true}}}'),
    `fromJSON.profile.dynamics.__proto__: expected ${DYNAMICS_KEYS}, received an unknown one`,
  ],
  [
    'dynamics with a name that nobody has',
    () => withField('profile', { dynamics: 'wild' }),
    "fromJSON.profile.dynamics: expected an object of figures, or one of 'calm', 'interactive', 'steady', 'storage', 'campaigns', received \"wild\"",
  ],
  [
    '__proto__ for the dynamics',
    () => withField('profile', { dynamics: '__proto__' }),
    "fromJSON.profile.dynamics: expected an object of figures, or one of 'calm', 'interactive', 'steady', 'storage', 'campaigns', received \"__proto__\"",
  ],
  [
    '__proto__ in a metric beside a preset',
    () => withText('"profile":{"dynamics":"calm","cpu":{"__proto__":{"polluted":true}}}'),
    `fromJSON.profile.cpu.__proto__: expected ${METRIC_KEYS}, received an unknown one`,
  ],
  [
    '__proto__ in the peak hours',
    () => withText('"profile":{"peakHours":{"__proto__":{"polluted":true}}}'),
    'fromJSON.profile.peakHours.__proto__: expected one of the keys start, end, received an unknown one',
  ],
  [
    '__proto__ in the custom profile',
    () => withText('"custom":{"__proto__":{"polluted":true}}'),
    `fromJSON.custom.__proto__: expected ${PROFILE_KEYS}, received an unknown one`,
  ],
  [
    'constructor in a custom metric',
    () => withText('"custom":{"memory":{"constructor":{"polluted":true}}}'),
    `fromJSON.custom.memory.constructor: expected ${METRIC_KEYS}, received an unknown one`,
  ],
  [
    '__proto__ in the correlations',
    () => withText('"profile":{"correlation":{"__proto__":{"polluted":true}}}'),
    `fromJSON.profile.correlation.__proto__: expected ${PAIRS}, received an unknown one`,
  ],
  [
    'constructor in the correlations',
    () => withText('"profile":{"correlation":{"constructor":{"polluted":true}}}'),
    `fromJSON.profile.correlation.constructor: expected ${PAIRS}, received an unknown one`,
  ],
  [
    '__proto__ for the archetype',
    () => withField('archetype', '__proto__'),
    `fromJSON.archetype: expected ${ARCHETYPE}, received "__proto__"`,
  ],
  [
    'constructor for a statistic',
    () => withField('statistic', 'constructor'),
    `fromJSON.statistic: expected ${STATISTIC}, received "constructor"`,
  ],
  [
    'an object of its own for the holidays',
    () => withText('"holidays":{"__proto__":[]}'),
    "fromJSON.holidays: expected 'us', 'none' or a list of dates such as '2026-12-25', received an object",
  ],

  [
    'holidays that no JSON holds',
    (server) =>
      server
        .web()
        .holidays(() => false)
        .toJSON(),
    'toJSON: expected holidays as a rule or a list of dates, received a function',
  ],
];
