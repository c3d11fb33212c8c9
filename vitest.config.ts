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

/** Files that change what all share, such as modules. Each has a process of its own. */
const ALONE = ['contract', 'demo', 'docs', 'node/postgresql/lockFolder', 'scale', 'servers'].map(
  (name) => `test/${name}{,/**/*}.test.ts`,
);

/** The longest files first, and short ones last: else all processors but one would wait for a long one. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId, project }: TestSpecification): number =>
      project.name === 'alone' ? 0 : moduleId.includes('/test/fit/') ? 1 : moduleId.includes('/test/node/') ? 2 : 3;
    return sorted.sort((one, other) => place(one) - place(other));
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
    setupFiles: ['test/setup.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The others share one for each worker, which imports the sources once: a second and more for each file.
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      { extends: true, test: { name: 'together', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false } },
    ],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['**/*.d.ts'],
      reporter: ['text', 'html'],
      reportsDirectory: 'coverage',
    },
  },
});
