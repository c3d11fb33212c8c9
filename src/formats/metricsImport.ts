import type { BlockServer } from '../block.js';
import type { Metric } from '../profiles/profile.js';
import { addBytes, utf8 } from './bytes.js';
import type { Format } from './format.js';
import { METRIC_FAMILIES } from './metricFamilies.js';
import { perServer } from './perServer.js';
import { type RowWriter, rowWriter } from './rowWriter.js';
import { type Tag, tagsOf } from './tags.js';

/**
 * The JSON lines that VictoriaMetrics imports and exports: a line for each series of a block, with its labels, values
 * and instants in milliseconds. https://docs.victoriametrics.com/#how-to-import-data-in-json-line-format.
 */
export function metricsImport(tags: readonly Tag[]): Format {
  return {
    name: 'JSON lines of VictoriaMetrics',
    order: 'servers',
    metrics: undefined,
    encoder: () => {
      const allSeriesOf = perServer(({ server, metrics }) => metrics.map((metric) => seriesOf(server, metric, tags)));
      return {
        begin: () => undefined,
        add: (bytes, block) => {
          const { columns, count } = block;
          for (const { labels, values, instants } of allSeriesOf(block)) {
            addBytes(bytes, labels);
            values(bytes, columns, 0, count);
            // The comma after the last.
            bytes.length -= 1;
            addBytes(bytes, BETWEEN);
            instants(bytes, columns, 0, count);
            bytes.length -= 1;
            addBytes(bytes, END);
          }
        },
        end: () => undefined,
      };
    },
  };
}

const BETWEEN = utf8('],"timestamps":[');
const END = utf8(']}\n');

interface Series {
  readonly labels: Uint8Array;
  readonly values: RowWriter;
  readonly instants: RowWriter;
}

function seriesOf(server: BlockServer, metric: Metric, tags: readonly Tag[]): Series {
  const { name, slot } = METRIC_FAMILIES[metric];
  const labels = { __name__: name, ...Object.fromEntries(tagsOf(server, tags)) };
  return {
    labels: utf8(`{"metric":${JSON.stringify(labels)},"values":[`),
    values: rowWriter([slot, ','], server.precision),
    instants: rowWriter([{ time: 'ms' }, ','], server.precision),
  };
}
