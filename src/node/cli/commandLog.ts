import { getFileSink } from '@logtape/file';
import { configure, getLogger, getTextFormatter, type LogRecord, reset, type Sink } from '@logtape/logtape';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { Found, ServerError } from '../../errors.js';
import { systemWords } from '../systemWords.js';
import type { CommonFlags } from './commonOptions.js';
import { shownCommand, withoutSecrets } from './secrets.js';

/** Where a command writes what it does. */
export interface CommandLog {
  /** The file, where there is one. */
  readonly file: string | undefined;
  readonly info: (sentence: string) => void;
  /** What went wrong, with all that is known of it. */
  readonly failed: (error: unknown) => void;
  readonly close: () => Promise<void>;
}

const SILENT: CommandLog = {
  file: undefined,
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
  if (file !== undefined) sinks['file'] = getFileSink(file, { formatter, bufferSize: 0 });
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
    file,
    info: (sentence) => logger.info('{sentence}', { sentence }),
    failed: (error) => logger.error('{error}', { error }),
    close: reset,
  };
}

/** A new file in a folder, named after the local time. */
function logFile(folder: string): string {
  const now = new Date();
  const digits = (count: number, ...parts: readonly number[]): string =>
    parts.map((part) => String(part).padStart(count, '0')).join('');
  const day = digits(2, now.getFullYear(), now.getMonth() + 1, now.getDate());
  const time = digits(2, now.getHours(), now.getMinutes(), now.getSeconds());
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new ServerError('--log', 'a folder that can be written', new Found(systemWords(error as Error)), {
      cause: error,
    });
  }
  return join(folder, `faker-server_${day}_${time}.log`);
}
