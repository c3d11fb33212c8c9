import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { Found, ServerError } from '../../errors.js';
import { systemWords } from '../systemWords.js';

/**
 * The data in a file of JSON, where its name ends in `.json`, else of YAML, of which JSON is a part.
 *
 * @param flag - The flag that names the file.
 * @param name - `-` is the standard input.
 * @throws {ServerError} When it cannot be read, or is neither.
 */
export async function readData(flag: string, name: string): Promise<unknown> {
  const text = textOf(await readBytes(flag, name));
  if (/\.json(?:\.gz)?$/i.test(name)) checkJson(name, text);
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  // JSON as well: only so is a key told of that is there twice.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
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

/** The text of bytes, whose first ones may say that they are UTF-16, as Windows has it. */
function textOf(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 2);
  return new TextDecoder(mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8').decode(bytes);
}

/** @throws {ServerError} When a text is no JSON, in the words of JSON and not of YAML. */
function checkJson(name: string, text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    // Some of the engine's errors have a position; a text that is cut off ends where it does.
    const end = message.startsWith('Unexpected end') ? text.length : undefined;
    const [, words = message, at = end] = /^(.+?)(?: in JSON)? at position (\d+)/.exec(message) ?? [];
    const place = at === undefined ? '' : `:${lineAndColumn(text, Number(at))}`;
    const found = lowerFirst(words.replaceAll(/\s+/g, ' '));
    throw new ServerError(`${placeOfData(name)}${place}`, 'JSON', new Found(found));
  }
}

function lineAndColumn(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `${lines.length}:${lines.at(-1)!.length + 1}`;
}

/** How errors call a file. */
export function placeOfData(name: string): string {
  return name === '-' ? 'stdin' : name;
}

/**
 * The bytes of a file, unpacked where its name ends in `.gz`, in whichever case.
 *
 * @throws {ServerError} When it cannot be read.
 */
export async function readBytes(flag: string, name: string): Promise<Buffer> {
  const need = `a file that can be read at ${placeOfData(name)}`;
  try {
    const bytes = await (name === '-' ? buffer(process.stdin) : readFile(name));
    return /\.gz$/i.test(name) ? gunzipSync(bytes) : bytes;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ServerError(flag, need, new Found(isMissing ? 'no such file' : systemWords(error as Error)));
  }
}

/** A sentence of a library's within one of ours. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
