import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.js';
import { typed } from './typed.js';

const COMMANDS = "'generate', 'seed', 'preview', 'explain', 'archetypes', 'fit', 'completion', 'help'";

describe('a command line that is wrong', () => {
  it.each([
    ...['genrate', 'help genrate', 'genrate --help'].map((line): [string, string] => [
      line,
      `command: expected one of ${COMMANDS} (nearest: 'generate'), received "genrate"`,
    ]),
    ['help xyzzy', `command: expected one of ${COMMANDS}, received "xyzzy"`],
    ['generate --sed 3', "unknown option '--sed' (Did you mean --seed?)"],
    ['generate more', 'generate: expected flags alone, such as --archetype web and -o metrics.csv, received "more"'],
    ['preview web db', 'preview: expected flags alone after the archetype, received "db"'],
    ['explain web db', 'explain: expected flags alone after the archetype, received "db"'],
    ['seed dev.duckdb dev.sqlite', 'seed: expected flags alone after the target, received "dev.sqlite"'],
    ['archetypes web', 'archetypes: expected flags alone, received "web"'],
    ['completion bash zsh', 'completion: expected flags alone after the shell, received "zsh"'],
    ['generate -o', "option '-o, --output <file>' argument missing"],
    [
      'generate -a wbe',
      "--archetype: expected 'web', 'database' ('db'), 'application' ('app') or 'batch' (nearest: 'web'), received \"wbe\"",
    ],
    [
      'generate --every 1hour',
      '--every: expected a positive duration such as \'5m\' (units: s, m, h, d, w), received "1hour"',
    ],
    ['generate --days x', '--days: expected a whole number of at least 0, received "x"'],
    ['generate --days 1.5', '--days: expected a whole number of at least 0, received 1.5'],
    ['generate --days -1', '--days: expected a whole number of at least 0, received -1'],
    ...[
      ['--until 2026-01-01 --days 4000000', -8926],
      ['--until 0001-01-02 --days 2', 0],
      ['--until 0001-01-03T12:00+14:00 --days 2', 0],
      ['--until 0001-01-02 --days 1 --every 2d', 0],
      ['--from 9999-12-29T12:00-14:00 --days 2', 10_000],
    ].map(([window, year]): [string, string] => [
      `generate ${window}`,
      `--days: expected records of the years 1 to 9999, received a window that reaches the year ${year}`,
    ]),
    ...['1e20', '1e308'].map((count): [string, string] => [
      `generate --count ${count}`,
      '--count: expected records of the years 1 to 9999, received a window that reaches beyond any calendar',
    ]),
    ['generate --days 3 --count 4', "option '-d, --days <n>' cannot be used with option '--count <n>'"],
    [
      'generate --from 2025-01-01 --until 2025-02-01 --days 3',
      '--days: expected none where --from and --until are given, received one',
    ],
    [
      'generate --from 2025-02-30',
      '--from: expected a date from the years 1 to 9999 such as \'2026-01-01\', received "2025-02-30"',
    ],
    [
      'generate --from 2025-02-01 --until 2025-01-01',
      '--until: expected a date that is not before from, which is 2025-02-01T00:00:00.000Z, received 2025-01-01T00:00:00.000Z',
    ],
    ['generate --id x', '--id: expected an archetype or a profile, of which it is the one server, received neither'],
    ['generate --mix web', '--mix: expected weights such as web=2,batch=1, received "web"'],
    ['generate --mix web=1,web=2', '--mix: expected one weight of web, received two'],
    [
      'generate --mix __proto__=1',
      "--mix.__proto__: expected 'web', 'database' ('db'), 'application' ('app') or 'batch', received \"__proto__\"",
    ],
    ['generate --mix web=-1', '--mix.web: expected a finite number of at least 0 and at most 1000000000, received -1'],
    [
      'generate --servers 1e9',
      '--servers: expected a whole number of at least 0 and at most 10000000, received 1000000000',
    ],
    ['generate --metrics cpu,dsk', "--metrics: expected one of 'cpu', 'memory', 'diskIo', 'network', received \"dsk\""],
    ['generate --time-zone Mars', '--time-zone: expected an IANA time zone such as \'Europe/Berlin\', received "Mars"'],
    ...[
      ['de', ''],
      ['2026-02-30', ''],
      ['US', " (nearest: 'us')"],
    ].map(([rule, nearest]): [string, string] => [
      `generate --holidays ${rule}`,
      `--holidays: expected 'us', 'none', or dates such as '2026-12-25' with commas between${nearest}, received "${rule}"`,
    ]),
    [
      'generate --holidays 2026-12-25,us',
      '--holidays: expected a date from the years 1 to 9999 such as \'2026-12-25\', received "us"',
    ],
    ['generate --shard 4/3', '--shard: expected a shard such as \'3/16\', the third of sixteen, received "4/3"'],
    ['generate --header', "unknown option '--header' (Did you mean --no-header?)"],
    ['generate --metrics cpu,memory,cpu', '--metrics: expected one metric cpu, received two'],
    ['generate --columns timestamp,disk_io,diskIo', '--columns: expected one column diskIo, received two'],
    ['generate --columns cpu,foo', '--columns: expected one of'],
    [
      'generate --format lp --measurement #cpu',
      '--measurement: expected a name that does not begin with #, as comments do, received "#cpu"',
    ],
    ['generate --format ndjson --columns cpu', '--columns: expected none, as the target has no such option'],
    ['generate --format ndjson --no-header', '--no-header: expected none, as the target has no such option'],
    ['generate --format foo', '--format: expected one of'],
    ['generate -o metrics.foo', 'expected a file name that ends in one of .csv,'],
    ['generate --profile nope.json', '--profile: expected a file that can be read at nope.json, received no such file'],
    ['generate --fleet nope.yaml', '--fleet: expected a file that can be read at nope.yaml, received no such file'],
    ['generate --fleet test', '--fleet: expected a file that can be read at test, received a folder'],
    [
      'generate --fleet f.yaml --servers 3',
      "option '-f, --fleet <file>' cannot be used with option '-n, --servers <n>'",
    ],
    ['explain web --mix web=1', '--mix: expected none beside the archetype web, received one'],
    [
      'preview wbe',
      "archetype: expected 'web', 'database' ('db'), 'application' ('app') or 'batch' (nearest: 'web'), received",
    ],
    ['preview -n 100', '--servers: expected 1 to 50 to look at, received 100'],
    ['preview -n 0', '--servers: expected 1 to 50 to look at, received 0'],
    ...['--days 0', '--count 0', '--from 2025-01-01 --until 2025-01-01'].map((window): [string, string] => [
      `preview ${window}`,
      'preview: expected a window with records, such as --days 7, received one without',
    ]),
    ...['generate', 'preview', 'preview --from 2025-01-01', 'preview --every 1h'].map((line): [string, string] => [
      `${line} --count 1e9`,
      '--count: expected records of the years 1 to 9999, received a window that reaches ',
    ]),
    [
      'preview --from 0001-01-01T00:00Z --days 2 --time-zone America/New_York',
      'preview: expected records of the years 1 to 9999, received a window that reaches the year 0',
    ],
    [
      'preview --days 3650 --every 1s',
      'preview: expected at most 100,000,000 records of a server, as with a longer --every or fewer --days, received 315,360,000',
    ],
    ['completion foo', "shell: expected one of 'zsh', 'bash', 'fish', 'powershell', received \"foo\""],
    ['seed', "missing required argument 'target'"],
    ['seed metrics.csv', 'target: expected one such as postgres://user@host/database'],
    ...['postgres://', 'postgres:///', 'postgresql://:5432'].map((url): [string, string] => [
      `seed ${url}`,
      `expected a URL such as postgres://user:password@localhost:5432/dev, received ${url}`,
    ]),
    ['seed env:NO_SUCH_VARIABLE', 'target: expected a variable that is set, received "env:NO_SUCH_VARIABLE"'],
    [
      'seed dev.duckdb --mode over',
      "--mode: expected one of 'create', 'append', 'replace', 'upsert', received \"over\"",
    ],
    ['seed dev.duckdb --partition-by day', '--partition-by: expected none, as the target has no such option'],
    [
      'seed shop-prod.duckdb',
      'expected a target that does not look like production (--allow-production lets it through), received shop-prod.duckdb',
    ],
    ['seed dev.duckdb --production [', '--production: expected a regular expression, received "["'],
    ['seed dev.duckdb --production dev', 'expected a target that does not look like production'],
  ])('is told so in one sentence, with the code 2: %s', async (line, sentence) => {
    const { code, stdout, stderr } = await typed(...line.split(' '));
    expect(stderr).toMatch(/^faker-server: [^\n]+\n$/);
    expect(stderr).toContain(`faker-server: ${sentence}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(existsSync('dev.duckdb')).toBe(false);
  });

  it('is told that a target looks like production before it is told to install a driver', async () => {
    vi.doMock('postgres', () => {
      throw new Error('not installed');
    });
    const { code, stderr } = await typed('seed', 'postgres://me:live@db1,shop-prod.example:5432/dev?a=b');
    vi.doUnmock('postgres');
    expect(stderr).toBe(
      'faker-server: expected a target that does not look like production (--allow-production lets it through), ' +
        'received shop-prod.example\n',
    );
    expect(code).toBe(2);
  });

  it('shows how it is used where nothing is asked for', async () => {
    const { code, stdout, stderr } = await typed();
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: faker-server');
  });

  it('shows all of an error, and where it comes from, with --verbose', async () => {
    const { code, stderr } = await typed('generate', '--verbose', '-o', 'metrics.foo');
    expect(code).toBe(2);
    expect(stderr).toMatch(/ {4}at .*writeMetrics/);
  });
});

describe('a command that fails', () => {
  it('ends with the code 1 and says what it met', async () => {
    const { code, stderr } = await typed('generate', '-d', '1', '-o', join(temporaryFolder(), 'nowhere/metrics.csv'));
    expect(stderr).toMatch(/^faker-server: expected a file that can be written at [^\n]+, received no such folder\n$/);
    expect(code).toBe(1);
  });

  it('shows no password, in a sentence, in a log or on stderr', async () => {
    const folder = temporaryFolder();
    const url = 'postgres://dev:hunter2@127.0.0.1:1/dev?sslpassword=hunter3';
    const { code, stderr } = await typed('seed', url, '-d', '1', '--log', folder, '--verbose');
    expect(code).toBe(1);
    const [name] = readdirSync(folder).filter((file) => file.endsWith('.log'));
    expect(name).toMatch(/^faker-server_\d{8}_\d{6}\.log$/);
    const log = readFileSync(join(folder, name!), 'utf8');
    expect(log).toContain("faker-server seed 'postgres://dev:***@127.0.0.1:1/dev");
    expect(log).toContain('ECONNREFUSED');
    for (const text of [stderr, log]) expect(text).not.toMatch(/hunter/);
  });

  it('places what is wrong in a file', async () => {
    const file = join(temporaryFolder(), 'web.yaml');
    writeFileSync(file, 'cpu: { base: 120 }\n');
    const { code, stderr } = await typed('generate', '-a', 'web', '--profile', file);
    expect(stderr).toBe(`faker-server: ${file}: cpu.base: expected a number below its ceiling of 100, received 120\n`);
    expect(code).toBe(2);
    writeFileSync(file, 'from: yesterday\nfleet: 3\n');
    expect((await typed('generate', '--fleet', file)).stderr).toBe(
      'faker-server: fleet.from: expected a date from the years 1 to 9999 such as \'2026-01-01\', received "yesterday"\n',
    );
    // What an entry of the file may say, and no flag.
    const correlation = '{ cpuMemory: 0.9, cpuNetwork: 0.9, memoryNetwork: -0.9 }';
    writeFileSync(file, `servers: [{ archetype: web, correlation: ${correlation} }]\n`);
    expect((await typed('generate', '--fleet', file)).stderr).toMatch(
      /^faker-server: fleet\.servers\[0\]\.correlation: [^\n]+ \(nearest: true finds the nearest\), received [^\n]+\n$/,
    );
    writeFileSync(file, 'cpu: [1\n');
    expect((await typed('generate', '--profile', file)).stderr).toMatch(
      /^faker-server: \S+web\.yaml:2:1: expected YAML or JSON, received [^\n]+\n$/,
    );
  });
});
