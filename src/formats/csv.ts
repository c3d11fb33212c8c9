import { boolean, distinct, list, oneOf } from '../check.js';
import { Found, ServerError } from '../errors.js';
import type { JobOptions, Servers } from '../job.js';
import type { Metric } from '../profiles/profile.js';
import { COLUMN_NAMES, COLUMNS, type ColumnName, isMetric } from './columnNames.js';
import { byteStream, type ByteStream } from './byteStream.js';
import type { FormatKind } from './format.js';
import { rowFormat } from './rowFormat.js';
import { type Template, TIME_NOTATIONS, type TimeNotation } from './template.js';

/** What {@link csv} takes beside the window. */
export interface CsvFormatOptions {
  /** The columns in their order, none twice. Defaults to `timestamp`, `serverId`, `archetype` and the metrics. */
  readonly columns?: readonly ColumnName[] | undefined;
  /** How instants are written: ISO 8601, or epoch seconds or milliseconds. Defaults to `'iso'`. */
  readonly time?: TimeNotation | undefined;
  /** Whether the first line has the names of the columns. Defaults to `true`. */
  readonly header?: boolean | undefined;
}

/** What {@link csv} takes. */
export interface CsvOptions extends JobOptions, CsvFormatOptions {}

/**
 * Records as CSV, as RFC 4180 has it: UTF-8, a line for the names of the columns, lines that end in CR LF.
 *
 * @param servers - One server, some, or a fleet.
 * @returns Its bytes in pieces, computed while they are iterated.
 * @throws {ServerError} When an option is not valid.
 * @example
 * import { csv } from 'faker-server/formats';
 *
 * const [bytes] = csv(faker.server.web().only('cpu'), { count: 1 });
 * new TextDecoder().decode(bytes);
 * // 'timestamp,server_id,archetype,cpu\r\n2025-12-31T00:00:00.000Z,web-fbb3,web,15.67\r\n'
 * @since 0.2.0
 */
export function csv(servers: Servers, options?: CsvOptions): ByteStream {
  return byteStream('csv', servers, options, CSV);
}

/** The format of {@link csv}. */
export const CSV: FormatKind = {
  name: 'CSV',
  extensions: ['csv'],
  keys: ['columns', 'time', 'header'],
  create: (path, options) => {
    const columns = options['columns'] === undefined ? undefined : checkColumns(`${path}.columns`, options['columns']);
    const time = options['time'] === undefined ? 'iso' : oneOf(`${path}.time`, options['time'], TIME_NOTATIONS);
    const hasHeader = options['header'] === undefined || boolean(`${path}.header`, options['header']);
    const columnsOf = (metrics: readonly Metric[]): readonly ColumnName[] =>
      columns ?? [...COLUMNS.filter((name) => !isMetric(name)), ...metrics];
    return rowFormat({
      name: 'CSV',
      metrics: columns?.filter(isMetric),
      header: (metrics) =>
        hasHeader
          ? `${columnsOf(metrics)
              .map((name) => COLUMN_NAMES[name])
              .join()}\r\n`
          : '',
      row: ({ id, archetype }, metrics) => {
        const cells = columnsOf(metrics).map((name): Template[number] => {
          if (name === 'timestamp') return { time };
          if (name === 'serverId') return quoted(id);
          return name === 'archetype' ? quoted(archetype) : { value: name };
        });
        return [...cells.flatMap((cell, i) => (i === 0 ? [cell] : [',', cell])), '\r\n'];
      },
    });
  },
};

/** A cell, in quotes where it has to be. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function checkColumns(path: string, value: unknown): readonly ColumnName[] {
  const columns = list(path, value, 'a list of columns', (place, name) => oneOf(place, name, COLUMNS));
  if (columns.length === 0) throw new ServerError(path, 'at least one column', new Found('none'));
  return distinct(path, 'column', columns);
}
