import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const source = (file: string) => fileURLToPath(new URL(`src/${file}`, import.meta.url));

/** Threads run without vitest: they get the worker of the sources as one file, below node_modules with its packages. */
const worker: Plugin = {
  name: 'worker',
  enforce: 'pre',
  async transform(code, id) {
    if (!id.endsWith('/src/node/threads.ts')) return undefined;
    const outfile = fileURLToPath(new URL('node_modules/.cache/worker/worker.mjs', import.meta.url));
    await build({
      entryPoints: [source('node/worker.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
    });
    return code.replace("new URL('./worker.js', import.meta.url)", `new URL('${pathToFileURL(outfile).href}')`);
  },
};

// Where scripts/install-servers.sh has built better-sqlite3, which is no dependency: `require` looks there last. Set before
// the processes of the tests start, as Node reads it once.
const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
const sqlite = join(cache, `faker-server-sqlite/node-${process.versions.modules}/node_modules`);
process.env['NODE_PATH'] = [process.env['NODE_PATH'], sqlite].filter(Boolean).join(delimiter);

/** The longest files first, which are small ones: begun last, they would keep all processors but one waiting. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/fit/');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  plugins: [worker],
  resolve: {
    alias: [
      { find: /^faker-server$/, replacement: source('index.ts') },
      { find: /^faker-server\/register$/, replacement: source('register.ts') },
      { find: /^faker-server\/formats$/, replacement: source('formats/index.ts') },
      { find: /^faker-server\/([a-z]+)$/, replacement: source('node/$1.ts') },
    ],
  },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['**/*.d.ts'],
      reporter: ['text', 'html'],
      reportsDirectory: 'coverage',
    },
  },
});
