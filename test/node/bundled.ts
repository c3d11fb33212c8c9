import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');

/** A program for a Node of its own, which imports the sources by their names as users do. */
export interface Program extends Disposable {
  readonly file: string;
}

/** Bundles the code of a program, as a module. */
export async function bundled(code: string): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'faker-server-program-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const source = join(folder, 'source.ts');
  writeFileSync(source, code);
  const file = join(folder, 'program.mjs');
  await build({
    entryPoints: [source],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    tsconfig: join(root, 'tsconfig.json'),
    alias: {
      'faker-server': join(root, 'src/index.ts'),
      'faker-server/postgres': join(root, 'src/node/postgres.ts'),
      'faker-server/pglite': join(root, 'src/node/pglite.ts'),
    },
    external: ['postgres', '@electric-sql/pglite', '@faker-js/faker'],
    // CommonJS among the dependencies asks for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return { file, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
