import { systemWords } from '../systemWords.js';

/** Numbers of WASI, which PGlite's file system has for what the system says. */
const CODES: Readonly<Record<number, string>> = {
  2: 'EACCES',
  19: 'EDQUOT',
  22: 'EFBIG',
  51: 'ENOSPC',
  54: 'ENOTDIR',
  63: 'EPERM',
  69: 'EROFS',
};

/** An error of PGlite's file system, which is an object with no more than a number, in words; others as they are. */
export function fileSystemError(cause: unknown): unknown {
  const { name, errno } = (cause ?? {}) as { readonly name?: unknown; readonly errno?: unknown };
  const code = name === 'ErrnoError' && typeof errno === 'number' ? CODES[errno] : undefined;
  return code === undefined ? cause : new Error(systemWords(Object.assign(new Error(code), { code })), { cause });
}
