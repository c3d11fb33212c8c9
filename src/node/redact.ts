/** What stands in place of a password. */
const HIDDEN = '***';

/** A URL as it may be shown: without its password, and without parameters that may hold a secret. */
export function shownUrl(url: string): string {
  try {
    const shown = new URL(url);
    if (shown.password !== '') shown.password = HIDDEN;
    for (const key of shown.searchParams.keys()) if (SECRET.test(key)) shown.searchParams.set(key, HIDDEN);
    return shown.href;
  } catch {
    // A password that is not encoded may itself hold what ends one.
    return url.replace(/\/\/.*@/s, `//${HIDDEN}@`);
  }
}

const SECRET = /pass|secret|token|key|credential/i;

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
    const { password, searchParams } = new URL(url);
    const values = Array.from(searchParams).flatMap(([key, value]) => (SECRET.test(key) ? [value] : []));
    const secrets = [password, decodeURIComponent(password), ...values];
    return secrets.filter((secret) => secret !== '');
  } catch {
    return [];
  }
}
