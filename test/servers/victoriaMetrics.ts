import { answers } from './answers.js';
import { freePort } from './freePort.js';
import { Home } from './home.js';
import { promQuery, type PrometheusSeries } from './promQuery.js';
import { serve, type Server, type ServerKind } from './serve.js';

interface VictoriaMetricsOptions {
  /** More flags, such as `-httpAuth.username=…`. */
  readonly flags?: readonly string[];
}

export interface VictoriaMetrics extends Server {
  /** `http://host:port` */
  readonly url: string;
  /** What a query gives at a time, by default now. */
  query(query: string, time?: Date): Promise<readonly PrometheusSeries[]>;
  /** All samples of the series that match, one object a series; times in milliseconds. */
  export(match: string): Promise<readonly ExportedSeries[]>;
  /** Makes what was written visible to queries, which otherwise takes a second or two. */
  flush(): Promise<void>;
}

export interface ExportedSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
  readonly timestamps: readonly number[];
}

/** VictoriaMetrics: takes remote write, `/write` of InfluxDB and `/api/v1/import…`, and keeps a hundred years. */
export const victoriaMetrics: ServerKind<VictoriaMetricsOptions, VictoriaMetrics> = {
  name: 'VictoriaMetrics',
  binaries: ['victoria-metrics'],

  async start({ flags = [] } = {}) {
    const home = new Home('victoria-metrics');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const data = await home.makeFolder('data');

    const start = () => {
      const storage = [`-storageDataPath=${data}`, '-retentionPeriod=100y', '-search.disableCache'];
      const options = [`-httpListenAddr=127.0.0.1:${port}`, '-loggerLevel=WARN', ...storage, ...flags];
      return home.start('victoria-metrics', options, () => answers(`${url}/health`));
    };

    return {
      ...(await serve(home, port, () => Promise.resolve(), start)),
      url,
      query: (query, time) => promQuery(url, query, time),
      export: async (match) => {
        const response = await fetch(`${url}/api/v1/export`, {
          method: 'POST',
          body: new URLSearchParams({ 'match[]': match }),
        });
        const lines = (await response.text()).split('\n').filter((line) => line !== '');
        return lines.map((line) => JSON.parse(line) as ExportedSeries);
      },
      flush: async () => {
        await fetch(`${url}/internal/force_flush`);
      },
    };
  },
};
