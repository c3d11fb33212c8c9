import { writeFileSync } from 'node:fs';
import { answers } from './answers.js';
import { freePort } from './freePort.js';
import { Home } from './home.js';
import { serve, type Server, type ServerKind } from './serve.js';

interface InfluxdbOptions {
  /** Settings of the section `[http]`, such as `{ 'max-body-size': 1000 }`. */
  readonly http?: Readonly<Record<string, string | number | boolean>>;
  /** Asks for this password of the user `admin`; without it everybody is let in. */
  readonly password?: string;
}

/** One series of an answer. */
interface InfluxSeries {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly (string | number | boolean | null)[])[];
}

export interface Influxdb extends Server {
  readonly user: string;
  readonly password: string | undefined;
  /** A database that is there from the start. */
  readonly database: string;
  /** `http://host:port` */
  readonly url: string;
  createDatabase(name: string): Promise<void>;
  /** The series that a query of InfluxQL gives, with times in milliseconds. */
  query(query: string, database?: string): Promise<readonly InfluxSeries[]>;
}

/** InfluxDB 1.6: `/write` and `/query`, no `/api/v2`. */
export const influxdb: ServerKind<InfluxdbOptions, Influxdb> = {
  name: 'InfluxDB',
  binaries: ['influxd'],

  async start({ http = {}, password } = {}) {
    const home = new Home('influxdb');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const [user, database] = ['admin', 'metrics'];
    const configuration = `${home.folder}/influxdb.conf`;

    const prepare = async () => {
      const all = {
        'bind-address': `127.0.0.1:${port}`,
        'auth-enabled': password !== undefined,
        'log-enabled': false,
        ...http,
      };
      const text = `
        reporting-disabled = true
        bind-address = "127.0.0.1:0"
        [meta]
        dir = "${home.folder}/meta"
        [data]
        dir = "${home.folder}/data"
        wal-dir = "${home.folder}/wal"
        query-log-enabled = false
        [monitor]
        store-enabled = false
        [http]
        ${Object.entries(all)
          .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
          .join('\n')}
      `;
      writeFileSync(configuration, text.replaceAll(/^ +/gm, ''));
      await Promise.resolve();
    };

    const start = () => home.start('influxd', ['-config', configuration], () => answers(`${url}/ping`));

    const query = async (text: string, from: string = database) => {
      const response = await fetch(`${url}/query`, {
        method: 'POST',
        body: new URLSearchParams({ q: text, db: from, epoch: 'ms' }),
        ...(password !== undefined && { headers: { authorization: `Basic ${btoa(`${user}:${password}`)}` } }),
      });
      const { results, error = results?.[0]?.error } = (await response.json()) as Answer;
      if (error !== undefined) throw new Error(`${text}: ${error}`);
      return results?.[0]?.series ?? [];
    };
    const createDatabase = async (name: string) => {
      await query(`CREATE DATABASE "${name}"`);
    };

    const server = await serve(home, port, prepare, start);
    if (password !== undefined) {
      await query(`CREATE USER "${user}" WITH PASSWORD '${password.replaceAll("'", "\\'")}' WITH ALL PRIVILEGES`);
    }
    await createDatabase(database);
    return { ...server, user, password, database, url, createDatabase, query };
  },
};

interface Answer {
  readonly error?: string;
  readonly results?: readonly { readonly series?: readonly InfluxSeries[]; readonly error?: string }[];
}
