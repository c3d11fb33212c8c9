import { DuckDBInstance } from '@duckdb/node-api';

/** How many rows a table of a file has. */
export async function countInDuckdb(file: string, table: string): Promise<number> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const [row] = (await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows();
  connection.closeSync();
  instance.closeSync();
  return Number(row![0]);
}
