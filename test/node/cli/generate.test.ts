import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';
import { csv, type CsvOptions, type Servers } from 'faker-server/formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededServer } from '../../faker.js';
import { canMount, smallDisk, temporaryFolder } from '../temporaryFolder.js';
import { buildCli, type BuiltCli, ended, type Ended, start } from './builtCli.js';
import { typed } from './typed.js';

let cli: BuiltCli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

const UNTIL = '2026-01-01';
const run = (...args: readonly string[]): Promise<Ended> => ended(start(process.execPath, [cli.file, ...args]));
/** Runs a line of shell in which `faker-server` is the command. */
const shell = (line: string): Promise<Ended> => {
  const command = `'${process.execPath}' '${cli.file}'`;
  return ended(start('bash', ['-o', 'pipefail', '-c', line.replaceAll('faker-server', command)]));
};
/** The CSV that the library makes. */
function csvOf(servers: Servers, options?: CsvOptions): string {
  return Array.from(csv(servers, options), (bytes) => Buffer.from(bytes).toString()).join('');
}

describe('generate', () => {
  it('prints what the library makes of the same servers', async () => {
    const server = seededServer(7, UNTIL);
    for (const seed of ['shop', '7', '']) {
      const one = await run('generate', '--archetype', 'web', '--days', '7', '--until', UNTIL, '--seed', seed);
      expect(one.stdout).toBe(csvOf(server.web().seed(seed), { count: 7 }));
    }

    const flags =
      '-n 5 --mix web=2,batch=1 --days 2 --every 6h --metrics memory,cpu --time-zone Europe/Berlin --typical';
    const many = await run('generate', ...flags.split(' '), '--until', UNTIL);
    const fleet = Array.from(server.fleet({ count: 5, mix: { web: 2, batch: 1 }, seed: 42 }), (each) =>
      each.timeZone('Europe/Berlin').typical().only('cpu', 'memory').every('6h'),
    );
    expect(many.stdout).toBe(csvOf(fleet, { from: '2025-12-30', until: UNTIL }));
    expect(many.code).toBe(0);
  });

  it('says the flags that make the same bytes on any other day', async () => {
    const first = await run('generate', '-a', 'db', '--days', '3', '--every', '1h');
    const again = /^The same again: (faker-server generate .*--seed 42 --until \d{4}-\d\d-\d\d)$/m.exec(first.stderr);
    const second = await shell(again![1]!);
    expect(second.stdout).toBe(first.stdout);
    expect(first.stdout.split('\r\n')).toHaveLength(3 * 24 + 2);
    // All is said now.
    expect(second.stderr).toMatch(/^72 rows of 1 server, every 1h: [\d.]+ s\n$/);
  });

  it.each(['--shard auto/4', '--shard=auto/4'])('says of %s which shard makes the same again', async (shard) => {
    const flags = `generate -n 3 --days 5 --every 1h --until ${UNTIL} --seed 42`;
    const first = await shell(`JOB_COMPLETION_INDEX=2 faker-server ${flags} ${shard}`);
    const again = /^The same again: (.*)$/m.exec(first.stderr)?.[1] ?? first.stderr;
    expect(again).toBe(`faker-server ${flags} ${shard.replace('auto/4', '3/4')}`);
    const second = await shell(again);
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr).not.toContain('The same again');
  });

  it.each([
    ['3', '2d', ['2025-12-28T00', '2025-12-30T00']],
    ['10', '1w', ['2025-12-18T00', '2025-12-25T00']],
    ['1', '7h', ['2025-12-30T20', '2025-12-31T03', '2025-12-31T10', '2025-12-31T17']],
    ['1', '12h', ['2025-12-31T00', '2025-12-31T12']],
  ])('ends where it is to end, and not a part of a record later: %s days, every %s', async (days, every, begins) => {
    const { stdout } = await typed(
      ...['generate', '-a', 'web', '--days', days, '--every', every, '--until', '2026-01-01'],
      ...['--columns', 'timestamp', '--no-header', '-q'],
    );
    expect(stdout.trimEnd().split('\r\n')).toEqual(begins.map((begin) => `${begin}:00:00.000Z`));
  });

  it('writes a file whose name says the format, with the same bytes', async () => {
    const file = join(temporaryFolder(), 'metrics.csv.gz');
    const flags = [
      'generate',
      '-n',
      '3',
      '--count',
      '5',
      '--from',
      '2025-03-01',
      '--columns',
      'server_id,cpu',
      '--no-header',
    ];
    const { code, stdout } = await run(...flags, '--quiet', '-o', file);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const { stdout: printed, stderr } = await run(...flags, '--quiet');
    expect(gunzipSync(readFileSync(file)).toString()).toBe(printed);
    expect(printed.split('\r\n')[0]).toMatch(/^application-001,[\d.]+$/);
    expect(stderr).toBe('');
  });

  it('takes - for stdout', async () => {
    const flags = ['generate', '-a', 'web', '--days', '2', '--until', UNTIL, '--seed', '42'];
    const [named, usual] = await Promise.all([run(...flags, '-o', '-'), run(...flags)]);
    expect(named.stdout).toBe(usual.stdout);
    expect(named.stderr).toMatch(/^2 rows of 1 server, every 1d: [\d.]+ s\n$/);
  });

  it('takes /dev/stdout for stdout, and replaces no file there with what others have written into it', async () => {
    const file = join(temporaryFolder(), 'all.csv');
    const command = `'${process.execPath}' '${cli.file}' generate -a web --days 2 -o /dev/stdout -q`;
    await ended(start('bash', ['-c', `(echo first; ${command}; echo last) > '${file}'`]));
    const lines = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
    expect([lines.length, lines.at(0), lines.at(-1)]).toEqual([5, 'first', 'last']);
  });

  it('makes parts that together are the whole', async () => {
    const flags = ['generate', '-n', '3', '--days', '5', '--every', '5m', '--until', UNTIL];
    const [whole, ...parts] = await Promise.all([
      run(...flags),
      ...['1/3', '2/3', '3/3'].map((shard) => run(...flags, '--shard', shard)),
    ]);
    expect(parts.map(({ stdout }) => stdout).join('') === whole.stdout).toBe(true);
    expect(parts[1]!.stderr).toMatch(/^1,440 rows of part 2\/3 of 3 servers, every 5m: /);
  });
});

describe('a pipe', () => {
  it.each([
    ["'cpu: { base: 120 }'", 'generate -a web --profile -', 'stdin: cpu.base: expected a number below its ceiling'],
    ["'[1'", 'generate --profile -', 'stdin:2:1: expected YAML or JSON'],
  ])('with %s for %s is called stdin where it is wrong', async (data, line, sentence) => {
    const { code, stderr } = await shell(`echo ${data} | faker-server ${line}`);
    expect(stderr).toContain(`faker-server: ${sentence}`);
    expect(code).toBe(2);
  });

  it('whose reader has enough ends the command quietly', async () => {
    const { code, stdout, stderr } = await shell(
      `faker-server generate -n 500 --every 5m --until ${UNTIL} | head -n 1`,
    );
    expect(stdout).toBe('timestamp,server_id,archetype,cpu,memory,disk_io,network\r\n');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(['preview web 2>&1 > /dev/null | true', 'preview web 2>&1 | head -n 3', 'preview web 2>&1 | true'])(
    'whose reader takes what is said as well ends the command quietly, too: %s',
    async (line) => {
      const { code, stderr } = await shell(`faker-server ${line}`);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  );

  it.each(['--help', 'help seed', '--version'])('whose reader takes nothing of %s ends it quietly', async (words) => {
    const { code, stderr } = await shell(`faker-server ${words} | true`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('whose reader stands still does not keep Ctrl-C from ending the command', async () => {
    const child = start(process.execPath, [cli.file, 'generate', '-n', '500', '--every', '5m']);
    await new Promise((resolve) => child.stdout!.once('readable', resolve));
    child.kill('SIGINT');
    const [code] = await new Promise<[number | null]>((resolve) => child.once('exit', (...end) => resolve([end[0]])));
    expect(code).toBe(130);
  });

  it
    .runIf(existsSync('/dev/full'))
    .each(['generate -n 100', 'preview', 'archetypes', '--help', 'generate --help', 'help seed', '--version'])(
    'of %s into a full disk is a failure with a sentence',
    async (command) => {
      const { code, stderr } = await shell(`faker-server ${command} > /dev/full`);
      expect(stderr).toBe('faker-server: expected a stdout that takes all of it, received a full disk\n');
      expect(code).toBe(1);
    },
  );
});

describe('a file that cannot be finished', () => {
  /** A file of half a gigabyte, and what is done as soon as its first bytes are there. */
  async function interrupted(folder: string, ...signals: readonly NodeJS.Signals[]): Promise<Ended> {
    const file = join(folder, 'metrics.csv');
    const child = start(process.execPath, [cli.file, 'generate', '-n', '1000', '--every', '5m', '-o', file]);
    const end = ended(child);
    while (readdirSync(folder).length === 0 && child.exitCode === null) await new Promise((go) => setTimeout(go, 20));
    for (const signal of signals) child.kill(signal);
    return end;
  }

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('is not there after %s, and the code is %d', async (signal, expected) => {
    const folder = temporaryFolder();
    const { code, stderr } = await interrupted(folder, signal);
    expect({ code, stderr }).toEqual({ code: expected, stderr: 'faker-server: interrupted\n' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(canMount)('is not there on a full disk, and the sentence says so', async () => {
    const folder = smallDisk('1m');
    const { code, stderr } = await run('generate', '-n', '20', '--every', '5m', '-o', join(folder, 'metrics.csv'));
    expect(stderr).toMatch(/^faker-server: expected a file that can be written at [^\n]+, received a full disk\n$/);
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});
