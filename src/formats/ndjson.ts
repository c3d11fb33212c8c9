import type { JobOptions, Servers } from '../job.js';
import { byteStream, type ByteStream } from './byteStream.js';
import type { FormatKind } from './format.js';
import { rowFormat } from './rowFormat.js';
import type { Template } from './template.js';

/**
 * Records as NDJSON: a line for each, which is what `JSON.stringify` makes of the record.
 *
 * @param servers - One server, some, or a fleet.
 * @returns Its bytes in pieces, computed while they are iterated.
 * @throws {ServerError} When an option is not valid.
 * @example
 * import { ndjson } from 'faker-server/formats';
 *
 * const web = faker.server.web().id('web-01').only('cpu');
 * const [bytes] = ndjson(web, { from: '2026-01-01', count: 1 });
 * new TextDecoder().decode(bytes);
 * // '{"timestamp":"2026-01-01T00:00:00.000Z","serverId":"web-01","archetype":"web","cpu":45.26}\n'
 * @since 0.2.0
 */
export function ndjson(servers: Servers, options?: JobOptions): ByteStream {
  return byteStream('ndjson', servers, options, NDJSON);
}

/** The format of {@link ndjson}. */
export const NDJSON: FormatKind = {
  name: 'NDJSON',
  extensions: ['ndjson', 'jsonl'],
  keys: [],
  create: () =>
    rowFormat({
      name: 'NDJSON',
      row: ({ id, archetype }, metrics) => [
        '{"timestamp":"',
        { time: 'iso' },
        `","serverId":${JSON.stringify(id)},"archetype":${JSON.stringify(archetype)}`,
        ...metrics.flatMap((metric): Template => [`,"${metric}":`, { value: metric }]),
        '}\n',
      ],
    }),
};
