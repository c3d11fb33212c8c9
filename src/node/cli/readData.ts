import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { text as textOf } from 'node:stream/consumers';
import { LineCounter, parseDocument } from 'yaml';
import { Found, ServerError } from '../../errors.js';
import { systemWords } from '../systemWords.js';

/**
 * The data in a file of YAML, or of JSON, which is a part of it.
 *
 * @param flag - The flag that names the file.
 * @param name - `-` is the standard input.
 * @throws {ServerError} When it cannot be read, or is neither.
 */
export async function readData(flag: string, name: string): Promise<unknown> {
  const lines = new LineCounter();
  const document = parseDocument(await readText(flag, name), { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new ServerError(`${placeOfData(name)}:${line}:${col}`, 'YAML or JSON', new Found(lowerFirst(error.message)));
  }
  try {
    return document.toJS();
  } catch (error) {
    // Such as aliases that would unfold into millions of nodes.
    throw new ServerError(placeOfData(name), 'YAML or JSON', new Found(lowerFirst((error as Error).message)));
  }
}

/** How errors call a file. */
export function placeOfData(name: string): string {
  return name === '-' ? 'stdin' : name;
}

async function readText(flag: string, name: string): Promise<string> {
  try {
    return await (name === '-' ? textOf(process.stdin) : readFile(name, 'utf8'));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const found = isMissing ? 'no such file' : systemWords(error as Error);
    throw new ServerError(flag, `a file that can be read at ${placeOfData(name)}`, new Found(found));
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
