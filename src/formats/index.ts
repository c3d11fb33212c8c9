/**
 * Records as bytes of a file, in Node and in browsers: for what takes bytes. `faker-server/files` writes files.
 *
 * @module formats
 */
export type { ColumnName } from './columnNames.js';
export { csv, type CsvFormatOptions, type CsvOptions } from './csv.js';
export type { ByteStream } from './byteStream.js';
export {
  lineProtocol,
  type LinePrecision,
  type LineProtocolFormatOptions,
  type LineProtocolOptions,
} from './lineProtocol.js';
export { ndjson } from './ndjson.js';
export { openMetrics, type OpenMetricsFormatOptions, type OpenMetricsOptions } from './openMetrics.js';
export { otlpJson } from './otlpJson.js';
export type { Tag } from './tags.js';
export { parquet, type ParquetFormatOptions, type ParquetOptions } from './parquet/parquet.js';
export type { TimeNotation } from './template.js';
export { type SqlDialect, type SqlFormatOptions, sqlInserts, type SqlOptions } from '../tables/sqlInserts.js';
export type { JobOptions, Servers } from '../job.js';
export type { Shard } from '../shard.js';
