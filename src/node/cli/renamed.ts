import { placed, ServerError } from '../../errors.js';

/**
 * What is read of the library, with errors placed where the user wrote the value.
 *
 * @param place - The flag, or what becomes of the library's path.
 */
export function renamed<T>(place: string | ((path: string) => string), read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw placed(error, typeof place === 'string' ? place : place(error.path), error);
  }
}
