import type { Case } from './case.js';

const DURATION = "a positive duration such as '5m' (units: s, m, h, d, w) or a number of milliseconds";
const SEED = 'a finite number or a text';
const METRICS = "one of 'cpu', 'memory', 'diskIo', 'network'";
const STATISTIC = "one of 'p95', 'mean', 'max', 'min'";
const ZONE = "an IANA time zone such as 'Europe/Berlin'";
const NOT_EMPTY = 'a text that is not empty';

/** What the steps that say which server, and how to look at it, refuse. */
export const STEPS: readonly Case[] = [
  ['no id', (server) => server.web().id(), `id: expected ${NOT_EMPTY}, received undefined`],
  ['an empty id', (server) => server.web().id(''), `id: expected ${NOT_EMPTY}, received ""`],
  ...['\ud800', 'web-\udc00-1', '\udc00\ud800', '😀\ud83d'].map((id): Case => [
    `half of a surrogate pair in the id ${JSON.stringify(id)}`,
    (server) => server.web().id(id),
    `id: expected a text without lone surrogates, which no file can hold, received ${JSON.stringify(id)}`,
  ]),
  ['a number for an id', (server) => server.web().id(7), `id: expected ${NOT_EMPTY}, received 7`],
  [
    'a boxed text for an id',
    (server) => server.web().id(new String('web-1')),
    `id: expected ${NOT_EMPTY}, received an instance of String`,
  ],

  ['no seed', (server) => server.web().seed(), `seed: expected ${SEED}, received undefined`],
  ['null for a seed', (server) => server.web().seed(null), `seed: expected ${SEED}, received null`],
  ['NaN for a seed', (server) => server.web().seed(NaN), `seed: expected ${SEED}, received NaN`],
  ['Infinity for a seed', (server) => server.web().seed(Infinity), `seed: expected ${SEED}, received Infinity`],
  ['−Infinity for a seed', (server) => server.web().seed(-Infinity), `seed: expected ${SEED}, received -Infinity`],
  ['an object for a seed', (server) => server.web().seed({ seed: 42 }), `seed: expected ${SEED}, received an object`],
  ['a symbol for a seed', (server) => server.web().seed(Symbol('42')), `seed: expected ${SEED}, received a symbol`],
  ['a bigint for a seed', (server) => server.web().seed(42n), `seed: expected ${SEED}, received 42n`],
  [
    'a huge bigint for a seed',
    (server) => server.web().seed(10n ** 100n),
    `seed: expected ${SEED}, received 100000000000000000000000000000000000000000000000000000000000…n`,
  ],
  [
    'a boxed number for a seed',
    (server) => server.web().seed(new Number(42)),
    `seed: expected ${SEED}, received an instance of Number`,
  ],
  ['a list for a seed', (server) => server.web().seed([42]), `seed: expected ${SEED}, received an array of 1`],
  [
    'a date for a seed',
    (server) => server.web().seed(new Date(0)),
    `seed: expected ${SEED}, received 1970-01-01T00:00:00.000Z`,
  ],

  ['no interval', (server) => server.web().every(), `every: expected ${DURATION}, received undefined`],
  ['an interval of 0', (server) => server.web().every(0), `every: expected ${DURATION}, received 0`],
  ['an interval of −0', (server) => server.web().every(-0), `every: expected ${DURATION}, received -0`],
  ['a negative interval', (server) => server.web().every(-5), `every: expected ${DURATION}, received -5`],
  ['an interval of NaN', (server) => server.web().every(NaN), `every: expected ${DURATION}, received NaN`],
  ['an endless interval', (server) => server.web().every(Infinity), `every: expected ${DURATION}, received Infinity`],
  [
    'minutes for milliseconds',
    (server) => server.web().every(5),
    'every: expected milliseconds that make whole seconds, such as 5000, received 5',
  ],
  [
    'a fraction of a second',
    (server) => server.web().every(1500.5),
    'every: expected milliseconds that make whole seconds, such as 5000, received 1500.5',
  ],
  [
    '25 hours',
    (server) => server.web().every('25h'),
    'every: expected whole days where it is more than one day, received "25h"',
  ],
  [
    'more than 100 years',
    (server) => server.web().every('36526d'),
    'every: expected at most 36525 days, received "36526d"',
  ],
  ['1e308 milliseconds', (server) => server.web().every(1e308), 'every: expected at most 36525 days, received 1e+308'],
  ['an interval without a unit', (server) => server.web().every('5'), `every: expected ${DURATION}, received "5"`],
  ['an empty interval', (server) => server.web().every(''), `every: expected ${DURATION}, received ""`],
  ['an interval of 0 seconds', (server) => server.web().every('0s'), `every: expected ${DURATION}, received "0s"`],
  ['an interval in words', (server) => server.web().every('daily'), `every: expected ${DURATION}, received "daily"`],
  ['an interval with a space', (server) => server.web().every('5 m'), `every: expected ${DURATION}, received "5 m"`],
  ['a fraction of an hour', (server) => server.web().every('1.5h'), `every: expected ${DURATION}, received "1.5h"`],
  ['a negative interval in text', (server) => server.web().every('-5m'), `every: expected ${DURATION}, received "-5m"`],
  ['a month', (server) => server.web().every('1M'), `every: expected ${DURATION}, received "1M"`],
  [
    'an interval of more digits than a number has',
    (server) => server.web().every(`${'9'.repeat(400)}d`),
    `every: expected ${DURATION}, received "999999999999999999999999999999999999999999999999999999999999…"`,
  ],
  [
    'a list for an interval',
    (server) => server.web().every(['5m']),
    `every: expected ${DURATION}, received an array of 1`,
  ],
  ['a bigint for an interval', (server) => server.web().every(60_000n), `every: expected ${DURATION}, received 60000n`],

  [
    'an unknown statistic',
    (server) => server.web().statistic('median'),
    `statistic: expected ${STATISTIC} (nearest: 'mean'), received "median"`,
  ],
  [
    'a statistic with a slip',
    (server) => server.web().statistic('maen'),
    `statistic: expected ${STATISTIC} (nearest: 'mean'), received "maen"`,
  ],
  [
    'a statistic in capitals',
    (server) => server.web().statistic('P95'),
    `statistic: expected ${STATISTIC} (nearest: 'p95'), received "P95"`,
  ],
  [
    'no statistic',
    (server) => server.web().statistic(undefined),
    `statistic: expected ${STATISTIC}, received undefined`,
  ],
  [
    'a field of every object for a statistic',
    (server) => server.web().statistic('constructor'),
    `statistic: expected ${STATISTIC}, received "constructor"`,
  ],

  [
    'an unknown zone',
    (server) => server.web().timeZone('Europe/Atlantis'),
    `timeZone: expected ${ZONE}, received "Europe/Atlantis"`,
  ],
  ['an empty zone', (server) => server.web().timeZone(''), `timeZone: expected ${ZONE}, received ""`],
  ['an offset for a zone', (server) => server.web().timeZone(60), `timeZone: expected ${ZONE}, received 60`],
  // From Node 22 on Intl takes these, and a server of one machine would not load on another.
  ...['+05:30', '-0330', '+05', '-00:00'].map((offset): Case => [
    `the offset ${offset} for a zone`,
    (server) => server.web().timeZone(offset),
    `timeZone: expected ${ZONE}, received "${offset}"`,
  ]),
  [
    'an object for a zone',
    (server) => server.web().timeZone({ name: 'UTC' }),
    `timeZone: expected ${ZONE}, received an object`,
  ],
  [
    'a text without end for a zone',
    (server) => server.web().timeZone('x'.repeat(100_000)),
    `timeZone: expected ${ZONE}, received "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"`,
  ],
  [
    'a text of control characters for a zone',
    (server) => server.web().timeZone('\0'.repeat(100)),
    `timeZone: expected ${ZONE}, received "\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000…"`,
  ],
  [
    'a text of two lines for a zone',
    (server) => server.web().timeZone('UTC\nUTC'),
    `timeZone: expected ${ZONE}, received "UTC\\nUTC"`,
  ],

  ['no metric', (server) => server.web().only(), 'only: expected at least one metric, received none'],
  [
    'a metric with a slip',
    (server) => server.web().only('mem'),
    `only: expected ${METRICS} (nearest: 'memory'), received "mem"`,
  ],
  [
    'a metric in capitals',
    (server) => server.web().only('cpu', 'CPU'),
    `only: expected ${METRICS} (nearest: 'cpu'), received "CPU"`,
  ],
  [
    'a list of metrics',
    (server) => server.web().only(['cpu', 'memory']),
    `only: expected ${METRICS}, received an array of 2`,
  ],
  [
    'a metric that was left out before',
    (server) => server.web().only('cpu', 'memory').only('network'),
    "only: expected one of 'cpu', 'memory', received \"network\"",
  ],
  [
    'a field of every object for a metric',
    (server) => server.web().only('__proto__'),
    `only: expected ${METRICS}, received "__proto__"`,
  ],
];
