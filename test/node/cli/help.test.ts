import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Archetype, profiles } from 'faker-server';
import { describe, expect, it } from 'vitest';
import { seededServer } from '../../faker.js';
import { typed } from './typed.js';

const COMMANDS = ['generate', 'seed', 'preview', 'explain', 'archetypes', 'fit', 'completion'];
const PLAIN = ['archetypes', 'completion'];
const package_ = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as {
  readonly version: string;
};

describe('the help', () => {
  it.each(['', ...COMMANDS])('of "%s" is what a person can learn from', async (command) => {
    const { code, stdout, stderr } = await typed(...command.split(' ').filter(Boolean), '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`help/${command || 'faker-server'}.txt`);
    if (!PLAIN.includes(command)) expect(stdout).toMatch(/\nExamples:\n( {2}faker-server [^\n]+\n)/);
  });

  it('has examples that run, but for those that write', async () => {
    for (const command of COMMANDS) {
      const { stdout } = await typed(command, '--help');
      for (const [, line] of stdout.matchAll(/^ {2}faker-server (.*)$/gm)) {
        if (/ -o |seed|fleet\.yaml|cache\.yaml/.test(line!.replace('--seed', ''))) continue;
        expect((await typed(...line!.split(' '))).code, line).toBe(0);
      }
    }
  });

  it('knows the version', async () => {
    expect(await typed('--version')).toEqual({ code: 0, stdout: `${package_.version}\n`, stderr: '' });
  });
});

describe('archetypes', () => {
  it('is a table of the figures that fits into 80 columns', async () => {
    const { stdout } = await typed('archetypes');
    for (const name of Object.values(Archetype)) {
      const { base, std } = profiles[name].memory;
      expect(stdout).toMatch(new RegExp(`^${name} .* ${base} ±${std} %`, 'm'));
    }
    expect(stdout.match(/^typical /gm)).toHaveLength(2);
    expect(stdout).toContain('--typical');
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('gives the profiles as JSON', async () => {
    const { stdout } = await typed('archetypes', '--json');
    const { generic: _, ...four } = profiles;
    expect(JSON.parse(stdout)).toEqual(four);
  });
});

describe('explain', () => {
  const flags = ['--seed', '42', '--until', '2026-01-01'];
  const explained = seededServer(7, '2026-01-01').database().seed('42').explain();

  it('tells as JSON what the library tells', async () => {
    const { stdout } = await typed('explain', 'database', '--json', ...flags);
    expect(JSON.parse(stdout)).toEqual(explained);
  });

  it('tells it as a table', async () => {
    const { stdout } = await typed('explain', 'db', ...flags);
    const { asked, realised } = explained.metrics.memory.base;
    expect(stdout).toContain(`${explained.serverId}, database: ten years to 2026-01-01`);
    expect(stdout).toMatch(new RegExp(`^memory base, % +${asked.toFixed(2)} +${realised.toFixed(2)}$`, 'm'));
  });
});

describe('preview', () => {
  it('draws a week of a server', async () => {
    const { stdout } = await typed(
      'preview',
      'web',
      '--metrics',
      'cpu,diskIo',
      '--seed',
      '42',
      '--until',
      '2026-01-01',
    );
    await expect(stdout).toMatchFileSnapshot('help/preview-web.txt');
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it.each(['--days 1', '--days 60', '--days 3650', '--count 1', '--count 20 --every 1s', '--days 400 --every 30d'])(
    'has a chart for %s',
    async (window) => {
      const { code, stdout } = await typed('preview', 'db', ...window.split(' '), '--until', '2026-01-01');
      expect(code).toBe(0);
      expect(stdout.match(/ ┤/g)!.length).toBeGreaterThan(8);
    },
  );

  it.each([
    ['--count 60 --every 1s', /^ +23:59:00 .* 23:59:5\d$/, ', every 1s'],
    ['--count 10 --every 1m', /^ +23:50 +23:51 .* 23:59$/, ', every 1m'],
    ['--days 3 --every 1d', /^ +Mon 29 +Tue 30 +Wed 31$/, ', every 1d'],
    ['--days 30 --every 5m', /^ +12-02 .* 12-\d\d$/, ', every 5m, each column the mean of 10 hours'],
    ['--days 400', /^ +2024-11 +2025-02 .* 2025-\d\d$/, ', every 12h, each column the mean of 5.6 days'],
    ['--days 1 --every 10s', /^ +00:00 +03:00 .* 21:00$/, ', every 10s, each column the mean of 20 minutes'],
    ['--count 300 --every 1s', /^ +23:55 .* 23:59$/, ', every 1s, each column the mean of 4.2 seconds'],
    ['--days 142 --every 1d', /^ +08-12 .* \d\d-\d\d$/, ', every 1d, each column the mean of 2 days'],
  ])('says for %s when its columns begin, and what they stand for', async (window, axis, title) => {
    const { stdout } = await typed('preview', 'db', ...window.split(' '), '--metrics', 'cpu', '--until', '2026-01-01');
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]!.endsWith(title)).toBe(true);
    expect(lines.at(-1)).toMatch(axis);
  });
});
