import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { answers } from './answers.js';
import { freePort } from './freePort.js';
import { Home } from './home.js';
import { promQuery, type PrometheusSeries } from './promQuery.js';
import { serve, type Server, type ServerKind } from './serve.js';

interface PrometheusOptions {
  /** More flags, such as `--query.max-samples=1000`. */
  readonly flags?: readonly string[];
  /** A file in OpenMetrics format to start with. */
  readonly openMetrics?: string;
}

export interface Prometheus extends Server {
  /** `http://host:port` */
  readonly url: string;
  /** Where to POST remote write. */
  readonly remoteWriteUrl: string;
  /** Its blocks: what `promtool tsdb` reads and writes while it doesn't run. */
  readonly data: string;
  /** What a query gives at a time, by default now. */
  query(query: string, time?: Date): Promise<readonly PrometheusSeries[]>;
  /** Makes blocks from a file in OpenMetrics format, as `promtool tsdb create-blocks-from` does, and starts again on them. */
  importOpenMetrics(file: string): Promise<void>;
}

/** Prometheus: scrapes nothing, takes remote write in any order, and keeps a hundred years. */
export const prometheus: ServerKind<PrometheusOptions, Prometheus> = {
  name: 'Prometheus',
  binaries: ['prometheus', 'promtool'],

  async start({ flags = [], openMetrics } = {}) {
    const home = new Home('prometheus');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const configuration = `${home.folder}/prometheus.yml`;
    const data = await home.makeFolder('data');

    const createBlocks = (file: string) =>
      home.run('promtool', [
        'tsdb',
        'create-blocks-from',
        'openmetrics',
        '--max-block-duration=744h',
        resolve(file),
        data,
      ]);

    const prepare = async () => {
      writeFileSync(configuration, 'storage:\n  tsdb:\n    out_of_order_time_window: 100y\n');
      if (openMetrics !== undefined) await createBlocks(openMetrics);
    };

    const start = () => {
      const storage = [`--storage.tsdb.path=${data}`, '--storage.tsdb.retention.time=100y'];
      const web = [`--web.listen-address=127.0.0.1:${port}`, '--web.enable-remote-write-receiver'];
      const options = [`--config.file=${configuration}`, '--log.level=warn', ...storage, ...web, ...flags];
      return home.start('prometheus', options, () => answers(`${url}/-/ready`));
    };

    const server = await serve(home, port, prepare, start);
    return {
      ...server,
      url,
      remoteWriteUrl: `${url}/api/v1/write`,
      data,
      query: (query, time) => promQuery(url, query, time),
      importOpenMetrics: async (file) => {
        await server.restart(() => createBlocks(file));
      },
    };
  },
};
