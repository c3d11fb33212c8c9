import * as zlib from 'node:zlib';
import type { Transform } from 'node:stream';
import { Found, ServerError } from '../errors.js';

/** Zstandard as Node has it from 22.15 and 23.8 on. */
export interface Zstd {
  readonly createZstdCompress: () => Transform;
  readonly zstdCompressSync: (bytes: Uint8Array) => Uint8Array;
}

/**
 * Zstandard of this Node. One without it is past its end of life, or an update away from having it: no reason for a
 * second implementation.
 *
 * @param path - Where the user asked for it.
 * @throws {ServerError} When this Node has none.
 */
export function zstd(path: string, library: Partial<Zstd> = zlib as Partial<Zstd>): Zstd {
  const { createZstdCompress, zstdCompressSync } = library;
  if (createZstdCompress && zstdCompressSync) return { createZstdCompress, zstdCompressSync };
  const need = 'Node.js 22.15 or later, which has Zstandard (or gzip in its place)';
  throw new ServerError(path, need, new Found(process.version));
}
