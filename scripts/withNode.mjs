// A script in another Node, which npm installs on first use: a part of the tests where `node:sqlite` is, say.
//   node scripts/withNode.mjs 24 node_modules/vitest/vitest.mjs run test/num
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { installedNode } from './installed.mjs';

const [major, ...args] = process.argv.slice(2);
if (major === undefined || args.length === 0) {
  console.error('usage: node scripts/withNode.mjs <major version of Node> <script> [<argument> …]');
  process.exit(2);
}
const { status, error } = spawnSync(await installedNode(major), args, { stdio: 'inherit' });
if (error !== undefined) throw error;
process.exitCode = status ?? 1;
