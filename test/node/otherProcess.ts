import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Another process, for one test, that runs a module written as users write theirs. */
export async function otherProcess(code: string): Promise<ChildProcess> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    stdin: { contents: code, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    // The registration is a side effect, which package.json knows of the built file alone.
    ignoreAnnotations: true,
    format: 'esm',
    platform: 'node',
    external: ['@duckdb/*', '@electric-sql/*', 'mysql2', 'better-sqlite3', '@faker-js/faker'],
    // CommonJS that is bundled asks for `require`.
    banner: { js: "import { createRequire as own } from 'node:module'; const require = own(import.meta.url);" },
  });
  // Below node_modules, so that it finds the packages it leaves out.
  const folder = join(ROOT, 'node_modules/.cache/otherProcess');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${(number += 1)}.mjs`);
  writeFileSync(file, outputFiles[0]!.text);
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
let number = 0;

/** Waits until a process has printed something. */
export async function hasPrinted(child: ChildProcess): Promise<string> {
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`the process ended with ${code}`);
  });
  const [printed] = (await Promise.race([once(child.stdout!, 'data'), exited])) as [Buffer];
  exited.catch(() => undefined);
  return printed.toString();
}

/** SIGKILL, and it is gone. */
export async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
