import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { npm } from './npm.mjs';

const run = promisify(execFile);
// Other engines are tools of a check alone: kept from run to run, outside the project and its lock file.
const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'faker-server-engines');

/** The versions of Node that checks run in, by their major version. */
const NODES = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' };

/** The binary of a Node of this major version: this very one, if it is of it. */
export async function installedNode(major) {
  const version = NODES[major];
  if (version === undefined) throw new Error(`expected Node ${Object.keys(NODES).join(', ')}, received ${major}`);
  return process.versions.node.startsWith(`${major}.`) ? process.execPath : installed('node', version);
}

/** The binary of an engine that npm carries, installed on first use. */
export async function installed(name, version) {
  const home = join(cache, `${name}-${version}`);
  const binary = join(home, 'node_modules', '.bin', name);
  if (await runs(binary)) return binary;
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  // Its install script puts the binary of this platform in place.
  const manifest = { private: true, allowScripts: { [name]: true } };
  await writeFile(join(home, 'package.json'), JSON.stringify(manifest));
  npm(home, 'install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts=false', `${name}@${version}`);
  if (!(await runs(binary))) throw new Error(`${name} ${version} was installed, but ${binary} does not run`);
  return binary;
}

async function runs(binary) {
  return run(binary, ['--version']).then(
    () => true,
    () => false,
  );
}
