import { Found, ServerError } from '../../errors.js';

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
    const { path, expected, received } = error;
    const found = typeof place === 'string' ? place : place(path);
    throw new ServerError(found, expected, new Found(received), { cause: error });
  }
}
