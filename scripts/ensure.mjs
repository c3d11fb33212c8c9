// Makes `npm test`, `npm run demo` … work on a fresh clone, with nothing but Node and npm: installs what the lock file
// names, if it isn't there, and with --build also builds dist, if it is missing or older than what it is made from.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { npm } from './npm.mjs';

const root = join(import.meta.dirname, '..');

if (!installed()) {
  console.error('node_modules does not match package-lock.json: npm ci');
  npm(root, 'ci', '--include=dev', '--no-audit', '--no-fund');
}
if (process.argv.includes('--build') && !built()) {
  console.error('dist is missing or older than its sources: npm run build');
  npm(root, 'run', 'build');
}

/** Contents are compared, not dates: a checkout gives the lock file a new date without a change. */
function installed() {
  const wanted = packages('package-lock.json');
  const present = packages('node_modules/.package-lock.json');
  if (wanted === undefined) throw new Error('package-lock.json is missing or unreadable');
  if (present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, link }]) => {
    if (path === '' || link) return true;
    const found = present[path];
    // An optional package may be one for another platform, which npm leaves out.
    if (found === undefined) return Boolean(optional ?? devOptional);
    return found.version === version && existsSync(join(root, path));
  });
}

function packages(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function built() {
  const made = ['index.js', 'index.d.ts', 'register.js', 'register.d.ts'].map((name) => changed(`dist/${name}`));
  const configs = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.src.json', 'tsup.config.ts'];
  const source = [...configs, 'scripts/notices.ts'];
  return Math.min(...made) >= Math.max(newest('src'), ...source.map(changed));
}

/** The date of the newest file or folder below a folder; a folder's own date tells of a deleted file. */
function newest(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const dates = entries.map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? newest(path) : changed(path);
  });
  return Math.max(changed(folder), ...dates);
}

function changed(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
