// Runs a benchmark of bench/, written in TypeScript against src:   npm run bench [-- NAME …], all of them by default.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
// Below node_modules, so that the bundle finds the packages it leaves out.
const outdir = join(root, 'node_modules/.cache/bench');
const all = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => basename(file, '.bench.ts'));
const names = process.argv.length > 2 ? process.argv.slice(2) : all;

mkdirSync(outdir, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: names.map((name) => `bench/${name}.bench.ts`),
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
});
for (const name of names) {
  const script = join(outdir, `${name}.bench.mjs`);
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', script], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
