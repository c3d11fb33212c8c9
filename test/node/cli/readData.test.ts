import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readData } from '../../../src/node/cli/readData.js';
import { temporaryFolder } from '../temporaryFolder.js';

/** What is read of a file of this name. */
async function read(name: string, content: string | Uint8Array): Promise<unknown> {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  return readData('--fleet', file);
}

/** What is said of a file of this name, without its folder. */
async function refusal(name: string, content: string | Uint8Array): Promise<string> {
  const error = await read(name, content).then(
    (data) => new Error(`read ${JSON.stringify(data)}`),
    (reason: unknown) => reason as Error,
  );
  return error.message.replace(/^\S+[/\\](?=\w+\.)/, '');
}

describe('a file of data', () => {
  it('is JSON where its name says so, and told of in the words of JSON', async () => {
    expect(await read('a.json', '{"fleet": [1, "2"]}\n')).toEqual({ fleet: [1, '2'] });
    for (const [text, said] of [
      ['{\n  "servers": [\n    1\n', /^a\.json:4:1: expected JSON, received (?!flow)[^\n]+$/],
      ['{\n  "servers": [1\n  }', /^a\.json:3:3: expected JSON, received expected ',' or '\]' after array element$/],
      ['{\n  "fleet": 3,\n}', /^a\.json:3:1: expected JSON, received expected double-quoted property name$/],
      ['[1,\n]', /^a\.json: expected JSON, received unexpected token '\]', "\[1, \]" is not valid JSON$/],
      ['fleet: 3\n', /^a\.json: expected JSON, received unexpected token /],
      ['', /^a\.json:1:1: expected JSON, received unexpected end of JSON input$/],
    ] as const) {
      expect(await refusal('a.json', text)).toMatch(said);
    }
    expect(await read('a.JSON.GZ', gzipSync('{"fleet": 3}'))).toEqual({ fleet: 3 });
    expect(await refusal('a.JSON.gz', gzipSync('{"fleet": 3,}'))).toMatch(/^a\.JSON\.gz:1:13: expected JSON, /);
  });

  it('has no key twice, as JSON too', async () => {
    expect(await refusal('a.json', '{ "fleet": 3,\n  "fleet": 4 }')).toMatch(
      /^a\.json:2:3: expected YAML or JSON, received map keys must be unique$/,
    );
  });

  it('is YAML under any other name, where JSON may be loose', async () => {
    for (const name of ['a.yaml', 'a.yml', 'a']) {
      expect(await read(name, '{ "fleet": 3, }')).toEqual({ fleet: 3 });
      expect(await read(name, 'fleet: 3\n')).toEqual({ fleet: 3 });
    }
  });

  it.each(['a.json', 'a.yaml'])(
    'may be in UTF-16, as Windows has it, or begin as UTF-8 does there: %s',
    async (name) => {
      const text = '\uFEFF{ "servers": ["Zürich 東京"] }';
      const littleEndian = Buffer.from(text, 'utf16le');
      const bigEndian = Buffer.from(littleEndian).swap16();
      for (const bytes of [Buffer.from(text), littleEndian, bigEndian]) {
        expect(await read(name, bytes)).toEqual({ servers: ['Zürich 東京'] });
      }
    },
  );
});
