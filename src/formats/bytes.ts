declare const TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };
const encoder = new TextEncoder();

/** A text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Bytes under construction, in one array that grows and is used again. */
export interface Bytes {
  array: Uint8Array;
  /** The same bytes, for writes of eight at a time. */
  view: DataView;
  /** How many bytes of the array are written. */
  length: number;
}

/** No bytes yet. */
export function noBytes(): Bytes {
  return bytesIn(new Uint8Array(1 << 16), 0);
}

/** Room for some bytes after those that are written; what is written stays. */
export function reserve(bytes: Bytes, room: number): void {
  const needed = bytes.length + room;
  if (needed <= bytes.array.length) return;
  const larger = new Uint8Array(Math.max(needed, 2 * bytes.array.length));
  larger.set(bytes.array.subarray(0, bytes.length));
  Object.assign(bytes, bytesIn(larger, bytes.length));
}

/** Bytes in an array of the caller's, of which `length` are written. */
export function bytesIn(array: Uint8Array, length: number): Bytes {
  return { array, view: new DataView(array.buffer, array.byteOffset, array.byteLength), length };
}

/** Adds a text. */
export function addText(bytes: Bytes, text: string): void {
  addBytes(bytes, utf8(text));
}

/** Adds what is bytes already. */
export function addBytes(bytes: Bytes, more: Uint8Array): void {
  reserve(bytes, more.length);
  bytes.array.set(more, bytes.length);
  bytes.length += more.length;
}

/** What is written, as a view that is valid until the next write. */
export function written({ array, length }: Bytes): Uint8Array {
  return array.subarray(0, length);
}
