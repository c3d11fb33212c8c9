import { Buffer } from 'node:buffer';
import { closeSync, openSync, writeSync } from 'node:fs';
import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';

const DTYPES = { Float32Array: 'f4', Float64Array: 'f8' };

/**
 * Writes arrays as NumPy's .npz: a ZIP archive of one .npy file each, not compressed (below 4 GB).
 * Formats: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html and PKWARE's APPNOTE.TXT, 4.3.
 *
 * @param arrays - By name, `{ values, shape }` in C order; the shape of a scalar is `[]`.
 */
export function writeNpz(path, arrays) {
  const file = openSync(path, 'w');
  const directory = [];
  let offset = 0;
  const write = (...parts) => {
    for (const part of parts) offset += writeSync(file, part);
  };
  for (const [name, { values, shape }] of Object.entries(arrays)) {
    const header = npyHeader(values, shape);
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const entry = { name: Buffer.from(`${name}.npy`), offset, size: header.length + data.length };
    entry.crc = crc32(data, crc32(header));
    directory.push(entry);
    write(numbers([4, 0x04034b50], ...common(entry)), entry.name, header, data);
  }
  const start = offset;
  for (const entry of directory) {
    const unused = [2, 0, 2, 0, 2, 0, 4, 0];
    write(numbers([4, 0x02014b50, 2, 20], ...common(entry), unused, [4, entry.offset]), entry.name);
  }
  const { length } = directory;
  write(numbers([4, 0x06054b50, 2, 0, 2, 0, 2, length, 2, length, 4, offset - start, 4, start, 2, 0]));
  closeSync(file);
}

/** The fields that an entry has both before its data and in the directory: stored, at midnight of the first day of 1980. */
function common({ name, size, crc }) {
  return [
    [2, 20, 2, 0, 2, 0, 2, 0, 2, 0x21],
    [4, crc, 4, size, 4, size, 2, name.length, 2, 0],
  ];
}

/** Little-endian numbers, each after its size in bytes. */
function numbers(...fields) {
  const flat = fields.flat();
  const bytes = Buffer.alloc(flat.filter((_, i) => i % 2 === 0).reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (let i = 0; i < flat.length; i += 2) at = bytes.writeUIntLE(flat[i + 1], at, flat[i]);
  return bytes;
}

function npyHeader(values, shape) {
  const order = endianness() === 'LE' ? '<' : '>';
  const tuple = `(${shape.map((n) => `${n},`).join(' ')})`;
  const text = `{'descr': '${order}${DTYPES[values.constructor.name]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Magic and version are 8 bytes, the length is 2; data begin at a multiple of 64.
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    numbers([2, length]),
    Buffer.from(`${text.padEnd(length - 1)}\n`, 'latin1'),
  ]);
}
