import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.js';
import { buildCli, ended, start, userEnvironment } from './builtCli.js';
import { typed } from './typed.js';

/** The logs in a folder, by their names. */
function logsIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

describe('a log', () => {
  it('is of one run, also where several begin in the same second', async () => {
    const folder = temporaryFolder();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 2, 23, 30, 5) });
    onTestFinished(() => void vi.useRealTimers());
    for (const seed of ['1', '2', '3']) await typed('explain', 'web', '--seed', seed, '--log', folder);
    const logs = logsIn(folder);
    const name = 'faker-server_20260102_233005';
    expect(Object.keys(logs)).toEqual([`${name}.log`, `${name}_2.log`, `${name}_3.log`]);
    for (const [i, log] of Object.values(logs).entries()) {
      expect(log.match(/explain: faker-server explain web --seed \d/g)).toEqual([
        `explain: faker-server explain web --seed ${i + 1}`,
      ]);
    }
  });

  it('has the time of its lines in its name, wherever it is written', async () => {
    const cli = await buildCli();
    onTestFinished(() => cli.remove());
    const folder = temporaryFolder();
    const env = { ...userEnvironment(), TZ: 'Asia/Tokyo' };
    await ended(start(process.execPath, [cli.file, 'explain', 'web', '--log', folder], { env }));
    const [[name, log]] = Object.entries(logsIn(folder)) as [[string, string]];
    const began = Date.parse(log.slice(0, 24));
    const [, date, time] = /_(\d{8})_(\d{6})\.log$/.exec(name)!;
    const named = `${date}T${time}Z`.replace(/^(....)(..)(.{5})(..)(..)/, '$1-$2-$3:$4:$5');
    expect(Math.abs(began - Date.parse(named))).toBeLessThan(60_000);
  });

  it.each([
    ['generate --days x', /--days: expected a whole number of at least 0, received "x"/],
    ['generate --dayz 3', /unknown option '--dayz'/],
    ['generate --format foo', /--format|writeMetrics\.format: expected one of/],
    ['genrate', /command: expected one of/],
    ['seed --production a', /missing required argument 'target'/],
    ['generate more', /generate: expected flags alone/],
  ])('tells of what is refused before anything is done, once: %s', async (line, sentence) => {
    for (const flag of ['--log=', '--log ']) {
      const folder = temporaryFolder();
      const { code } = await typed(...line.split(' '), ...`${flag}${folder}`.split(' '));
      expect(code).toBe(2);
      const [log, ...others] = Object.values(logsIn(folder));
      expect(others).toEqual([]);
      expect(log).toContain(`faker-server ${line} --log`);
      expect(log!.match(/ \[ERR\] /g)).toHaveLength(1);
      expect(log).toMatch(sentence);
    }
  });

  it('that cannot be written hides nothing of what went wrong', async () => {
    const file = join(temporaryFolder(), 'a');
    writeFileSync(file, '');
    const { code, stderr } = await typed('generate', '--days', 'x', '--log', file);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'faker-server: --days: expected a whole number of at least 0, received "x"\n',
    });
    for (const folder of [file, join(file, 'logs')]) {
      expect(await typed('generate', '--days', '1', '--log', folder)).toEqual({
        code: 1,
        stdout: '',
        stderr: 'faker-server: --log: expected a folder that can be written, received a file in place of a folder\n',
      });
    }
  });

  it.runIf(process.platform === 'linux')('is refused where no folder can be made, as is a PGlite', async () => {
    const cli = await buildCli();
    onTestFinished(() => cli.remove());
    const needs = {
      'explain web --log /proc/x/y': '--log: expected a folder',
      'seed pglite:/proc/x/y': 'expected a PGlite',
    };
    for (const [line, need] of Object.entries(needs)) {
      const child = start(process.execPath, [cli.file, ...line.split(' ')], {
        timeout: 20_000,
        env: userEnvironment(),
      });
      const { code, stderr } = await ended(child);
      expect(stderr).toMatch(new RegExp(`^faker-server: ${need} that can be [^\\n]+, received no such folder\\n$`));
      expect(code).toBe(1);
    }
  });

  it('makes the folders above its own', async () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    expect((await typed('explain', 'web', '--log', folder)).code).toBe(0);
    expect(Object.keys(logsIn(folder))).toHaveLength(1);
  });

  it('is none of a command that has none, and of help', async () => {
    const folder = temporaryFolder();
    expect((await typed('archetypes', '--log', folder)).code).toBe(2);
    expect((await typed('generate', '--log', folder, '--help')).code).toBe(0);
    expect(logsIn(folder)).toEqual({});
  });
});
