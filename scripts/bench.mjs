// Runs benchmarks of bench/ on the built package:   npm run bench [-- NAME …]
// Without a name those of the usual run; by name also the long ones: `memory` with 100 million records, `profile`.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
// Below node_modules, so that the bundle finds the packages it leaves out.
const outdir = join(root, 'node_modules/.cache/bench');
const usual = [['records'], ['keys'], ['access'], ['load'], ['memory', '5']];
const known = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => basename(file, '.bench.ts'));
const asked = process.argv.slice(2).map((name) => [name]);
const runs = asked.length > 0 ? asked : usual;
const unknown = runs.find(([name]) => !known.includes(name));
if (unknown) {
  console.error(`bench: expected some of ${known.join(', ')}, received ${unknown}`);
  process.exit(2);
}

// What is measured is what users run: dist, not src.
const built = spawnSync(process.execPath, [join(root, 'scripts/ensure.mjs'), '--build'], { stdio: ['ignore', 2, 2] });
if (built.status !== 0) process.exit(1);
const dist = (file) => ({ path: pathToFileURL(join(root, 'dist', file)).href, external: true });

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: known.map((name) => `bench/${name}.bench.ts`),
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  plugins: [
    {
      name: 'built-package',
      setup({ onResolve }) {
        onResolve({ filter: /^faker-server$/ }, () => dist('index.js'));
        onResolve({ filter: /^faker-server\/[a-z]+$/ }, ({ path }) => dist(`${path.split('/')[1]}.js`));
      },
    },
  ],
});
mkdirSync(outdir, { recursive: true });
// What sees to it that no server outlives a benchmark is a file beside the code that starts it.
copyFileSync(join(root, 'test/servers/guardian.sh'), join(outdir, 'guardian.sh'));
// As in tsup.config.ts: kernels are a third slower where esbuild has turned their constants into variables.
for (const { path, text } of outputFiles) writeFileSync(path, text.replace(/^var (?=[A-Z][A-Z0-9_]* =)/gm, 'const '));

for (const [name, ...args] of runs) {
  // A sweep between two measurements must not throw away the code of functions that rest meanwhile.
  const flags = ['--enable-source-maps', '--expose-gc', '--no-flush-bytecode'];
  const script = join(outdir, `${name}.bench.mjs`);
  const { status } = spawnSync(process.execPath, [...flags, script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
