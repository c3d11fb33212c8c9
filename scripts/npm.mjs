import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** Runs npm in a folder. What it prints goes to stderr, so that stdout stays the caller's. */
export function npm(folder, ...args) {
  // The npm that runs this script, where there is one.
  const self = process.env['npm_execpath'];
  const [command, first] = self?.endsWith('npm-cli.js') ? [process.execPath, [self]] : ['npm', []];
  const { status, error } = spawnSync(command, [...first, ...args], {
    cwd: folder,
    // An enclosing `npm run` names its own project there.
    env: { ...process.env, npm_config_local_prefix: folder },
    stdio: ['ignore', 2, 2],
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${folder}`, { cause: error });
}
