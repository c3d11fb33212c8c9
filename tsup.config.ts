import { defineConfig, type Options } from 'tsup';
import { notices } from './scripts/notices.js';

type Plugin = NonNullable<Options['plugins']>[number];

/**
 * esbuild turns the top-level `const`s of a bundle into `var`s. V8 folds the former into the machine code and must load
 * and check the latter at every use: the kernels of src/num are a third slower with them. This turns them back.
 */
const keepConst: Plugin = {
  name: 'keep-const',
  renderChunk: (code) => ({ code: code.replace(/^var (?=[A-Z][A-Z0-9_]* =)/gm, 'const ') }),
};

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    register: 'src/register.ts',
    formats: 'src/formats/index.ts',
    files: 'src/node/files.ts',
    // What threads run: src/node/threads.ts finds it beside itself.
    worker: 'src/node/worker.ts',
    postgres: 'src/node/postgres.ts',
    pglite: 'src/node/pglite.ts',
    sqlite: 'src/node/sqlite.ts',
    duckdb: 'src/node/duckdb.ts',
    mysql: 'src/node/mysql.ts',
    cli: 'src/node/cli/main.ts',
    influx: 'src/node/influx.ts',
    prometheus: 'src/node/prometheus.ts',
  },
  tsconfig: 'tsconfig.build.json',
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  // tsup sets `baseUrl`, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  plugins: [keepConst],
  esbuildPlugins: [notices],
  sourcemap: true,
  clean: true,
  // A second copy of faker would be another `Faker.prototype`: the registration would silently do nothing.
  external: [/^@faker-js\/faker/, /^node:/],
  // Bundled, and so devDependencies, whose licences are in NOTICES.txt: the one CommonJS package, so that the others also
  // run in a browser without a bundler; and those of which a few functions are used, which nobody should install whole.
  noExternal: [/^seedrandom/, /^simple-statistics/, /^kysely/, /^hyparquet-writer/],
});
