/**
 * Records as bytes of a file, in Node and in browsers: for what takes bytes. `faker-server/files` writes files.
 *
 * @module formats
 */
export type { ColumnName } from './columnNames.js';
export { csv, type CsvFormatOptions, type CsvOptions } from './csv.js';
export type { ByteStream } from './encode.js';
export { parquet, type ParquetFormatOptions, type ParquetOptions } from './parquet/parquet.js';
export type { TimeNotation } from './template.js';
export type { JobOptions, Servers } from '../job.js';
export type { Shard } from '../shard.js';
