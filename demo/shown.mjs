// @ts-check
import { relative } from 'node:path';
import process from 'node:process';

/**
 * A path as one would type it here.
 *
 * @param {string} path
 */
export function shown(path) {
  return relative(process.cwd(), path);
}

/**
 * An error as one sentence, with what PostgreSQL knows of it.
 *
 * @param {unknown} error
 */
export function sentence(error) {
  if (!(error instanceof Error)) return String(error);
  return 'detail' in error && error.detail ? `${error.message} (${error.detail})` : error.message;
}
