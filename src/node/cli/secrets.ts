import process from 'node:process';
import { quote } from '../../errors.js';
import { redacted, shownUrl } from '../redact.js';
import { shellWord } from './words.js';

/**
 * Takes the credentials of a command line out of a text: those of its addresses. What it reads from the environment is
 * taken out whole, and the variable named in its place.
 *
 * @param args - The command line.
 */
export function withoutSecrets(args: readonly string[]): (text: string) => string {
  const token = process.env['FAKER_SERVER_TOKEN'] ?? '';
  return (text) => {
    const known = args.filter(isVariable).reduce(withoutValue, text);
    const shown = args.filter(isAddress).reduce(withoutCredentials, known);
    return token === '' ? shown : shown.replaceAll(token, '***');
  };
}

/** A command line as it may be shown. */
export function shownCommand(args: readonly string[]): string {
  return ['faker-server', ...args.map((arg) => shellWord(shownWord(arg)))].join(' ');
}

/** A word of a command line as it may be shown. */
export function shownWord(arg: string): string {
  return isAddress(arg) ? shownUrl(arg) : arg;
}

/** Whether an argument is an address, if a mistyped one: with a scheme, with an `@` behind a password, or in pairs. */
function isAddress(arg: string): boolean {
  const isUrl = /:\/\/|^(?:postgres|mysql|mariadb|influx|prometheus|victoriametrics)[\w+]*[:/]/i.test(arg);
  // But for a file of Windows.
  const hasUser = /:.*@/s.test(arg) && !/^[a-z]:\\/i.test(arg);
  return isUrl || hasUser || isSettings(arg) || /(?:pass|pwd)\w*\s*=/i.test(arg);
}

/** Whether an address is none of ours but one in pairs: `host=localhost user=me`, `Server=localhost;Uid=me`. */
export function isSettings(address: string): boolean {
  return SETTINGS.test(address);
}

/** The names with which libpq, ADO and ODBC begin; by eye. */
const SETTINGS =
  /^\s*(?:host(?:addr|name)?|server|data source|address|addr|driver|dsn|provider|port|service|db(?:name)?|database|initial catalog|user(?:name| ?id)?|uid|pass\w*|pwd)\s*=/i;

/** What stands for a variable of the environment: a URL that no list of processes shows. */
const ENVIRONMENT = 'env:';

/** Whether an argument stands for a variable of the environment. */
export function isVariable(arg: string): boolean {
  return arg.startsWith(ENVIRONMENT);
}

/** An argument; of `env:NAME` what the environment has under the name. */
export function read(arg: string): string {
  return isVariable(arg) ? (process.env[arg.slice(ENVIRONMENT.length)] ?? '') : arg;
}

/** A text without the secrets of an address; where a long one is cut, its end may be that of half a password. */
function withoutCredentials(text: string, address: string): string {
  return redacted(text.replaceAll(quote(address), quote(shownUrl(address))), address);
}

/** A text without the value of a variable: as it is, as it may be shown, and as the URL that it leads to. */
function withoutValue(text: string, variable: string): string {
  const value = read(variable);
  if (value === '') return text;
  // Such as influx+http: what is asked is at http.
  const url = value.replace(/^\w+\+(?=https?:)/i, '');
  // No target is shorter than `a.db`, and what is shorter is in many words.
  const forms = [...new Set([value, shownUrl(value), url, shownUrl(url)])].filter(({ length }) => length > 3);
  const named = forms.reduce((rest, form) => rest.replaceAll(quote(form), variable).replaceAll(form, variable), text);
  return withoutCredentials(named.replaceAll(besideUrl(url), variable), value);
}

/** All that begins with the host of a URL, as its other paths do; nothing for what is none. */
function besideUrl(url: string): RegExp {
  const [, scheme, host] = /^([a-z+]+:\/\/)(?:[^/?#]*@)?([^/?#]+)/i.exec(url) ?? [];
  if (host === undefined) return /(?!)/g;
  const escaped = [scheme!, host].map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(String.raw`${escaped[0]}(?:[^\s/@]*@)?${escaped[1]}(?![\w.-])[^\s,]*`, 'gi');
}
