import type { Case, Untyped } from './case.js';

const BASE = 'a finite number of at least 0.000001';
const CEILING = 'a finite number above 0 and at most 1000000000';
const GROWTH = 'a finite number of at least -0.9 and at most 10';
const OBJECT = 'a plain object';

/** A custom server with some figures. */
const custom =
  (profile: unknown) =>
  (server: Untyped): unknown =>
    server.custom(profile);

/** What `profile` and `custom` refuse of the figures of a metric. */
export const METRIC_CASES: readonly Case[] = [
  ['a number for a metric', custom({ cpu: 35 }), `custom.cpu: expected ${OBJECT}, received 35`],
  ['null for a metric', custom({ memory: null }), `custom.memory: expected ${OBJECT}, received null`],
  [
    'an unknown figure of a metric',
    custom({ network: { bas: 30 } }),
    "custom.network.bas: expected a valid key (nearest: 'base'), received an unknown one",
  ],
  [
    'a figure in capitals',
    custom({ diskIo: { STD: 30 } }),
    "custom.diskIo.STD: expected a valid key (nearest: 'std'), received an unknown one",
  ],
  [
    '__proto__ as a figure',
    custom({ cpu: JSON.parse('{"__proto__":{"base":1}}') as unknown }),
    'custom.cpu.__proto__: expected one of the keys base, std, growth, ceiling, calendarResponse, quietLevel, volatility, roughness, tail, burstShare, burstGain, jobLevel, received an unknown one',
  ],

  ['a base of 0', custom({ cpu: { base: 0 } }), `custom.cpu.base: expected ${BASE}, received 0`],
  ['a base of −0', custom({ cpu: { base: -0 } }), `custom.cpu.base: expected ${BASE}, received -0`],
  ['a negative base', custom({ memory: { base: -1 } }), `custom.memory.base: expected ${BASE}, received -1`],
  ['a base of 1e-300', custom({ diskIo: { base: 1e-300 } }), `custom.diskIo.base: expected ${BASE}, received 1e-300`],
  [
    'a base of NaN',
    (server) => server.web().profile({ network: { base: NaN } }),
    `profile.network.base: expected ${BASE}, received NaN`,
  ],
  [
    'an endless base',
    custom({ diskIo: { base: Infinity } }),
    `custom.diskIo.base: expected ${BASE}, received Infinity`,
  ],
  ['a base in text', custom({ cpu: { base: '35' } }), `custom.cpu.base: expected ${BASE}, received "35"`],
  [
    'a boxed base',
    custom({ cpu: { base: new Number(35) } }),
    `custom.cpu.base: expected ${BASE}, received an instance of Number`,
  ],
  ['a base in a list', custom({ cpu: { base: [35] } }), `custom.cpu.base: expected ${BASE}, received an array of 1`],
  ['null for a base', custom({ cpu: { base: null } }), `custom.cpu.base: expected ${BASE}, received null`],
  ['a bigint for a base', custom({ cpu: { base: 35n } }), `custom.cpu.base: expected ${BASE}, received 35n`],
  [
    'a base at the ceiling',
    custom({ cpu: { base: 100 } }),
    'custom.cpu.base: expected a number below its ceiling of 100, received 100',
  ],
  [
    'a base above the ceiling, of an archetype',
    (server) => server.web().profile({ cpu: { base: 120 } }),
    'profile.cpu.base: expected a number below its ceiling of 100, received 120',
  ],
  [
    'a ceiling below the base',
    (server) =>
      server
        .web()
        .typical()
        .profile({ memory: { ceiling: 50 } }),
    'profile.memory.base: expected a number below its ceiling of 50, received 55',
  ],

  [
    'a std of −1',
    custom({ cpu: { std: -1 } }),
    'custom.cpu.std: expected a finite number of at least 0 and at most 100, received -1',
  ],
  [
    'a std above 100',
    custom({ memory: { std: 100.1 } }),
    'custom.memory.std: expected a finite number of at least 0 and at most 100, received 100.1',
  ],
  [
    'a std of NaN',
    custom({ diskIo: { std: NaN } }),
    'custom.diskIo.std: expected a finite number of at least 0 and at most 100, received NaN',
  ],
  [
    'a growth of −1 in a profile',
    custom({ cpu: { growth: -1 } }),
    `custom.cpu.growth: expected ${GROWTH}, received -1`,
  ],
  [
    'a growth of 11 in a profile',
    custom({ network: { growth: 11 } }),
    `custom.network.growth: expected ${GROWTH}, received 11`,
  ],
  [
    'a growth of −Infinity',
    custom({ network: { growth: -Infinity } }),
    `custom.network.growth: expected ${GROWTH}, received -Infinity`,
  ],
  ['a ceiling of 0', custom({ cpu: { ceiling: 0 } }), `custom.cpu.ceiling: expected ${CEILING}, received 0`],
  ['a ceiling of −0', custom({ cpu: { ceiling: -0 } }), `custom.cpu.ceiling: expected ${CEILING}, received -0`],
  [
    'a ceiling above 1e9',
    custom({ diskIo: { ceiling: 1.1e9 } }),
    `custom.diskIo.ceiling: expected ${CEILING}, received 1100000000`,
  ],
  [
    'no ceiling',
    custom({ diskIo: { ceiling: Infinity } }),
    `custom.diskIo.ceiling: expected ${CEILING}, received Infinity`,
  ],
  [
    'a ceiling finer than the precision',
    custom({ diskIo: { ceiling: 99.996 } }),
    'custom.diskIo.ceiling: expected a number with no more decimals than the precision of 2, received 99.996',
  ],
  [
    'a precision coarser than a ceiling',
    custom({ precision: 0, cpu: { base: 0.3, ceiling: 0.6 } }),
    'custom.cpu.ceiling: expected a number with no more decimals than the precision of 0, received 0.6',
  ],
  [
    'a base that the precision rounds to 0',
    custom({ cpu: { base: 0.001 } }),
    'custom.cpu.base: expected a number of at least 0.005, which a precision of 2 does not round to 0, received 0.001',
  ],
  [
    'a precision that rounds a base to 0',
    (server) => server.custom({ diskIo: { base: 0.3 } }).profile({ precision: 0 }),
    'profile.diskIo.base: expected a number of at least 0.5, which a precision of 0 does not round to 0, received 0.3',
  ],
  [
    'a calendarResponse above 1',
    custom({ cpu: { calendarResponse: 1.01 } }),
    'custom.cpu.calendarResponse: expected a finite number of at least 0 and at most 1, received 1.01',
  ],
  [
    'a negative calendarResponse',
    custom({ cpu: { calendarResponse: -0.1 } }),
    'custom.cpu.calendarResponse: expected a finite number of at least 0 and at most 1, received -0.1',
  ],
  [
    'a quietLevel of 0',
    custom({ cpu: { quietLevel: 0 } }),
    'custom.cpu.quietLevel: expected a finite number of at least 0.01 and at most 1, received 0',
  ],
  [
    'a quietLevel of −0',
    custom({ cpu: { quietLevel: -0 } }),
    'custom.cpu.quietLevel: expected a finite number of at least 0.01 and at most 1, received -0',
  ],
  [
    'a quietLevel of 1e-9',
    custom({ cpu: { quietLevel: 1e-9 } }),
    'custom.cpu.quietLevel: expected a finite number of at least 0.01 and at most 1, received 1e-9',
  ],
  [
    'a quietLevel above 1',
    custom({ cpu: { quietLevel: 1.5 } }),
    'custom.cpu.quietLevel: expected a finite number of at least 0.01 and at most 1, received 1.5',
  ],
  [
    'a volatility above 1',
    custom({ cpu: { volatility: 2 } }),
    'custom.cpu.volatility: expected a finite number of at least 0 and at most 1, received 2',
  ],
  [
    'a volatility of NaN',
    custom({ cpu: { volatility: NaN } }),
    'custom.cpu.volatility: expected a finite number of at least 0 and at most 1, received NaN',
  ],
  [
    'a roughness in per cent',
    custom({ cpu: { roughness: 25 } }),
    'custom.cpu.roughness: expected a finite number of at least 0 and at most 1, received 25',
  ],
  [
    'a negative roughness',
    custom({ memory: { roughness: -0.1 } }),
    'custom.memory.roughness: expected a finite number of at least 0 and at most 1, received -0.1',
  ],
  [
    'a tail above 1.5',
    custom({ network: { tail: 1.6 } }),
    'custom.network.tail: expected a finite number of at least 0 and at most 1.5, received 1.6',
  ],
  [
    'a tail in text',
    custom({ network: { tail: 'heavy' } }),
    'custom.network.tail: expected a finite number of at least 0 and at most 1.5, received "heavy"',
  ],
  [
    'a burstShare above 1',
    custom({ diskIo: { burstShare: 1.2 } }),
    'custom.diskIo.burstShare: expected a finite number of at least 0 and at most 1, received 1.2',
  ],
  [
    'a negative burstShare',
    custom({ diskIo: { burstShare: -1 } }),
    'custom.diskIo.burstShare: expected a finite number of at least 0 and at most 1, received -1',
  ],
  [
    'a burstGain above 1000',
    custom({ diskIo: { burstGain: 1001 } }),
    'custom.diskIo.burstGain: expected a finite number of at least 0 and at most 1000, received 1001',
  ],
  [
    'a negative jobLevel',
    custom({ network: { jobLevel: -1 } }),
    'custom.network.jobLevel: expected a finite number of at least 0 and at most 11, received -1',
  ],
  [
    'a jobLevel above 11',
    custom({ cpu: { jobLevel: 12 } }),
    'custom.cpu.jobLevel: expected a finite number of at least 0 and at most 11, received 12',
  ],
  [
    'no number for a jobLevel',
    custom({ cpu: { jobLevel: null } }),
    'custom.cpu.jobLevel: expected a finite number of at least 0 and at most 11, received null',
  ],
  [
    'an endless burstGain',
    custom({ cpu: { burstGain: Infinity } }),
    'custom.cpu.burstGain: expected a finite number of at least 0 and at most 1000, received Infinity',
  ],

  [
    'null for a metric beside a preset',
    custom({ dynamics: 'calm', cpu: null }),
    `custom.cpu: expected ${OBJECT}, received null`,
  ],
  [
    'a list for a metric beside a preset',
    custom({ dynamics: 'calm', cpu: [35] }),
    `custom.cpu: expected ${OBJECT}, received an array of 1`,
  ],
  [
    'an object of a class for a metric beside a preset',
    custom({
      dynamics: 'calm',
      cpu: new (class Tuned {
        base = 35;
      })(),
    }),
    `custom.cpu: expected ${OBJECT}, received an instance of Tuned`,
  ],
  [
    'a getter that throws beside a preset',
    custom({
      dynamics: 'calm',
      cpu: {
        get base() {
          throw new Error('of their own');
        },
      },
    }),
    `custom.cpu: expected ${OBJECT}, received one that throws when it is read`,
  ],
  [
    'a slip beside a preset',
    custom({ dynamics: 'storage', diskIo: { burstGian: 3 } }),
    "custom.diskIo.burstGian: expected a valid key (nearest: 'burstGain'), received an unknown one",
  ],
];
