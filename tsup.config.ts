import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/register.ts'],
  tsconfig: 'tsconfig.src.json',
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  // tsup sets `baseUrl`, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  sourcemap: true,
  clean: true,
  // A second copy of faker would be another `Faker.prototype`: the registration would silently do nothing.
  external: [/^@faker-js\/faker/],
  // The one CommonJS dependency; inlined, the package also runs in a browser without a bundler.
  noExternal: [/^seedrandom/],
});
