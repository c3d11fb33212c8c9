// The golden values in every JavaScript engine: bundles test/golden/check.ts into one file that needs nothing, and runs
// it in Node, Bun, Deno, Chromium and Firefox.   npm run engines [-- --only node24,chromium]
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { installed, installedNode } from './installed.mjs';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const MINUTES = 60_000;

const engines = {
  node20: () => inNode(20),
  node22: () => inNode(22),
  node24: () => inNode(24),
  node26: () => inNode(26),
  bun: async () => inProcess(await installed('bun', '1.4.5'), 'run'),
  deno: async () => inProcess(await installed('deno', '2.9.6'), 'run', '--no-config', '--no-lock'),
  chromium: () =>
    inBrowser(process.env['CHROMIUM'] ?? '/usr/bin/chromium', 'chrome', [
      // No sandbox, as root has none; no service that looks for a network.
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ]),
  firefox: () => inBrowser(process.env['FIREFOX'] ?? '/usr/bin/firefox-esr', 'firefox', []),
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = values.only?.split(',') ?? Object.keys(engines);
const unknown = names.filter((name) => !Object.hasOwn(engines, name));
if (unknown.length > 0) {
  console.error(`--only: expected some of ${Object.keys(engines).join(', ')}, received ${unknown.join(', ')}`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'faker-server-engines-'));
const source = await bundle();
await writeFile(join(folder, 'check.mjs'), source);
await writeFile(
  join(folder, 'run.mjs'),
  "import { check } from './check.mjs';\nconsole.log(JSON.stringify(check()));\n",
);
for (const name of names) await report(name);
await rm(folder, { recursive: true, force: true });

/** test/golden/check.ts with all it imports, as one ES module that any engine can load. */
async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['test/golden/check.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
  });
  return outputFiles[0].text;
}

/** Runs the check in one engine and prints its line. An engine that can't be had has failed: silence is no proof. */
async function report(name) {
  try {
    const { version, passed, failures } = await engines[name]();
    if (passed + failures.length === 0) throw new Error('the check looked at nothing');
    print(name, version, passed, failures.length, failures.slice(0, 5));
    if (failures.length > 0) process.exitCode = 1;
  } catch (error) {
    print(name, '-', 0, 1, [error instanceof Error ? error.message : String(error)]);
    process.exitCode = 1;
  }
}

function print(name, version, passed, failed, details) {
  console.log(`${name.padEnd(9)} ${version.padEnd(14)} ${passed} passed, ${failed} failed`);
  for (const detail of details) console.log(`          ${detail}`);
}

async function inNode(major) {
  return inProcess(await installedNode(major));
}

async function inProcess(binary, ...args) {
  const { stdout: version } = await run(binary, ['--version']);
  const { stdout } = await run(binary, [...args, join(folder, 'run.mjs')], {
    timeout: 5 * MINUTES,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { version: /\d+\.\d+\.\d+/.exec(version)?.[0] ?? version.trim(), ...JSON.parse(stdout) };
}

async function inBrowser(executablePath, browser, args) {
  if (!existsSync(executablePath)) {
    throw new Error(
      `${executablePath} is not there: install it, or name another in ${browser === 'chrome' ? 'CHROMIUM' : 'FIREFOX'}`,
    );
  }
  const window = await puppeteer.launch({
    browser,
    executablePath,
    args,
    // Firefox speaks WebDriver BiDi alone.
    protocol: browser === 'firefox' ? 'webDriverBiDi' : 'cdp',
    protocolTimeout: 5 * MINUTES,
  });
  try {
    const page = await window.newPage();
    const result = await page.evaluate(async (text) => {
      const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      const { check } = await import(url);
      return check();
    }, source);
    const version = await window.version();
    return { version: version.replace(/^[^/]*\//, ''), ...result };
  } finally {
    await window.close();
  }
}
