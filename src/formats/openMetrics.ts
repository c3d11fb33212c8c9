import type { JobOptions, Servers } from '../job.js';
import { addText, type Bytes } from './bytes.js';
import { beforeBlock } from './beforeBlock.js';
import { byteStream, type ByteStream } from './byteStream.js';
import type { FormatKind } from './format.js';
import { METRIC_FAMILIES } from './metricFamilies.js';
import { rowFormat } from './rowFormat.js';
import { checkTags, type Tag, tagsOf } from './tags.js';

/** What {@link openMetrics} takes beside the window. */
export interface OpenMetricsFormatOptions {
  /** Facts of the server as labels, beside `server_id` and `archetype`, which are always there. Defaults to none. */
  readonly tags?: readonly Tag[] | undefined;
}

/** What {@link openMetrics} takes. */
export interface OpenMetricsOptions extends JobOptions, OpenMetricsFormatOptions {}

/**
 * Records as OpenMetrics, for `promtool tsdb create-blocks-from openmetrics`: gauges in Prometheus's base units, metric
 * after metric, each sample at the beginning of its interval.
 *
 * `cpu`, `memory` and `network` are `server_cpu_utilization_ratio`, `server_memory_utilization_ratio` and
 * `server_network_utilization_ratio`, 0 to 1; `diskIo` is `server_disk_io_bytes_per_second`.
 *
 * @param servers - One server, some, or a fleet.
 * @returns Its bytes in pieces, computed while they are iterated.
 * @throws {ServerError} When an option is not valid.
 * @example
 * import { openMetrics } from 'faker-server/formats';
 *
 * const web = faker.server.web().id('web-01').only('cpu');
 * const [bytes] = openMetrics(web, { from: '2026-01-01', count: 1 });
 * new TextDecoder().decode(bytes).split('\n');
 * // [
 * //   '# TYPE server_cpu_utilization_ratio gauge',
 * //   '# UNIT server_cpu_utilization_ratio ratio',
 * //   '# HELP server_cpu_utilization_ratio CPU time in use, of all cores.',
 * //   'server_cpu_utilization_ratio{archetype="web",server_id="web-01"} 0.4526 1767225600',
 * //   '# EOF',
 * //   ''
 * // ]
 * @since 0.2.0
 */
export function openMetrics(servers: Servers, options?: OpenMetricsOptions): ByteStream {
  return byteStream('openMetrics', servers, options, OPEN_METRICS);
}

/** The format of {@link openMetrics}. */
export const OPEN_METRICS: FormatKind = {
  name: 'OpenMetrics',
  extensions: ['om', 'openmetrics'],
  keys: ['tags'],
  create: (path, options) => {
    const tags = checkTags(`${path}.tags`, options['tags']);
    const format = rowFormat({
      name: 'OpenMetrics',
      order: 'metrics',
      row: (server, [metric]) => {
        const labels = tagsOf(server, tags).map(([name, text]) => `${name}="${escaped(text)}"`);
        const { name, slot } = METRIC_FAMILIES[metric!];
        return [`${name}{${labels.join()}} `, slot, ' ', { time: 's' }, '\n'];
      },
      footer: () => '# EOF\n',
    });
    return beforeBlock(format, (bytes, { isFirstOfRun, metrics }) => {
      if (isFirstOfRun) addFamily(bytes, metrics[0]!);
    });
  },
};

function addFamily(bytes: Bytes, metric: keyof typeof METRIC_FAMILIES): void {
  const { name, unit, help } = METRIC_FAMILIES[metric];
  addText(bytes, `# TYPE ${name} gauge\n# UNIT ${name} ${unit}\n# HELP ${name} ${help}\n`);
}

/** The text of a label, as the exposition formats quote it. */
function escaped(text: string): string {
  return text.replaceAll(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
}
