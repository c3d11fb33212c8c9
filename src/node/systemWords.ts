/** What is in the way, by the system's codes. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such folder',
  ENOTDIR: 'a file in place of a folder',
  EISDIR: 'a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a read-only file system',
  ENOSPC: 'a full disk',
  EDQUOT: 'a full quota',
  EFBIG: 'a file as large as its system lets it be',
  ENAMETOOLONG: 'a name that is too long',
  ELOOP: 'links in a circle',
};

/** What an error says: in a few words, where it is one of the file system's. */
export function systemWords({ code = '', syscall, message }: NodeJS.ErrnoException): string {
  // Of a socket that is a file, the message names it.
  return (syscall === 'connect' ? undefined : WORDS[code]) ?? message;
}
