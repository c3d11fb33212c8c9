import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasSqlite } from '../hasSqlite.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { buildCli, type BuiltCli, ended, start, userEnvironment } from './builtCli.js';

let cli: BuiltCli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

describe('a command line', () => {
  it.skipIf(!hasSqlite)('does not say that the SQLite of Node is experimental', async () => {
    const target = join(temporaryFolder(), 'dev.sqlite');
    const args = [cli.file, 'seed', target, '-n', '1', '-d', '2', '--seed', '1', '--until', '2026-01-01'];
    // Where better-sqlite3 is found on Node 20.
    const env = { ...userEnvironment(), NODE_PATH: process.env['NODE_PATH'] };
    const { code, stderr } = await ended(start(process.execPath, args, { env }));
    expect(stderr).toMatch(/^2 rows of 1 server, every 1d: [\d.]+ s\n$/);
    expect(code).toBe(0);
  });

  it('shows all other warnings, once each', async () => {
    const warns = join(temporaryFolder(), 'warns.mjs');
    writeFileSync(
      warns,
      `process.once('beforeExit', () => {
        process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
        process.emitWarning('WASI is an experimental feature', 'ExperimentalWarning');
        process.emitWarning('SQLite of the user’s own');
        process.emitWarning('something is deprecated', 'DeprecationWarning', 'DEP0001');
      });`,
    );
    const args = ['--import', pathToFileURL(warns).href, cli.file, 'archetypes', '--json'];
    const { stderr } = await ended(start(process.execPath, args));
    expect(stderr.match(/\w*Warning: .*/g)).toEqual([
      'ExperimentalWarning: WASI is an experimental feature',
      'Warning: SQLite of the user’s own',
      'DeprecationWarning: something is deprecated',
    ]);
    const { stderr: none } = await ended(start(process.execPath, ['--no-warnings', ...args]));
    expect(none).toBe('');
  });
});
