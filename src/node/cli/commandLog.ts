import { configure, getLogger, getTextFormatter, type LogRecord, reset, type Sink } from '@logtape/logtape';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { Found, ServerError } from '../../errors.js';
import { makeFolder } from '../makeFolder.js';
import { systemWords } from '../systemWords.js';
import type { CommonFlags } from './commonOptions.js';
import { shownCommand, withoutSecrets } from './secrets.js';

/** Where a command writes what it does. */
export interface CommandLog {
  readonly info: (sentence: string) => void;
  /** What went wrong, with all that is known of it. */
  readonly failed: (error: unknown) => void;
  readonly close: () => Promise<void>;
}

const SILENT: CommandLog = {
  info: () => undefined,
  failed: () => undefined,
  close: () => Promise.resolve(),
};

/**
 * The log that flags ask for: a file, stderr, or none.
 *
 * @param args - The command line; what of it is secret never reaches the log.
 * @throws {ServerError} When the file cannot be written.
 */
export async function openLog({ log, verbose }: CommonFlags, args: readonly string[]): Promise<CommandLog> {
  if (log === undefined && verbose === undefined) return SILENT;
  const hide = withoutSecrets(args);
  const format = getTextFormatter({
    timestamp: 'rfc3339',
    category: '.',
    // Sentences as they are, not as quoted values.
    value: (value, inspect) => (typeof value === 'string' ? value : inspect(value)),
  });
  const formatter = (record: LogRecord): string => hide(format(record));
  const file = log === undefined ? undefined : logFile(log === true ? 'logs' : log);
  const sinks: Record<string, Sink> = {};
  if (file !== undefined)
    sinks['file'] = (await import('@logtape/file')).getFileSink(file, { formatter, bufferSize: 0 });
  if (verbose) sinks['stderr'] = (record) => process.stderr.write(formatter(record));
  const names = Object.keys(sinks);
  await configure({
    sinks,
    loggers: [
      { category: ['faker-server'], lowestLevel: 'info', sinks: names },
      { category: ['faker-server', 'cli'], lowestLevel: 'debug' },
      { category: ['logtape', 'meta'], lowestLevel: 'error', sinks: names },
    ],
  });
  const logger = getLogger(['faker-server', 'cli', args[0] ?? 'help']);
  logger.info('{command}', { command: shownCommand(args) });
  logger.debug('Node.js {version}, {platform}', { version: process.version, platform: process.platform });
  return {
    info: (sentence) => logger.info('{sentence}', { sentence }),
    failed: (error) => {
      if (error instanceof Error) logged.add(error);
      logger.error('{error}', { error });
    },
    close: reset,
  };
}

/** Errors that a log has. */
const logged = new WeakSet<Error>();

/**
 * Writes an error into the log that a command line asks for, where no command has done so: that of flags which are
 * refused before a command begins.
 *
 * @param args - The command line.
 */
export async function logRefusal(error: unknown, args: readonly string[]): Promise<void> {
  const folder = logFlag(args);
  if (folder === undefined || !(error instanceof Error) || logged.has(error)) return;
  // Of a command that has no log.
  if (error.message.includes("unknown option '--log")) return;
  const log = await openLog({ log: folder }, args);
  log.failed(error);
  await log.close();
}

/** What a command line says of `--log`, though the rest of it cannot be read. */
function logFlag(args: readonly string[]): CommonFlags['log'] {
  const end = args.indexOf('--');
  const flags = end < 0 ? args : args.slice(0, end);
  const place = flags.findLastIndex((word) => /^--log(?:=|$)/.test(word));
  if (place < 0) return undefined;
  const [flag, next] = [flags[place]!, flags[place + 1]];
  if (flag !== '--log') return flag.slice('--log='.length);
  return next === undefined || next.startsWith('-') ? true : next;
}

/** A new file in a folder, of this process alone, named after the time in UTC, as are its lines. */
function logFile(folder: string): string {
  const second = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');
  try {
    makeFolder(folder);
    for (let number = 1; ; number++) {
      const file = join(folder, `faker-server_${second}${number === 1 ? '' : `_${number}`}.log`);
      if (isMade(file)) return file;
    }
  } catch (error) {
    throw new ServerError('--log', 'a folder that can be written', new Found(systemWords(error as Error)), {
      cause: error,
    });
  }
}

/** Makes a file; not one that is there, as that of a process which began in the same second. */
function isMade(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
