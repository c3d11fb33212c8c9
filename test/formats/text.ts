import type { ByteStream } from 'faker-server/formats';

/** All of a stream as text. */
export function textOf(stream: ByteStream): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for (const bytes of stream) text += decoder.decode(bytes, { stream: true });
  return text + decoder.decode();
}

/** Ids that break what does not quote: quotes, separators, line breaks, backslashes, letters beyond ASCII and beyond 16 bits. */
export const HOSTILE_IDS: readonly string[] = [
  'plain-01',
  `it's "quoted", and 'again'`,
  'a,b;c=d e|f\tg',
  'line\nbreak\r\nand another\r',
  'back\\slash\\',
  'Zürich – 東京 – 🐘',
  `'; drop table servers; --`,
  '{"json":[1]}',
];
