import process from 'node:process';
import { redacted, shownUrl } from '../redact.js';
import { shellWord } from './words.js';

/**
 * Takes the credentials of a command line out of a text: those of its URLs, and of what it reads from the environment.
 *
 * @param args - The command line.
 */
export function withoutSecrets(args: readonly string[]): (text: string) => string {
  const urls = args.map(read).filter(isAddress);
  const token = process.env['FAKER_SERVER_TOKEN'] ?? '';
  return (text) => urls.reduce(redacted, token === '' ? text : text.replaceAll(token, '***'));
}

/** A command line as it may be shown. */
export function shownCommand(args: readonly string[]): string {
  const words = args.map((arg) => shellWord(isAddress(arg) ? shownUrl(arg) : arg));
  return ['faker-server', ...words].join(' ');
}

/** Whether an argument is an address, if a mistyped one. */
function isAddress(arg: string): boolean {
  return /:\/\/|^(?:postgres|mysql|mariadb|influx|prometheus|victoriametrics)[\w+]*[:/]/i.test(arg);
}

/** What stands for a variable of the environment: a URL that no list of processes shows. */
const ENVIRONMENT = 'env:';

/** An argument; of `env:NAME` what the environment has under the name. */
export function read(arg: string): string {
  return arg.startsWith(ENVIRONMENT) ? (process.env[arg.slice(ENVIRONMENT.length)] ?? '') : arg;
}
