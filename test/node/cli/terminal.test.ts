import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { progressText } from '../../../src/node/cli/progressLine.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { buildCli, type BuiltCli, ended, start, userEnvironment } from './builtCli.js';

let cli: BuiltCli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

/** Whether util-linux's script is here, which gives a command a terminal. */
const hasScript = String(spawnSync('script', ['--version']).stdout).includes('util-linux');

/** What a terminal, of 100 columns as a rule, gets to see of a command; its stdout may go elsewhere. */
function onTerminal(command: string, env: NodeJS.ProcessEnv = {}, [columns, rows] = [100, 40]): string {
  const line = `stty cols ${columns} rows ${rows}; ${command.replace('faker-server', `'${process.execPath}' '${cli.file}'`)}`;
  return execFileSync('script', ['-qec', line, '/dev/null'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...userEnvironment(), ...env },
  });
}

const PREVIEW = 'faker-server preview web --days 2 --metrics cpu --until 2026-01-01 --seed 42';
const LONG = 'faker-server generate -n 60 --days 100 --every 5m --until 2026-01-01 --seed 42';

describe.runIf(hasScript)('on a terminal', () => {
  it('a long job shows how far it is, and takes that away', () => {
    const seen = onTerminal(`${LONG} -o ${join(temporaryFolder(), 'metrics.csv')}`);
    expect(stripVTControlCharacters(seen)).toMatch(
      /\d+ % {2}[\d,]+ of 1,728,000 rows {2}[\d,]+ rows\/s {2}[\d.]+ s left/,
    );
    const last = seen.lastIndexOf('rows/s');
    // The line is erased before the summary.
    const rest = seen.slice(last);
    expect(rest.indexOf('\u001b[2K')).toBeGreaterThan(0);
    expect(rest.indexOf('1,728,000 rows of 60 servers')).toBeGreaterThan(rest.lastIndexOf('\u001b[2K'));
    expect(seen.slice(last)).not.toContain('█');
  });

  it('a long job shows how far it is where the terminal does not say how large it is, as within containers', () => {
    const seen = onTerminal(`${LONG} -o ${join(temporaryFolder(), 'metrics.csv')}`, {}, [0, 0]);
    expect(stripVTControlCharacters(seen)).toMatch(/\d+ % {2}[\d,]+ of 1,728,000 rows {2}[\d,]+ rows\/s/);
    const rest = seen.slice(seen.lastIndexOf('rows/s'));
    expect(rest.indexOf('\u001b[2K')).toBeGreaterThan(0);
  });

  it('data that go there as well are not mixed with progress', () => {
    const seen = onTerminal(LONG.replace('--days 100', '--days 10'));
    expect(seen).not.toContain('rows/s');
    expect(seen).not.toContain('\u001b');
  });

  it.each(['parquet', 'arrow', 'arrows', 'csv.gz'])('%s is refused, as it is binary', (format) => {
    const seen = onTerminal(`faker-server generate --days 2 --format ${format} || echo "code $?"`);
    expect(seen).toBe(
      `faker-server: --format: expected a file (-o) or a pipe for ${format}, which is binary, received a terminal\r\n` +
        'code 2\r\n',
    );
  });

  it('charts have colours, unless the user wants none', () => {
    const coloured = onTerminal(PREVIEW);
    expect(coloured).toContain('\u001b[32m');
    expect(onTerminal(PREVIEW, { NO_COLOR: '1' })).toBe(stripVTControlCharacters(coloured));
    expect(onTerminal(PREVIEW, { FORCE_COLOR: '0' })).not.toContain('\u001b');
  });
});

describe('in a pipe', () => {
  it('a long job says nothing before its end', async () => {
    const file = join(temporaryFolder(), 'metrics.csv');
    const { stderr } = await ended(start(process.execPath, [cli.file, ...LONG.split(' ').slice(1), '-o', file]));
    expect(stderr).toMatch(/^1,728,000 rows of 60 servers, every 5m into \S+: [\d.]+ s\n$/);
  });

  it('charts have no colours, unless the user wants them', async () => {
    const words = PREVIEW.split(' ').slice(1);
    const plain = await ended(start(process.execPath, [cli.file, ...words]));
    expect(stripVTControlCharacters(plain.stdout)).toBe(plain.stdout);
    const env = { ...userEnvironment(), FORCE_COLOR: '1' };
    const forced = await ended(start(process.execPath, [cli.file, ...words], { env }));
    expect(forced.stdout).not.toBe(plain.stdout);
    expect(stripVTControlCharacters(forced.stdout)).toBe(plain.stdout);
  });
});

describe('a line of progress', () => {
  it('says the share, the rows, the rate and the time left', () => {
    expect(progressText({ rows: 2500, total: 10_000 }, 2000)).toBe(
      '██████░░░░░░░░░░░░░░░░░░   25 %  2,500 of 10,000 rows  1,250 rows/s  6.0 s left',
    );
    expect(progressText({ rows: 4_000_000, total: 1e9 }, 3_600_000)).toBe(
      '░░░░░░░░░░░░░░░░░░░░░░░░    0 %  4,000,000 of 1,000,000,000 rows  1,111 rows/s  249 h 0 min left',
    );
    expect(progressText({ rows: 0, total: 0 }, 1000)).toContain('100 %');
  });
});
