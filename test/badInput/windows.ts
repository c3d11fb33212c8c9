import type { Case } from './case.js';

const DATE = "a date from the years 1 to 9999 such as '2026-01-01' or a Date";
const RANGE = 'a count, or an object with count, from and until';
const YEARS = 'records of the years 1 to 9999';
const COUNT = 'a whole number of at least 0';

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable(new Date(0), {});
  revoke();
  return proxy;
};
const throws = (): never => {
  throw new Error('of their own');
};

/** What is refused of dates, counts and windows. */
export const WINDOWS: readonly Case[] = [
  ['no date', (server) => server.web().from(), `from: expected ${DATE}, received undefined`],
  ['null for a date', (server) => server.web().until(null), `until: expected ${DATE}, received null`],
  ['an invalid Date', (server) => server.web().from(new Date(NaN)), `from: expected ${DATE}, received an invalid Date`],
  ['a date of NaN', (server) => server.web().asOf(NaN), `asOf: expected ${DATE}, received NaN`],
  ['a date of Infinity', (server) => server.web().asOf(-Infinity), `asOf: expected ${DATE}, received -Infinity`],
  [
    'seconds for milliseconds',
    (server) => server.web().from(1_767_225_600),
    "from: expected milliseconds since 1970 (for a date before March 1973, a Date or a text such as '1972-06-30'), " +
      'received 1767225600, which looks like seconds',
  ],
  ['a date in words', (server) => server.web().from('tomorrow'), `from: expected ${DATE}, received "tomorrow"`],
  ['an empty date', (server) => server.web().from(''), `from: expected ${DATE}, received ""`],
  ['30 February', (server) => server.web().from('2026-02-30'), `from: expected ${DATE}, received "2026-02-30"`],
  [
    '29 February of a common year',
    (server) => server.web().until('2026-02-29'),
    `until: expected ${DATE}, received "2026-02-29"`,
  ],
  ['month 13', (server) => server.web().until('2026-13-01'), `until: expected ${DATE}, received "2026-13-01"`],
  ['month 0', (server) => server.web().until('2026-00-01'), `until: expected ${DATE}, received "2026-00-01"`],
  [
    '24 o’clock',
    (server) => server.web().asOf('2026-01-01T24:00'),
    `asOf: expected ${DATE}, received "2026-01-01T24:00"`,
  ],
  [
    'minute 60',
    (server) => server.web().asOf('2026-01-01T09:60'),
    `asOf: expected ${DATE}, received "2026-01-01T09:60"`,
  ],
  [
    'a leap second',
    (server) => server.web().asOf('2016-12-31T23:59:60Z'),
    `asOf: expected ${DATE}, received "2016-12-31T23:59:60Z"`,
  ],
  ['the year 0', (server) => server.web().from('0000-12-31'), `from: expected ${DATE}, received "0000-12-31"`],
  [
    'a Date in the year 0',
    (server) => server.web().from(new Date('0000-12-31')),
    `from: expected ${DATE}, received 0000-12-31T00:00:00.000Z`,
  ],
  [
    'the year 0 in UTC',
    (server) => server.web().from('0001-01-01T00:00+01:00'),
    `from: expected ${DATE}, received "0001-01-01T00:00+01:00"`,
  ],
  ['the year 10000', (server) => server.web().until('10000-01-01'), `until: expected ${DATE}, received "10000-01-01"`],
  [
    'a Date in the year 10000',
    (server) => server.web().until(new Date(Date.UTC(10_000, 0))),
    `until: expected ${DATE}, received +010000-01-01T00:00:00.000Z`,
  ],
  [
    'milliseconds of the year 10000',
    (server) => server.web().asOf(253_402_300_800_000),
    `asOf: expected ${DATE}, received 253402300800000`,
  ],
  [
    'microseconds',
    (server) => server.web().asOf(1_767_225_600_000_000),
    `asOf: expected ${DATE}, received 1767225600000000`,
  ],
  ['a date without hyphens', (server) => server.web().from('20260101'), `from: expected ${DATE}, received "20260101"`],
  ['a date of America', (server) => server.web().from('01/02/2026'), `from: expected ${DATE}, received "01/02/2026"`],
  [
    'a date in English',
    (server) => server.web().from('1 January 2026'),
    `from: expected ${DATE}, received "1 January 2026"`,
  ],
  ['a date of one digit', (server) => server.web().from('2026-1-1'), `from: expected ${DATE}, received "2026-1-1"`],
  ['a week', (server) => server.web().from('2026-W01'), `from: expected ${DATE}, received "2026-W01"`],
  ['a year', (server) => server.web().from('2026'), `from: expected ${DATE}, received "2026"`],
  [
    'a date with a space before',
    (server) => server.web().from(' 2026-01-01'),
    `from: expected ${DATE}, received " 2026-01-01"`,
  ],
  [
    'a date with a line after',
    (server) => server.web().from('2026-01-01\n'),
    `from: expected ${DATE}, received "2026-01-01\\n"`,
  ],
  [
    'an hour without minutes',
    (server) => server.web().from('2026-01-01T09'),
    `from: expected ${DATE}, received "2026-01-01T09"`,
  ],
  [
    'an offset of 99 hours',
    (server) => server.web().from('2026-01-01T09:00+99:00'),
    `from: expected ${DATE}, received "2026-01-01T09:00+99:00"`,
  ],
  [
    'an offset of 60 minutes',
    (server) => server.web().from('2026-01-01T09:00-01:60'),
    `from: expected ${DATE}, received "2026-01-01T09:00-01:60"`,
  ],
  [
    'a text of digits',
    (server) => server.web().from('1767225600000'),
    `from: expected ${DATE}, received "1767225600000"`,
  ],
  [
    'a text without end',
    (server) => server.web().from('2026-01-01'.repeat(10_000)),
    `from: expected ${DATE}, received "2026-01-012026-01-012026-01-012026-01-012026-01-012026-01-01…"`,
  ],
  [
    'a list with a date',
    (server) => server.web().from(['2026-01-01']),
    `from: expected ${DATE}, received an array of 1`,
  ],
  [
    'a boxed date',
    (server) => server.web().from(new String('2026-01-01')),
    `from: expected ${DATE}, received an instance of String`,
  ],
  ['a bigint for a date', (server) => server.web().from(0n), `from: expected ${DATE}, received 0n`],
  ['true for a date', (server) => server.web().from(true), `from: expected ${DATE}, received true`],
  [
    'an object that says it is a Date',
    (server) => server.web().from(Object.create(Date.prototype)),
    `from: expected ${DATE}, received an instance of Date`,
  ],
  [
    'a proxy of a Date',
    (server) => server.web().from(new Proxy(new Date(0), {})),
    `from: expected ${DATE}, received an instance of Date`,
  ],
  [
    'a proxy that was revoked',
    (server) => server.web().from(revoked()),
    `from: expected ${DATE}, received an object that cannot be read`,
  ],
  [
    'an object with a valueOf of its own',
    (server) => server.web().from({ valueOf: () => 0 }),
    `from: expected ${DATE}, received an object`,
  ],
  [
    'a bad date for a record',
    (server) => server.web().record('yesterday'),
    `record: expected ${DATE}, received "yesterday"`,
  ],
  ['null for a record', (server) => server.web().record(null), `record: expected ${DATE}, received null`],
  [
    'options for a record',
    (server) => server.web().record({ at: '2026-01-01' }),
    `record: expected ${DATE}, received an object`,
  ],

  ['no count', (server) => server.web().series(), 'series: expected a count, or both from and until, received neither'],
  [
    'no count from a date on',
    (server) => server.web().from('2026-01-01').series(),
    'series: expected a count, or an until, received neither',
  ],
  [
    'no count back from a date',
    (server) => server.web().until('2026-01-01').columns(),
    'columns: expected a count, or both from and until, received until alone',
  ],
  [
    'a stream back from a date',
    (server) => server.web().stream({ until: '2026-01-01' }),
    'stream: expected a count, or a from beside until, received until alone',
  ],
  ['null for a count', (server) => server.web().series(null), `series: expected ${RANGE}, received null`],
  ['a negative count', (server) => server.web().series(-1), `series: expected ${COUNT}, received -1`],
  ['a fraction for a count', (server) => server.web().series(1.5), `series: expected ${COUNT}, received 1.5`],
  ['a count of NaN', (server) => server.web().columns(NaN), `columns: expected ${COUNT}, received NaN`],
  ['a count of Infinity', (server) => server.web().series(Infinity), `series: expected ${COUNT}, received Infinity`],
  ['a stream of Infinity', (server) => server.web().stream(Infinity), `stream: expected ${COUNT}, received Infinity`],
  ['a stream of −1', (server) => server.web().stream(-1), `stream: expected ${COUNT}, received -1`],
  ['a count in text', (server) => server.web().series('30'), `series: expected ${RANGE}, received "30"`],
  ['a bigint for a count', (server) => server.web().columns(30n), `columns: expected ${RANGE}, received 30n`],
  [
    'a boxed count',
    (server) => server.web().series(new Number(30)),
    `series: expected ${RANGE}, received an instance of Number`,
  ],
  ['a list with a count', (server) => server.web().series([30]), `series: expected ${RANGE}, received an array of 1`],
  [
    'a count in text among options',
    (server) => server.web().series({ count: '30' }),
    `series.count: expected ${COUNT}, received "30"`,
  ],
  [
    'null for a count among options',
    (server) => server.web().columns({ count: null }),
    `columns.count: expected ${COUNT}, received null`,
  ],
  [
    'an unknown option',
    (server) => server.web().series({ cuont: 30 }),
    "series.cuont: expected a valid key (nearest: 'count'), received an unknown one",
  ],
  [
    'an option of other tools',
    (server) => server.web().stream({ length: 30 }),
    'stream.length: expected one of the keys count, from, until, received an unknown one',
  ],
  [
    'a bad date among options',
    (server) => server.web().series({ from: '2026-02-30', count: 1 }),
    `series.from: expected ${DATE}, received "2026-02-30"`,
  ],
  [
    'null for a date among options',
    (server) => server.web().stream({ until: null, count: 1 }),
    `stream.until: expected ${DATE}, received null`,
  ],
  [
    '__proto__ among options',
    (server) => server.web().series(JSON.parse('{"count":1,"__proto__":{"until":0}}')),
    'series.__proto__: expected one of the keys count, from, until, received an unknown one',
  ],
  [
    'an option that throws',
    (server) =>
      server.web().columns({
        get count() {
          return throws();
        },
      }),
    `columns: expected ${RANGE}, received one that throws when it is read`,
  ],
  [
    'a billion records',
    (server) => server.web().series(1e9),
    'series: expected at most 5000000 records at once (stream() has no limit), received 1000000000',
  ],
  [
    'a billion rows',
    (server) => server.web().columns({ count: 1e9 }),
    'columns.count: expected at most 100000000 records at once (stream() has no limit), received 1000000000',
  ],
  [
    'a year of seconds as records',
    (server) => server.web().every('1s').series({ from: '2025-01-01', until: '2026-01-01' }),
    'series: expected at most 5000000 records at once (stream() has no limit), received 31536000',
  ],
  [
    'a count beside both ends',
    (server) => server.web().from('2026-01-01').until('2026-02-01').series(5),
    'series: expected no count where from and until are set, received 5',
  ],
  [
    'a count and both ends among options',
    (server) => server.web().stream({ count: 5, from: '2026-01-01', until: '2026-02-01' }),
    'stream: expected no count where from and until are set, received 5',
  ],

  [
    'a reversed window',
    (server) => server.web().from('2026-02-01').until('2026-01-01').series(),
    'until: expected a date that is not before from, which is 2026-02-01T00:00:00.000Z, received 2026-01-01T00:00:00.000Z',
  ],
  [
    'a reversed window in a zone',
    (server) => server.web().timeZone('Asia/Tokyo').from('2026-02-01').until('2026-01-31T23:59').record(),
    'until: expected a date that is not before from, which is 2026-01-31T15:00:00.000Z, received 2026-01-31T14:59:00.000Z',
  ],
  [
    'a reversed window among options',
    (server) => server.web().series({ from: '2026-02-01', until: '2026-01-01' }),
    'series.until: expected a date that is not before from, which is 2026-02-01T00:00:00.000Z, received 2026-01-01T00:00:00.000Z',
  ],
  [
    'an end among options before the beginning',
    (server) => server.web().from('2026-02-01').columns({ until: '2026-01-01' }),
    'columns.until: expected a date that is not before from, which is 2026-02-01T00:00:00.000Z, received 2026-01-01T00:00:00.000Z',
  ],
  [
    'a reversed stream',
    (server) =>
      server
        .web()
        .from('2026-02-01')
        .stream({ until: new Date(0) }),
    'stream.until: expected a date that is not before from, which is 2026-02-01T00:00:00.000Z, received 1970-01-01T00:00:00.000Z',
  ],
  [
    'a record of an empty window',
    (server) => server.web().from('2026-01-01').until('2026-01-01').record(),
    'record: expected a window with a record in it, received an empty one',
  ],

  [
    'a window into the year 10000',
    (server) => server.web().from('9999-12-30').series(3),
    `series: expected ${YEARS}, received a window that reaches the year 10000`,
  ],
  [
    'samples into the year 10000',
    (server) => server.web().every('5m').from('9999-12-31').columns(289),
    `columns: expected ${YEARS}, received a window that reaches the year 10000`,
  ],
  [
    'a window from the year 0',
    (server) => server.web().until('0001-01-03').series(3),
    `series: expected ${YEARS}, received a window that reaches the year 0`,
  ],
  [
    'samples from the year 0',
    (server) => server.web().every('1h').until('0001-01-01T02:00').series(3),
    `series: expected ${YEARS}, received a window that reaches the year 0`,
  ],
  [
    'weeks into the year 10000',
    (server) => server.web().every('1w').from('9999-12-20').series(3),
    `series: expected ${YEARS}, received a window that reaches the year 10000`,
  ],
  [
    'centuries beyond what a Date holds',
    (server) => server.web().every('36525d').series(10_000),
    `series: expected ${YEARS}, received a window that reaches the year -997995`,
  ],
  [
    'a count beyond all years',
    (server) => server.web().every('1s').stream(Number.MAX_SAFE_INTEGER),
    `stream: expected ${YEARS}, received a window that reaches the year -285424756`,
  ],
  [
    'the year 10000 of a zone',
    (server) => server.web().timeZone('Asia/Tokyo').from(new Date('9999-12-31T20:00:00Z')).series(1),
    `series: expected ${YEARS}, received a window that reaches the year 10000`,
  ],
  [
    'the year 10000 of UTC, which formats write',
    (server) => server.web().timeZone('America/New_York').every('1h').from('9999-12-31').series(20),
    `series: expected ${YEARS}, received a window that reaches the year 10000`,
  ],
  [
    'a stream from the year 10000 of a zone',
    (server) => server.web().timeZone('Asia/Tokyo').from(new Date('9999-12-31T20:00:00Z')).stream(),
    `stream: expected ${YEARS}, received a window that reaches the year 10000`,
  ],
  [
    'the year 0 of a zone',
    (server) => server.web().timeZone('America/New_York').record(new Date('0001-01-01T00:00:00Z')),
    `record: expected ${YEARS}, received a window that reaches the year 0`,
  ],
  [
    'an interval from the year 0',
    (server) => server.web().every('36525d').record('0001-01-01'),
    `record: expected ${YEARS}, received a window that reaches the year -75`,
  ],
];
