import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { dependencies } from '../dependencies.js';

const ROOT = join(import.meta.dirname, '../..');

/**
 * A module of the sources, or one written here, as a file that Node runs, below node_modules so that it finds the
 * packages.
 */
export async function bundle(name: string, entry: string | { readonly code: string }): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    ...(typeof entry === 'string'
      ? { entryPoints: [entry] }
      : { stdin: { contents: entry.code, resolveDir: ROOT, loader: 'ts' } }),
    bundle: true,
    write: false,
    // The registration is a side effect, which package.json knows of the built file alone.
    ignoreAnnotations: true,
    format: 'esm',
    platform: 'node',
    external: dependencies,
    // By a name that no module has of its own: CommonJS that is bundled asks for `require`.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  // As deep below package.json, which the command line reads, as it is in the package.
  const folder = join(ROOT, 'node_modules/.cache/scale/dist');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(ROOT, 'package.json'), join(folder, '../package.json'));
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, outputFiles[0]!.text);
  return file;
}
