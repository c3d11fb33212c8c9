// What the package costs before it does anything: the time to import it, and its size in a bundle.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { machine } from './machine.js';
import { median, quantile } from './rounds.js';
import { digits, table } from './table.js';

const ROUNDS = 21;
const root = process.cwd();
const run = promisify(execFile);

const CORE = 'faker-server';
const ONE_LOCALE = '@faker-js/faker/locale/en';
const REGISTER = 'faker-server/register';
const imports: readonly (readonly string[])[] = [
  [],
  [CORE],
  [REGISTER],
  [ONE_LOCALE],
  [ONE_LOCALE, CORE],
  [ONE_LOCALE, REGISTER],
  ['@faker-js/faker'],
  ['@faker-js/faker', REGISTER],
];

/** Milliseconds that a new process needs to import some modules, by its own clock and as a whole. */
async function load(modules: readonly string[]): Promise<{ importMs: number; processMs: number }> {
  const statements = modules.map((module) => `await import('${module}');`).join('');
  const source = `const start = performance.now();${statements}console.log(performance.now() - start)`;
  const start = performance.now();
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', source], { cwd: root });
  return { importMs: Number(stdout), processMs: performance.now() - start };
}

const loads = imports.map(() => [] as Awaited<ReturnType<typeof load>>[]);
for (let round = 0; round < ROUNDS; round++) {
  for (let turn = 0; turn < imports.length; turn++) {
    const at = (turn + round) % imports.length;
    loads[at]!.push(await load(imports[at]!));
  }
}
table(
  `Import in a new process, by the clock, ${ROUNDS} interleaved rounds. ${machine()}`,
  ['', 'import ms, median', 'fastest quarter', 'whole process ms, median'],
  imports.map((modules, at) => {
    const times = loads[at]!.map(({ importMs }) => importMs);
    return [
      modules.join(' + ') || 'nothing',
      digits(median(times)),
      digits(quantile(times, 0.25)),
      digits(median(loads[at]!.map(({ processMs }) => processMs))),
    ];
  }),
);

/** Kilobytes of a bundle, minified and gzipped. */
async function size(source: string, external: readonly string[]): Promise<{ minified: number; gzipped: number }> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: [...external],
    // The built package itself, past the paths of tsconfig.json.
    tsconfigRaw: {},
    alias: { [REGISTER]: join(root, 'dist/register.js'), [CORE]: join(root, 'dist/index.js') },
  });
  const [{ contents }] = outputFiles as [(typeof outputFiles)[0]];
  return { minified: contents.length / 1000, gzipped: gzipSync(contents, { level: 9 }).length / 1000 };
}

const OWN = ['ml-matrix', '@logtape/logtape'];
const FAKER = '@faker-js/faker';
const core = `export * from '${CORE}'`;
const bundles: readonly (readonly [name: string, source: string, external: readonly string[]])[] = [
  [`${CORE}, its own code and alea`, core, [...OWN, FAKER]],
  [`${CORE} with its dependencies`, core, [FAKER]],
  [`${REGISTER} with its dependencies, without faker`, `import '${REGISTER}'`, [FAKER]],
  [`${ONE_LOCALE} alone`, `export * from '${ONE_LOCALE}'`, []],
  [`${ONE_LOCALE} + ${REGISTER}`, `import '${REGISTER}'; export * from '${ONE_LOCALE}'`, []],
];
const sizes: string[][] = [];
for (const [name, source, external] of bundles) {
  const { minified, gzipped } = await size(source, external);
  sizes.push([name, digits(minified), digits(gzipped)]);
}
table('Size of a bundle by esbuild, kB', ['', 'minified', 'min + gz'], sizes);
