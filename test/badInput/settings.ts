import type { CivilDate } from '../../src/index.js';
import type { Case } from './case.js';

const HOLIDAYS = "'us', 'none', a list of dates such as '2026-12-25' or a function";
const HOLIDAY = "a date from the years 1 to 9999 such as '2026-12-25'";
const GROWTH = 'a finite number of at least -0.9 and at most 10';
const CORRELATION = 'a finite number above -1 and below 1';
const OBJECT = 'a plain object';

const throws = (): never => {
  throw new Error('of their own');
};

/** What the steps that say how the server behaves refuse. */
export const SETTINGS: readonly Case[] = [
  [
    'correlations that are none',
    (server) => server.web().correlation(0.5),
    `correlation: expected ${OBJECT}, received 0.5`,
  ],
  ['no correlations', (server) => server.web().correlation(), `correlation: expected ${OBJECT}, received undefined`],
  [
    'a list of correlations',
    (server) => server.web().correlation([0.5]),
    `correlation: expected ${OBJECT}, received an array of 1`,
  ],
  [
    'a correlation of 1',
    (server) => server.web().correlation({ cpuMemory: 1 }),
    `correlation.cpuMemory: expected ${CORRELATION}, received 1`,
  ],
  [
    'a correlation of −1',
    (server) => server.web().correlation({ diskNetwork: -1 }),
    `correlation.diskNetwork: expected ${CORRELATION}, received -1`,
  ],
  [
    'a correlation of NaN',
    (server) => server.web().correlation({ cpuNetwork: NaN }),
    `correlation.cpuNetwork: expected ${CORRELATION}, received NaN`,
  ],
  [
    'a correlation of Infinity',
    (server) => server.web().correlation({ memoryDisk: Infinity }),
    `correlation.memoryDisk: expected ${CORRELATION}, received Infinity`,
  ],
  [
    'a correlation in text',
    (server) => server.web().correlation({ cpuDisk: '0.5' }),
    `correlation.cpuDisk: expected ${CORRELATION}, received "0.5"`,
  ],
  [
    'null for a correlation',
    (server) => server.web().correlation({ memoryNetwork: null }),
    `correlation.memoryNetwork: expected ${CORRELATION}, received null`,
  ],
  [
    'a pair the wrong way round',
    (server) => server.web().correlation({ memoryCpu: 0.5 }),
    'correlation.memoryCpu: expected one of the keys cpuMemory, cpuNetwork, memoryDisk, cpuDisk, memoryNetwork, diskNetwork, nearest, received an unknown one',
  ],
  [
    'a pair with a slip',
    (server) => server.web().correlation({ cpuMemroy: 0.5 }),
    "correlation.cpuMemroy: expected a valid key (nearest: 'cpuMemory'), received an unknown one",
  ],
  [
    'nearest as a word',
    (server) => server.web().correlation({ nearest: 'yes' }),
    'correlation.nearest: expected true or false, received "yes"',
  ],
  [
    'correlations that no four metrics have',
    (server) => server.custom().correlation({ cpuMemory: 0.9, cpuNetwork: 0.9, memoryNetwork: -0.9 }),
    'correlation: expected a positive definite matrix (nearest: true finds the nearest), received one whose smallest eigenvalue is -0.8260',
  ],
  [
    'correlations that no four metrics have, in a profile',
    (server) =>
      server
        .web()
        .typical()
        .profile({ correlation: { cpuMemory: 0.9, cpuNetwork: 0.9, memoryNetwork: -0.9 } }),
    'profile.correlation: expected a positive definite matrix (nearest: true finds the nearest), received one whose smallest eigenvalue is -0.8196',
  ],
  [
    'a correlation that noise of a large std cannot have',
    (server) => server.custom({ cpu: { std: 100 }, memory: { std: 100 } }).correlation({ cpuMemory: -0.9 }),
    'correlation.cpuMemory: expected a value from -0.500 to 1.000, which noise of these std can have, received -0.9',
  ],
  [
    'a large std, with which noise cannot have a correlation that is set',
    (server) =>
      server
        .custom()
        .correlation({ cpuMemory: -0.9 })
        .profile({ cpu: { std: 100 }, memory: { std: 100 } }),
    'profile.correlation.cpuMemory: expected a value from -0.500 to 1.000, which noise of these std can have, received -0.9',
  ],

  [
    'no growth',
    (server) => server.web().growth(),
    'growth: expected a number, or an object of numbers by metric, received undefined',
  ],
  [
    'null for the growth',
    (server) => server.web().growth(null),
    'growth: expected a number, or an object of numbers by metric, received null',
  ],
  ['a growth of NaN', (server) => server.web().growth(NaN), `growth: expected ${GROWTH}, received NaN`],
  ['a growth of Infinity', (server) => server.web().growth(Infinity), `growth: expected ${GROWTH}, received Infinity`],
  ['a loss of everything', (server) => server.web().growth(-1), `growth: expected ${GROWTH}, received -1`],
  ['a growth in per cent', (server) => server.web().growth(12), `growth: expected ${GROWTH}, received 12`],
  [
    'a growth in text',
    (server) => server.web().growth('0.12'),
    'growth: expected a number, or an object of numbers by metric, received "0.12"',
  ],
  [
    'a list of growths',
    (server) => server.web().growth([0.1, 0.2, 0.3, 0.4]),
    'growth: expected a number, or an object of numbers by metric, received an array of 4',
  ],
  [
    'a growth of the CPU in text',
    (server) => server.web().growth({ cpu: '0.1' }),
    `growth.cpu: expected ${GROWTH}, received "0.1"`,
  ],
  [
    'a growth of no metric',
    (server) => server.web().growth({ disk: 0.1 }),
    "growth.disk: expected a valid key (nearest: 'diskIo'), received an unknown one",
  ],

  ['no holidays', (server) => server.web().holidays(), `holidays: expected ${HOLIDAYS}, received undefined`],
  [
    'an unknown rule of holidays',
    (server) => server.web().holidays('de'),
    `holidays: expected ${HOLIDAYS}, received "de"`,
  ],
  ['null for the holidays', (server) => server.web().holidays(null), `holidays: expected ${HOLIDAYS}, received null`],
  [
    'a set of holidays',
    (server) => server.web().holidays(new Set(['2026-12-25'])),
    `holidays: expected ${HOLIDAYS}, received an instance of Set`,
  ],
  [
    'a list of Dates',
    (server) => server.web().holidays([new Date('2026-12-25')]),
    `holidays[0]: expected ${HOLIDAY}, received 2026-12-25T00:00:00.000Z`,
  ],
  [
    'a holiday that is none',
    (server) => server.web().holidays(['2026-12-25', '2026-02-30']),
    `holidays[1]: expected ${HOLIDAY}, received "2026-02-30"`,
  ],
  [
    'a holiday with a time',
    (server) => server.web().holidays(['2026-12-25T00:00']),
    `holidays[0]: expected ${HOLIDAY}, received "2026-12-25T00:00"`,
  ],
  [
    'a holiday in the year 0',
    (server) => server.web().holidays(['0000-12-25']),
    `holidays[0]: expected ${HOLIDAY}, received "0000-12-25"`,
  ],
  [
    'a holiday every year',
    (server) => server.web().holidays(['12-25']),
    `holidays[0]: expected ${HOLIDAY}, received "12-25"`,
  ],
  [
    'a list of holidays with a hole',
    (server) => server.web().holidays(Object.assign(['2026-12-25'], { 2: '2026-12-26' })),
    `holidays[1]: expected ${HOLIDAY}, received undefined`,
  ],
  [
    'a list of holes',
    (server) => server.web().holidays(new Array(4_294_967_295)),
    `holidays[0]: expected ${HOLIDAY}, received undefined`,
  ],
  [
    'a list that throws when it is read',
    (server) => server.web().holidays(new Proxy(['2026-12-25'], { get: throws })),
    `holidays: expected ${HOLIDAYS}, received one that throws when it is read`,
  ],
  [
    'holidays that answer nothing',
    (server) => server.web().holidays(() => undefined),
    'holidays: expected true or false for 2022-01-03, received undefined',
  ],
  [
    'holidays that answer with a number',
    (server) => server.web().holidays(() => 1),
    'holidays: expected true or false for 2022-01-03, received 1',
  ],
  [
    'holidays that answer later',
    (server) => server.web().holidays(() => Promise.resolve(true)),
    'holidays: expected true or false for 2022-01-03, received an instance of Promise',
  ],
  [
    'holidays that throw',
    (server) => server.web().holidays(throws),
    'holidays: expected true or false for 2022-01-03, received an error',
  ],
  [
    'holidays that answer nothing on one day',
    (server) =>
      server
        .web()
        .holidays(({ year, month, day }: CivilDate) => (year === 2024 && month === 2 && day === 29 ? null : false)),
    'holidays: expected true or false for 2024-02-29, received null',
  ],
];
