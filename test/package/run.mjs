// The package as its users get it: packed, installed beside faker in an empty project, run as JavaScript, and compiled
// and run as TypeScript under both module resolutions.   npm run test:package
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { npm } from '../../scripts/npm.mjs';

const here = import.meta.dirname;
const root = join(here, '../..');
const { devDependencies, dependencies, peerDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

const nodenext = ['--module', 'nodenext'];
const bundler = ['--module', 'preserve', '--moduleResolution', 'bundler'];

// The faker of this repository, and the oldest one that the peer range admits; of that one the declarations themselves
// do not compile under nodenext.
const fakers = {
  [devDependencies['@faker-js/faker']]: { nodenext, bundler },
  '9.0.0': { bundler },
};

const folder = mkdtempSync(join(tmpdir(), 'faker-server-package-'));
// As `npx faker-server` does: through the link that npm makes.
const cli = join(folder, 'node_modules/.bin/faker-server');
try {
  npm(root, 'pack', '--loglevel=error', '--pack-destination', folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  for (const file of ['use.js', 'drivers.js', 'use.ts', 'locale.ts', 'unregistered.ts'])
    copyFileSync(join(here, file), join(folder, file));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');

  for (const [faker, resolutions] of Object.entries(fakers)) {
    npm(folder, 'install', '--no-audit', '--no-fund', '--loglevel=error', `./${tarball}`, `@faker-js/faker@${faker}`);
    step(`faker ${faker}: it loads what is installed with it`, packages);
    step(`faker ${faker}: use.js runs`, () => node('use.js'));
    step(`faker ${faker}: the command line runs`, commandLine);
    step(`faker ${faker}: a driver that is missing is told of`, () => node('drivers.js', cli));
    for (const [name, options] of Object.entries(resolutions)) {
      step(`faker ${faker}, ${name}: use.ts compiles`, () => tsc('use.ts', '--outDir', name, ...options));
      step(`faker ${faker}, ${name}: use.ts runs`, () => node(`${name}/use.js`));
      step(`faker ${faker}, ${name}: locale.ts compiles`, () => tsc('locale.ts', '--noEmit', ...options));
      step(`faker ${faker}, ${name}: unregistered.ts has no faker.server`, () =>
        tsc('unregistered.ts', '--noEmit', ...options),
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function step(title, action) {
  try {
    action();
    console.log(`PASS ${title}`);
  } catch (error) {
    console.log(`FAIL ${title}\n${error.stdout ?? ''}${error.stderr ?? error}`);
    process.exitCode = 1;
  }
}

/** What the package imports are its dependencies, all of them; what it has bundled is named with its licence. */
function packages() {
  const dist = join(folder, 'node_modules/faker-server/dist');
  const code = readdirSync(dist).filter((name) => name.endsWith('.js'));
  const texts = code.map((name) => readFileSync(join(dist, name), 'utf8')).join('\n');
  const imported = texts.matchAll(/^(?:import|export)\b[^;]*?"([@\w][^":]*)"|\bimport\("([@\w][^":]*)"\)/gm);
  const names = new Set(Array.from(imported, ([, one, other]) => /^(?:@[^/]+\/)?[^/]+/.exec(one ?? other)[0]));
  const known = { ...dependencies, ...peerDependencies };
  const strange = [...names].filter((name) => !(name in known) && !isBuiltin(name));
  assert.deepEqual(strange, []);
  assert.deepEqual(
    Object.keys(dependencies).filter((name) => !names.has(name)),
    [],
  );
  const bundled = readFileSync(join(dist, 'NOTICES.txt'), 'utf8').matchAll(/^([\w-]+) [\d.]+ \((?:MIT|ISC)\)$/gm);
  assert.deepEqual(
    Array.from(bundled, ([, name]) => name),
    ['hyparquet-writer', 'kysely', 'seedrandom', 'simple-statistics'],
  );
}

function commandLine() {
  const run = (...args) => execFileSync(cli, args, { cwd: folder, encoding: 'utf8' });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (run('--version') !== `${version}\n`) throw new Error('another version');
  const lines = run('generate', '--quiet', '-a', 'web', '--days', '3', '--until', '2026-01-01').split('\r\n');
  if (lines.length !== 5) throw new Error(`${lines.length} lines in place of 5`);
  run('generate', '--quiet', '--servers', '2', '-o', 'metrics.ndjson.gz');
  readFileSync(join(folder, 'node_modules/faker-server/schema/fleet.schema.json'));
}

function node(file, ...args) {
  execFileSync(process.execPath, [file, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

function tsc(file, ...args) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  // Without skipLibCheck our declarations are checked too, and without the types of Node or of a browser.
  const strict = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2022',
    '--lib',
    'es2023',
    '--ignoreConfig',
  ];
  node(compiler, file, ...strict, ...args);
}
