import { expect, it } from 'vitest';
import { addText, bytesIn, written } from '../../src/formats/bytes.js';

it('bytes are written into the part of a buffer that the caller’s array is', () => {
  const buffer = new Uint8Array(24).fill(255);
  const bytes = bytesIn(buffer.subarray(8, 16), 0);
  bytes.view.setUint32(0, 0x61626364);
  bytes.length = 4;
  addText(bytes, 'ef');
  expect(new TextDecoder().decode(written(bytes))).toBe('abcdef');
  expect([...buffer.subarray(0, 8), ...buffer.subarray(14)].every((byte) => byte === 255)).toBe(true);
  expect(() => bytes.view.setUint8(8, 0)).toThrow(RangeError);
});
