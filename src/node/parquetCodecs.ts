import { gzipSync } from 'node:zlib';
import type { Codec } from '../formats/parquet/file.js';
import { zstd } from './zstd.js';

/** The codecs of Parquet that Node has; the numbers are the format's. */
export const PARQUET_CODECS: Readonly<Record<string, (path: string) => Codec>> = {
  gzip: () => ({ number: 2, compress: (bytes) => gzipSync(bytes) }),
  zstd: (path) => ({ number: 6, compress: zstd(path).zstdCompressSync }),
};
