import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
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
  const document = parseDocument((await readBytes(flag, name)).toString(), { lineCounter: lines, prettyErrors: false });
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

/**
 * The bytes of a file, unpacked where its name ends in `.gz`.
 *
 * @throws {ServerError} When it cannot be read.
 */
export async function readBytes(flag: string, name: string): Promise<Buffer> {
  const need = `a file that can be read at ${placeOfData(name)}`;
  try {
    const bytes = await (name === '-' ? buffer(process.stdin) : readFile(name));
    return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ServerError(flag, need, new Found(isMissing ? 'no such file' : systemWords(error as Error)));
  }
}

/** A sentence of a library's within one of ours. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
