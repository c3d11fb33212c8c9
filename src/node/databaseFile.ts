import { text } from '../check.js';
import { Found, ServerError } from '../errors.js';

/** The name of a database's file: with a colon at its head, it would be one in memory, which is gone when the call returns. */
export function databaseFile(path: string, value: unknown): string {
  const file = text(path, value);
  if (file.startsWith(':')) throw new ServerError(path, 'the name of a file', new Found(file));
  return file;
}
