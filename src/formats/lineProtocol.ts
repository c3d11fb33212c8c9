import { oneOf, text } from '../check.js';
import { ServerError } from '../errors.js';
import type { Job, JobOptions, Servers } from '../job.js';
import { COLUMN_NAMES } from './columnNames.js';
import { byteStream, type ByteStream } from './byteStream.js';
import type { FormatKind } from './format.js';
import { checkInstants, SIGNED_NANOSECONDS, withinRange } from './instantRange.js';
import { rowFormat } from './rowFormat.js';
import { checkTags, type Tag, type Tagged, tagsOf } from './tags.js';
import type { Template } from './template.js';

/** Unit of the instants of line protocol. */
export type LinePrecision = 'ns' | 'us' | 'ms' | 's';

/** What {@link lineProtocol} takes beside the window. */
export interface LineProtocolFormatOptions {
  /** Name of the measurement. Defaults to `'server_metrics'`. */
  readonly measurement?: string | undefined;
  /** Facts of the server as tags, beside `server_id` and `archetype`, which are always there. Defaults to none. */
  readonly tags?: readonly Tag[] | undefined;
  /** Unit of the instants. Defaults to `'ns'`, which InfluxDB takes where nothing else is said. */
  readonly precision?: LinePrecision | undefined;
}

/** What {@link lineProtocol} takes. */
export interface LineProtocolOptions extends JobOptions, LineProtocolFormatOptions {}

/**
 * Records as InfluxDB's line protocol: a point for each, with a field for each metric, all of them floats.
 *
 * @param servers - One server, some, or a fleet.
 * @returns Its bytes in pieces, computed while they are iterated.
 * @throws {ServerError} When an option is not valid; while iterating, when the protocol has no way to write the id of a
 *   server: one with a line break, or with a backslash at its end or before a comma, a space or an equals sign; and for
 *   instants outside of the years 1678 to 2261, which InfluxDB has no number for.
 * @example
 * import { lineProtocol } from 'faker-server/formats';
 *
 * const web = faker.server.web().id('web-01').only('cpu');
 * const [bytes] = lineProtocol(web, { from: '2026-01-01', count: 1, precision: 's' });
 * new TextDecoder().decode(bytes);
 * // 'server_metrics,archetype=web,server_id=web-01 cpu=45.26 1767225600\n'
 * @since 0.2.0
 */
export function lineProtocol(servers: Servers, options?: LineProtocolOptions): ByteStream {
  return byteStream('lineProtocol', servers, options, LINE_PROTOCOL);
}

/** The format of {@link lineProtocol}. */
export const LINE_PROTOCOL: FormatKind = {
  name: 'line protocol',
  extensions: ['lp', 'influx'],
  keys: ['measurement', 'tags', 'precision'],
  create: (path, options) => {
    const { measurement = 'server_metrics', precision = 'ns' } = options;
    const unit = oneOf(`${path}.precision`, precision, ['ns', 'us', 'ms', 's']);
    const tags = checkTags(`${path}.tags`, options['tags']);
    const name = escaped(`${path}.measurement`, checkMeasurement(`${path}.measurement`, measurement), /[, ]/g);
    return withinRange(
      path,
      SIGNED_NANOSECONDS,
      rowFormat({
        name: 'line protocol',
        row: (server, metrics) => [
          name + tagSet(path, server, tags),
          ...metrics.flatMap((metric, i): Template => [
            `${i === 0 ? ' ' : ','}${COLUMN_NAMES[metric]}=`,
            { value: metric },
          ]),
          ' ',
          { time: unit === 's' ? 's' : 'ms' },
          `${ZEROS[unit]}\n`,
        ],
      }),
    );
  },
};

/**
 * Refuses what the protocol has no way to write, for those who cannot take back what they have written before.
 *
 * @throws {ServerError} For the first id or instant of a job that is none.
 */
export function checkLines(path: string, { examples, span }: Job, tags: readonly Tag[]): void {
  for (const server of examples) {
    const metadata = server.metadata();
    tagSet(path, { id: metadata.serverId, archetype: metadata.archetype, metadata }, tags);
  }
  checkInstants(path, SIGNED_NANOSECONDS, span() ?? []);
}

function tagSet(path: string, server: Tagged, tags: readonly Tag[]): string {
  return tagsOf(server, tags)
    .map(([tag, value]) => `,${tag}=${escaped(path, value, /[,= ]/g)}`)
    .join('');
}

/** @throws {ServerError} When it is no name, or one whose lines InfluxDB would take for comments, and drop without a word. */
function checkMeasurement(path: string, value: unknown): string {
  const name = text(path, value);
  if (/^\s*#/.test(name)) throw new ServerError(path, 'a name that does not begin with #, as comments do', name);
  return name;
}

/** What makes the unit of an instant from its milliseconds. */
const ZEROS: Readonly<Record<LinePrecision, string>> = { ns: '000000', us: '000', ms: '', s: '' };

/**
 * A name or a tag, with a backslash before what would end it.
 *
 * @throws {ServerError} When it cannot be written: a backslash has no escape, and so changes what stands after it.
 */
function escaped(path: string, text: string, ends: RegExp): string {
  if (/[\r\n]|\\(?:[,= ]|$)/.test(text)) {
    const need = 'names without line breaks, and without a backslash at the end or before a comma, a space or =';
    throw new ServerError(path, need, text);
  }
  return text.replaceAll(ends, '\\$&');
}
