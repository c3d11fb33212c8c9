import { text } from '../check.js';
import { Found, ServerError } from '../errors.js';
import { checkPort } from './checkPort.js';
import { decoded } from './decoded.js';
import { redacted, shownUrl } from './redact.js';

/** Where requests go: a URL, and who asks. */
export interface Endpoint {
  /** Without credentials, which `fetch` refuses. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The URL as it may be shown. */
  readonly shown: string;
  /** A text, such as a server's answer, without the credentials. */
  readonly redact: (text: string) => string;
}

/**
 * The endpoint that a user wrote.
 *
 * @param path - Where it was written.
 * @param value - The URL, with user and password in it where the server wants them.
 * @param example - A URL that is valid there.
 * @param token - Sent in the header `Authorization` after `scheme`, in place of them.
 * @throws {ServerError} When it is no URL of HTTP.
 */
export function endpoint(path: string, value: unknown, example: string, token: unknown, scheme: string): Endpoint {
  const need = `a URL that begins with http:// or https://, such as ${example}`;
  const given = text(path, value, need);
  const secret = token === undefined ? undefined : text(`${path}.token`, token);
  checkPort(path, given);
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new ServerError(path, need, new Found(shownUrl(given)));
  }
  const { user, password } = credentialsOf(url);
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  const authorization = secret !== undefined ? `${scheme} ${secret}` : `Basic ${basic}`;
  const secrets = [secret ?? '', password, basic].filter((words) => words !== '');
  return {
    url,
    headers: secret === undefined && user === '' && password === '' ? {} : { authorization },
    shown: shownUrl(url.href),
    redact: (words) => secrets.reduce((rest, each) => rest.replaceAll(each, '***'), redacted(words, given)),
  };
}

/** User and password, which are taken out of a URL: they stand before its host, or as InfluxDB 1 has them. */
function credentialsOf(url: URL): { readonly user: string; readonly password: string } {
  const { username, password, searchParams } = url;
  const found =
    username === '' && password === ''
      ? { user: searchParams.get('u') ?? '', password: searchParams.get('p') ?? '' }
      : { user: decoded(username), password: decoded(password) };
  url.username = url.password = '';
  for (const key of ['u', 'p']) searchParams.delete(key);
  return found;
}

/** The endpoint with another path and other parameters. */
export function sibling({ url, ...rest }: Endpoint, pathname: string, search: URLSearchParams): Endpoint {
  const other = new URL(url);
  other.pathname = pathname;
  other.search = search.toString();
  return { ...rest, url: other, shown: shownUrl(other.href) };
}
