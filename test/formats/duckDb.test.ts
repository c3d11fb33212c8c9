// Text formats read back by DuckDB, which shares nothing with what wrote them.
import { csv, ndjson } from 'faker-server/formats';
import { expect, it } from 'vitest';
import { bytesOf } from '../bytes.js';
import { seededServer } from '../faker.js';
import { tableOf, withDuckDb } from './columnar.js';
import { HOSTILE_IDS } from './text.js';

const server = seededServer();
const servers = HOSTILE_IDS.map((id) => server.application().id(id).every('5m'));
const WINDOW = { from: '2024-02-28T22:00:00Z', count: 600 };
const METRIC_TYPES = ['cpu', 'memory', 'disk_io', 'network'].map((name) => `${name}: 'double'`).join(', ');

async function readBack(name: string, bytes: Uint8Array, rows: (file: string) => string): Promise<unknown> {
  return withDuckDb({ [name]: bytes }, async (query, folder) => {
    const found = await query(rows(`${folder}/${name}`));
    return Object.fromEntries(Object.keys(found[0]!).map((column) => [column, found.map((row) => row[column])]));
  });
}

it('reads CSV as the columns, whatever the ids', async () => {
  const read = await readBack(
    'metrics.csv',
    bytesOf(csv(servers, WINDOW)),
    (file) =>
      `select * replace (epoch_ms(timestamp)::double as timestamp) from read_csv('${file}', header = true,
        quote = '"', escape = '"', delim = ',', parallel = false,
        columns = {timestamp: 'timestamptz', server_id: 'varchar', archetype: 'varchar', ${METRIC_TYPES}})`,
  );
  expect(read).toEqual(tableOf(servers, WINDOW));
});

it('reads NDJSON as the columns, whatever the ids', async () => {
  const read = await readBack(
    'metrics.ndjson',
    bytesOf(ndjson(servers, WINDOW)),
    (file) =>
      `select epoch_ms(timestamp)::double as timestamp, "serverId" as server_id, archetype, cpu, memory,
        "diskIo" as disk_io, network from read_json('${file}', format = 'newline_delimited', columns =
        {timestamp: 'timestamptz', "serverId": 'varchar', archetype: 'varchar', cpu: 'double', memory: 'double',
        "diskIo": 'double', network: 'double'})`,
  );
  expect(read).toEqual(tableOf(servers, WINDOW));
});
