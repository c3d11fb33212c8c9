import { defineConfig, type Options } from 'tsup';

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
  entry: ['src/index.ts', 'src/register.ts'],
  tsconfig: 'tsconfig.src.json',
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  // tsup sets `baseUrl`, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  plugins: [keepConst],
  sourcemap: true,
  clean: true,
  // A second copy of faker would be another `Faker.prototype`: the registration would silently do nothing.
  external: [/^@faker-js\/faker/],
  // The one CommonJS dependency, inlined so that the package also runs in a browser without a bundler; and one of which
  // three functions are used, so that their 1 % is loaded and not the whole.
  noExternal: [/^seedrandom/, /^simple-statistics/],
});
