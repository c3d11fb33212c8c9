import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A fenced block of code in a page or in a docstring. */
export interface Block {
  /** Path from the project's root, with slashes. */
  readonly file: string;
  /** Line of the file on which the code begins, from 1. */
  readonly line: number;
  /** What stands after the fence. */
  readonly language: string;
  /** What stands before each line: nothing in a page, ` * ` in a docstring. */
  readonly margin: string;
  readonly code: string;
}

export const ROOT = resolve(import.meta.dirname, '../..');

/** What a page's blocks may be in; of these, `ts` and `js` run. */
export const LANGUAGES = ['ts', 'js', 'sh', 'json', 'text'];

/** The pages that users read. */
export const PAGES: readonly string[] = ['README.md', 'CONTRIBUTING.md', ...filesIn('docs', '.md')];

export const SOURCES: readonly string[] = filesIn('src', '.ts').filter((file) => !file.endsWith('.d.ts'));

export function readText(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** The blocks of a file: of a page all that are fenced, of a source those in its docstrings, fenced or not. */
export function blocksOf(file: string): Block[] {
  const fence = file.endsWith('.md') ? /^()```(.*)$/ : /^(\s*\* )```(.*)$/;
  const bare = /^(\s*\* )@example$/;
  const lines = readText(file).split('\n');
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const isBare = bare.test(lines[i]!) && !fence.test(lines[i + 1]!);
    const [, margin, language = 'ts'] = (isBare ? bare : fence).exec(lines[i]!) ?? [];
    if (margin === undefined) continue;
    const isEnd = (line: string): boolean => (isBare ? /^\s*\*(\/| @)/.test(line) : line.startsWith(`${margin}\`\`\``));
    const end = lines.findIndex((line, at) => at > i && isEnd(line));
    if (end < 0) throw new Error(`${file}:${String(i + 1)}: a block without an end`);
    const code = lines.slice(i + 1, end).map((line) => line.slice(margin.length));
    blocks.push({ file, line: i + 2, language, margin, code: code.join('\n') });
    // The tag or comment that ends an example without a fence may begin another.
    i = isBare ? end - 1 : end;
  }
  return blocks;
}

function filesIn(folder: string, end: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort();
}
