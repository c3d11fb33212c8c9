/** What stands in place of a password. */
const HIDDEN = '***';

/**
 * A URL as it may be shown: without its password, and without parameters that may hold a secret. Of what is none, such
 * as `host=localhost password=…`, nothing is shown behind a name that may have one.
 */
export function shownUrl(url: string): string {
  try {
    const shown = new URL(url.replace(PAIR_OF_URL, `$1${HIDDEN}`));
    if (holdsMore(shown)) return hidden(url);
    if (shown.password !== '') shown.password = HIDDEN;
    for (const key of shown.searchParams.keys()) if (SECRET.test(key)) shown.searchParams.set(key, HIDDEN);
    // Of a host alone, the parser adds a path.
    return shown.href === `${url}/` ? url : shown.href;
  } catch {
    return hidden(url);
  }
}

/** The last is that of InfluxDB 1. */
const SECRET = /pass|pwd|secret|token|key|credential|^p$/i;

/**
 * Whether a URL has an `@` that ends no user: that of one with a slash too few, or with a password that is not encoded
 * and itself holds what ends one.
 */
function holdsMore({ username, password, href }: URL): boolean {
  return username === '' && password === '' && href.includes('@');
}

/** A text without what stands before its last `@`, but for a scheme, and behind the name of a secret. */
function hidden(url: string): string {
  return url.replace(BEFORE_AT, `$1${HIDDEN}@`).replace(PAIR, `$1${HIDDEN}`);
}

/** The name of a secret and all behind it: what ends the value, a space, a `;` or a quote, differs from form to form. */
const PAIR = /((?:^|[\s;?&,])[\w ]*(?:pass|pwd|secret|token|key|credential)[\w ]*=)(.+)$/is;
/** The same in a URL, where `&` ends it. */
const PAIR_OF_URL = /([\s;?&,][\w ]*(?:pass|pwd|secret|token|key|credential)[\w ]*=)([^&]+)/gi;

const BEFORE_AT = /^((?:[\w+.-]*:\/*|\w*\/\/)?)(.*)@/s;

/**
 * A text, such as the message of a driver's error, without the secrets of a URL.
 *
 * @param url - What was connected to.
 */
export function redacted(text: string, url: string): string {
  return secretsOf(url).reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text.replaceAll(url, shownUrl(url)));
}

/** The secrets in a URL, as they are written and as they are meant. */
function secretsOf(url: string): readonly string[] {
  try {
    const parsed = new URL(url);
    if (holdsMore(parsed)) return hiddenOf(url);
    const { password, searchParams } = parsed;
    const values = Array.from(searchParams).flatMap(([key, value]) => (SECRET.test(key) ? [value] : []));
    const pairs = Array.from(url.matchAll(PAIR_OF_URL), ([, , value = '']) => value);
    const secrets = [password, decodeURIComponent(password), ...values, ...pairs];
    return secrets.filter((secret) => secret !== '');
  } catch {
    return hiddenOf(url);
  }
}

/** What {@link hidden} hides: a password, behind a user or its name. */
function hiddenOf(url: string): readonly string[] {
  const [, , credentials = ''] = BEFORE_AT.exec(url) ?? [];
  const [, , rest = ''] = PAIR.exec(url) ?? [];
  const [, ...value] = /^\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|([^\s;]*))/s.exec(rest) ?? [];
  const password = credentials.replace(/^[^:]*:/, '');
  // What parsers take for a path or a database, where the password holds what ends a host.
  const ends = password.split(/[/?#]/).slice(1);
  return [password, ...ends, rest, ...value].filter((secret) => secret);
}
