import { fitProfile } from '../../src/index.js';
import { seededServer } from '../faker.js';
import type { Case } from './case.js';

const fit = fitProfile as (...args: readonly unknown[]) => unknown;
const NEED = 'an array of records or rows, or an object of columns';
const SHARE = "'percent', 'ratio' or { capacity: … }";
const RATE = "one of 'B/s', 'kB/s', 'MB/s', 'GB/s', 'KiB/s', 'MiB/s', 'GiB/s'";
const DATE = "a date from the years 1 to 9999 such as '2026-01-01' or a Date";
const SECONDS =
  "expected an instant in milliseconds since 1970 (time: 's' takes seconds), received one that looks like seconds";
const MILLISECONDS = 'expected an instant in milliseconds since 1970, received one that looks like';
const DAY_MS = 86_400_000;

const web = seededServer().web().seed('tests').id('web-1');
const records = web.series(30);
const columns = web.columns(30);
const units = { cpu: 'percent' };

const DAYS_ON = 'days on which the server was on: above 0 and a hundredth of the usual day';
const zeros = { cpu: new Float64Array(120 * 24) };

/** Rows of a table with a value a day. */
const rows = (count: number, change: (row: Record<string, unknown>, i: number) => Record<string, unknown> = same) =>
  Array.from({ length: count }, (_, i) =>
    change({ time: new Date(Date.UTC(2025, 0, 1 + i)).toISOString(), cpu: 40 + (i % 7) }, i),
  );
function same(row: Record<string, unknown>): Record<string, unknown> {
  return row;
}
/** Rows of which the fourth has a cell of its own. */
const wrong = (cell: Record<string, unknown>) => rows(30, (row, i) => (i === 3 ? { ...row, ...cell } : row));

/** What {@link fitProfile} refuses. */
export const FIT_CASES: readonly Case[] = [
  ['no data', () => fit(), `fitProfile.data: expected ${NEED}, received undefined`],
  ['data of null', () => fit(null), `fitProfile.data: expected ${NEED}, received null`],
  ['the text of a CSV', () => fit('time,cpu\n'), `fitProfile.data: expected ${NEED}, received "time,cpu\\n"`],
  ['a Date as data', () => fit(new Date(0)), `fitProfile.data: expected ${NEED}, received 1970-01-01T00:00:00.000Z`],
  [
    'a typed array as data',
    () => fit(new Float64Array(3)),
    `fitProfile.data: expected ${NEED}, received an instance of Float64Array`,
  ],
  ['an object without columns', () => fit({ cpu: 3 }), `fitProfile.data: expected ${NEED}, received an object`],
  [
    'no rows',
    () => fit([]),
    "fitProfile.data: expected a column 'timestamp' or 'time', or its name in columns.time, received no rows",
  ],
  [
    'a row that is none',
    () => fit([...rows(20), 5], { units }),
    'fitProfile.data[20]: expected an object with a value for each column, received 5',
  ],
  [
    'a row of null',
    () => fit([null], { units }),
    'fitProfile.data[0]: expected an object with a value for each column, received null',
  ],
  [
    'rows without a time',
    () => fit([{ when: 1, cpu: 3 }], { units }),
    "fitProfile.data: expected a column 'timestamp' or 'time', or its name in columns.time, received columns when, cpu",
  ],
  [
    'rows without a metric',
    () => fit([{ time: '2025-01-01', load: 3 }]),
    'fitProfile.data: expected values of at least one of cpu, memory, diskIo, network, received columns time, load',
  ],
  [
    'metrics without a value',
    () => fit(rows(20, ({ time }) => ({ time, cpu: '' }))),
    'fitProfile.data: expected values of at least one of cpu, memory, diskIo, network, received columns time, cpu',
  ],
  [
    'columns of different lengths',
    () => fit({ time: [1, 2, 3], cpu: [1, 2] }, { units }),
    'fitProfile.data.cpu: expected as many values as time has, 3, received 2',
  ],
  [
    'records of two servers',
    () => fit([...records, ...web.id('web-2').series(30)]),
    'fitProfile.data[30].serverId: expected records of one server, here "web-1", received "web-2"',
  ],
  [
    'records of two servers, as texts',
    () =>
      fit(
        [...records, ...web.id('web-2').series(30)].map((row) => ({ ...row, timestamp: row.timestamp.toISOString() })),
        { units: { ...units, memory: 'percent', diskIo: 'MB/s', network: 'percent' } },
      ),
    'fitProfile.data[30].serverId: expected rows of one server, here "web-1", received "web-2"',
  ],
  ...['server_id', 'Host', 'host.name', 'hostname', 'instance', 'node-name', 'VM'].map((name): Case => [
    `rows of two servers, by ${name}`,
    () =>
      fit(
        rows(30, (row, i) => ({ ...row, [name]: ['shop-1', '', 'shop-2'][i % 3] })),
        { units },
      ),
    `fitProfile.data[2]${/^\w+$/.test(name) ? `.${name}` : `["${name}"]`}: expected rows of one server, here "shop-1", received "shop-2"`,
  ]),
  [
    'columns of two servers',
    () => fit({ ...columns, instance: [...columns.time.keys()].map((i) => 1 + (i > 10 ? 1 : 0)) }, { units }),
    'fitProfile.data.instance[11]: expected rows of one server, here "1", received "2"',
  ],
  [
    'days of another zone',
    () => fit(web.timeZone('Europe/Berlin').from('2025-03-01').until('2025-05-01').series()),
    "fitProfile.timeZone: expected the zone of the records' server, in which its days begin at 00:00, " +
      'received "UTC", in which they begin at 22:00 or 23:00',
  ],
  [
    'data that throw',
    () =>
      fit(
        [
          {
            time: '2025-01-01',
            get cpu(): number {
              throw new Error('of their own');
            },
          },
        ],
        { units },
      ),
    'fitProfile.data: expected data that can be read, received some that throw when they are read',
  ],

  [
    'a time that is none',
    () => fit(wrong({ time: 'soon' }), { units }),
    `fitProfile.data[3].time: expected ${DATE}, received "soon"`,
  ],
  [
    'a time of NaN',
    () => fit(wrong({ time: NaN }), { units }),
    `fitProfile.data[3].time: expected ${DATE}, received NaN`,
  ],
  [
    'an invalid Date',
    () => fit(wrong({ time: new Date(NaN) }), { units }),
    `fitProfile.data[3].time: expected ${DATE}, received an invalid Date`,
  ],
  [
    'a time that is missing',
    () => fit(wrong({ time: '' }), { units }),
    `fitProfile.data[3].time: expected ${DATE}, received ""`,
  ],
  [
    'a time of Infinity',
    () => fit(wrong({ time: Infinity }), { units }),
    `fitProfile.data[3].time: expected ${DATE}, received Infinity`,
  ],
  [
    'epoch seconds in a text',
    () => fit(wrong({ time: '1735689600' }), { units }),
    `fitProfile.data[3].time: ${SECONDS}`,
  ],
  [
    'epoch seconds with a fraction in a text',
    () => fit(wrong({ time: ' 1735689600.123 ' }), { units }),
    `fitProfile.data[3].time: ${SECONDS}`,
  ],
  [
    'epoch microseconds in a text',
    () => fit(wrong({ time: '1735689600000000' }), { units }),
    `fitProfile.data[3].time: ${MILLISECONDS} microseconds`,
  ],
  [
    'epoch microseconds',
    () => fit(wrong({ time: 1735689600000000 }), { units }),
    `fitProfile.data[3].time: ${MILLISECONDS} microseconds`,
  ],
  [
    'epoch nanoseconds in a text',
    () => fit(wrong({ time: '1735689600000000000' }), { units }),
    `fitProfile.data[3].time: ${MILLISECONDS} nanoseconds`,
  ],
  [
    'epoch nanoseconds as a bigint',
    () => fit(wrong({ time: 1735689600000000000n }), { units }),
    `fitProfile.data[3].time: ${MILLISECONDS} nanoseconds`,
  ],
  [
    'a day in digits alone',
    () => fit(wrong({ time: '20250104' }), { units }),
    `fitProfile.data[3].time: expected ${DATE}, received "20250104"`,
  ],
  [
    'a date of another order',
    () => fit(wrong({ time: '31/01/2025' }), { units }),
    `fitProfile.data[3].time: expected ${DATE}, received "31/01/2025"`,
  ],
  [
    'a time of NaN in a column',
    () => fit({ ...columns, time: columns.time.map((ms, i) => (i === 3 ? NaN : ms)) }),
    `fitProfile.data.time[3]: expected ${DATE}, received NaN`,
  ],

  [
    'a percentage where all there is was told',
    () => fit(wrong({ cpu: '12 %' }), { units: { cpu: { capacity: 200 } } }),
    'fitProfile.data[3].cpu: expected a number, or nothing, received "12 %"',
  ],
  [
    'a percent sign alone',
    () => fit(wrong({ cpu: '%' }), { units }),
    'fitProfile.data[3].cpu: expected a number, or nothing, received "%"',
  ],
  [
    'a value with a comma',
    () => fit(wrong({ cpu: '1,5' }), { units }),
    'fitProfile.data[3].cpu: expected a number, or nothing, received "1,5"',
  ],
  [
    'a value that is an object',
    () => fit(wrong({ cpu: {} }), { units }),
    'fitProfile.data[3].cpu: expected a number, or nothing, received an object',
  ],
  [
    'a value of true',
    () => fit(wrong({ cpu: true }), { units }),
    'fitProfile.data[3].cpu: expected a number, or nothing, received true',
  ],
  [
    'a value of Infinity',
    () => fit(wrong({ cpu: Infinity }), { units }),
    'fitProfile.data[3].cpu: expected a number, or nothing, received Infinity',
  ],
  [
    'a negative value',
    () => fit(wrong({ cpu: -1 }), { units }),
    'fitProfile.data[3].cpu: expected a number from 0 to 100, received -1',
  ],
  [
    'a share above all',
    () => fit(wrong({ cpu: '412' }), { units }),
    'fitProfile.data[3].cpu: expected a number from 0 to 100, received "412"',
  ],
  [
    'a percentage as a ratio',
    () => fit(rows(30), { units: { cpu: 'ratio' } }),
    'fitProfile.data[0].cpu: expected a number from 0 to 1, received 40',
  ],
  [
    'an amount above its capacity',
    () => fit(rows(30), { units: { cpu: { capacity: 32 } } }),
    'fitProfile.data[0].cpu: expected a number from 0 to 32, received 40',
  ],
  [
    'a negative throughput',
    () => fit(wrong({ disk_io: -3 }), { units: { cpu: 'percent', diskIo: 'MB/s' } }),
    'fitProfile.data[3].disk_io: expected a number of at least 0, received -3',
  ],
  [
    'a throughput that nothing has, as of a counter that began anew',
    () => fit(wrong({ disk_io: 1e18 }), { units: { cpu: 'percent', diskIo: 'B/s' } }),
    'fitProfile.data[3].disk_io: expected a number from 0 to 750000000000000, received 1000000000000000000',
  ],
  ...(['metric', 'pod', 'core'] as const).map((name): Case => {
    const labels = { metric: ['cpu', 'memory'], pod: ['shop-1', 'shop-2'], core: [0, 1] }[name];
    return [
      `rows of several series, by their ${name}`,
      () =>
        fit(
          labels.flatMap((label) => rows(30).map((row) => ({ ...row, [name]: label }))),
          { units },
        ),
      `fitProfile.data[30].${name}: expected rows of one series, one at each instant, here ${JSON.stringify(String(labels[0]))}, received ${JSON.stringify(labels[1])}`,
    ];
  }),

  ['no units', () => fit(rows(30)), `fitProfile.units.cpu: expected ${SHARE}, received nothing`],
  [
    'no units of arrays',
    () => fit({ time: [1, 2], cpu: [3, 4] }),
    `fitProfile.units.cpu: expected ${SHARE}, received nothing`,
  ],
  [
    'no unit of a throughput',
    () => fit(wrong({ disk_io: 3 }), { units }),
    `fitProfile.units.diskIo: expected ${RATE}, received nothing`,
  ],
  [
    'typed arrays of ratios without a unit',
    () =>
      fit({
        ...columns,
        cpu: columns.cpu.map((v) => v / 100),
        memory: columns.memory.map((v) => v / 100),
        network: columns.network.map((v) => v / 100),
      }),
    `fitProfile.units.cpu: expected ${SHARE}, where no value is above 1, received nothing`,
  ],
  [
    'a unit with a slip',
    () => fit(rows(30), { units: { cpu: 'percents' } }),
    `fitProfile.units.cpu: expected ${SHARE} (nearest: 'percent'), received "percents"`,
  ],
  [
    'a unit of null',
    () => fit(rows(30), { units: { cpu: null } }),
    `fitProfile.units.cpu: expected ${SHARE}, received null`,
  ],
  [
    'a unit of another metric',
    () => fit(rows(30), { units: { diskIo: 'percent' } }),
    `fitProfile.units.diskIo: expected ${RATE}, received "percent"`,
  ],
  [
    'a throughput with a slip',
    () => fit(rows(30), { units: { diskIo: 'mb/s' } }),
    `fitProfile.units.diskIo: expected ${RATE} (nearest: 'MB/s'), received "mb/s"`,
  ],
  [
    'a capacity of 0',
    () => fit(rows(30), { units: { cpu: { capacity: 0 } } }),
    'fitProfile.units.cpu.capacity: expected a finite number above 0, received 0',
  ],
  [
    'a capacity that is missing',
    () => fit(rows(30), { units: { cpu: {} } }),
    'fitProfile.units.cpu.capacity: expected a finite number above 0, received undefined',
  ],
  [
    'a capacity with a slip',
    () => fit(rows(30), { units: { cpu: { capasity: 3 } } }),
    "fitProfile.units.cpu.capasity: expected a valid key (nearest: 'capacity'), received an unknown one",
  ],
  [
    'units of an unknown metric',
    () => fit(rows(30), { units: { cpus: 'percent' } }),
    "fitProfile.units.cpus: expected a valid key (nearest: 'cpu'), received an unknown one",
  ],
  [
    'units as a word',
    () => fit(rows(30), { units: 'percent' }),
    'fitProfile.units: expected a plain object, received "percent"',
  ],

  ['options that are none', () => fit(records, 5), 'fitProfile: expected a plain object of options, received 5'],
  [
    'a list of options',
    () => fit(records, []),
    'fitProfile: expected a plain object of options, received an array of 0',
  ],
  [
    'an option with a slip',
    () => fit(records, { unit: {} }),
    "fitProfile.unit: expected a valid key (nearest: 'units'), received an unknown one",
  ],
  [
    'a column that is not there',
    () => fit(rows(30), { units, columns: { cpu: 'cpus' } }),
    `fitProfile.columns.cpu: expected one of the columns time, cpu (nearest: 'cpu'), received "cpus"`,
  ],
  [
    'a time that is not there',
    () => fit(rows(30), { units, columns: { time: 'when' } }),
    'fitProfile.columns.time: expected one of the columns time, cpu, received "when"',
  ],
  [
    'a number for a column',
    () => fit(rows(30), { units, columns: { cpu: 1 } }),
    'fitProfile.columns.cpu: expected a text that is not empty, received 1',
  ],
  [
    'columns of an unknown metric',
    () => fit(rows(30), { columns: { disk: 'd' } }),
    "fitProfile.columns.disk: expected a valid key (nearest: 'diskIo'), received an unknown one",
  ],
  [
    'an unknown time zone',
    () => fit(records, { timeZone: 'Mars/Olympus' }),
    'fitProfile.timeZone: expected an IANA time zone such as \'Europe/Berlin\', received "Mars/Olympus"',
  ],
  [
    'unknown holidays',
    () => fit(records, { holidays: 'uk' }),
    "fitProfile.holidays: expected 'us', 'none', a list of dates such as '2026-12-25' or a function, received \"uk\"",
  ],
  [
    'an unknown statistic',
    () => fit(records, { statistic: 'median' }),
    `fitProfile.statistic: expected one of 'p95', 'mean' (nearest: 'mean'), received "median"`,
  ],
  ['a date that is none', () => fit(records, { asOf: 'today' }), `fitProfile.asOf: expected ${DATE}, received "today"`],
  [
    'a date far away',
    () => fit(records, { asOf: '1990-01-01' }),
    'fitProfile.asOf: expected a date within ten years of the data, received 1990-01-01',
  ],
  [
    'defaults with a slip',
    () => fit(records, { defaults: { cpu: { bass: 3 } } }),
    "fitProfile.defaults.cpu.bass: expected a valid key (nearest: 'base'), received an unknown one",
  ],
  [
    'defaults that do not fit together',
    () => fit(records, { defaults: { cpu: { base: 60, ceiling: 50 } } }),
    'fitProfile.defaults.cpu.base: expected a number below its ceiling of 50, received 60',
  ],

  [
    'one row',
    () => fit(rows(1), { units }),
    'fitProfile.data: expected values of 7 days to 30 years, received one instant',
  ],
  [
    'six days',
    () => fit(rows(6), { units }),
    'fitProfile.data: expected at least 7 days with a value above 0, received 6',
  ],
  [
    'a value of 0 on every day',
    () =>
      fit(
        rows(30, ({ time }) => ({ time, cpu: 0 })),
        { units },
      ),
    `fitProfile.data: expected at least 7 ${DAYS_ON}, received 0 of 30`,
  ],
  [
    'samples of 0 on every day',
    () => fit({ ...zeros, time: web.every('1h').columns(120 * 24).time }, { units }),
    `fitProfile.data: expected at least 7 ${DAYS_ON}, received 0 of 120`,
  ],
  [
    'a server that was on for a few days',
    () =>
      fit(
        rows(30, (row, i) => (i % 5 === 0 ? row : { ...row, cpu: 0 })),
        { units },
      ),
    `fitProfile.data: expected at least 7 ${DAYS_ON}, received 6 of 30`,
  ],
  [
    'shares that round to nothing',
    () =>
      fit(
        rows(30, ({ time }) => ({ time, cpu: 1e-9 })),
        { units },
      ),
    'fitProfile.data: expected a usual cpu of at least 0.000001 %, received 1e-9 %',
  ],
  [
    'a throughput that rounds to nothing',
    () =>
      fit(
        rows(30, (row) => ({ ...row, disk_io: 0.12345 })),
        { units: { cpu: 'percent', diskIo: 'B/s' } },
      ),
    'fitProfile.data: expected a usual diskIo of at least 0.000001 MB/s, received 1.23e-7 MB/s',
  ],
  [
    'six days of samples',
    () => fit(web.every('5m').columns(6 * 288)),
    'fitProfile.data: expected at least 7 days with 80 % of their samples, received 6',
  ],
  [
    'a value every six hours',
    () => fit(web.every('6h').columns(200)),
    'fitProfile.data: expected at least one value an hour, or one a day, received one every 6 h',
  ],
  [
    'a value a week',
    () => fit(web.every('1w').columns(200)),
    'fitProfile.data: expected at least one value an hour, or one a day, received one every 168 h',
  ],
  [
    'a century of days',
    () => fit(web.columns({ from: '1926-01-01', until: '2026-01-01' })),
    'fitProfile.data: expected values of 7 days to 30 years, received 36524 days',
  ],
  [
    'epoch seconds',
    () =>
      fit(
        rows(30, ({ cpu }, i) => ({ time: (Date.UTC(2025, 0, 1) + i * DAY_MS) / 1000, cpu })),
        { units },
      ),
    'fitProfile.data: expected instants in milliseconds since 1970, received ones that look like seconds',
  ],
];
