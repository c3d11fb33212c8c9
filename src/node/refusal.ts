import { Found, ServerError } from '../errors.js';
import { redacted } from './redact.js';
import { systemWords } from './systemWords.js';
import { isThrownByUser, thrownByUser } from './writing.js';

/**
 * The sentence for what a database or its driver said, without what must not be seen; an error of ours as it is, and
 * so what `onProgress` threw.
 *
 * @param url - What was connected to, if anything was.
 */
export function refusal(path: string, need: string, cause: unknown, url = ''): Error {
  if (isThrownByUser(cause)) return thrownByUser(cause);
  if (cause instanceof ServerError) return cause;
  // What cannot be read as a URL carries it whole, and is what the user wrote.
  const isOfUrl = cause instanceof URIError || isNoUrl(cause);
  return new ServerError(path, need, new Found(redacted(wordsOf(cause), url)), isOfUrl ? {} : { cause });
}

/** Whether an error is that of a URL that is none. */
function isNoUrl(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'input' in cause;
}

function wordsOf(cause: unknown): string {
  if (isNoUrl(cause)) return 'a URL that cannot be read';
  if (cause instanceof URIError) return 'a % that is not written as %25';
  // Where a name has several addresses, each has its error.
  if (cause instanceof AggregateError) return cause.errors.map(wordsOf).join(', ');
  // PGlite's file system throws an object with no more than a number.
  if (!(cause instanceof Error)) return typeof cause === 'string' ? cause : `an error ${JSON.stringify(cause)}`;
  const { code, detail } = cause as { readonly code?: unknown; readonly detail?: unknown };
  if (code === 'CONNECTION_CLOSED') return 'a connection that was closed';
  return typeof detail === 'string' ? `${cause.message} (${detail})` : systemWords(cause);
}
