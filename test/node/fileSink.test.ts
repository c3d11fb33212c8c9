import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { csv } from 'faker-server/formats';
import { type FileOptions, type Progress, writeMetrics } from 'faker-server/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, digestOf } from '../bytes.js';
import { seededServer } from '../faker.js';
import { canMount } from './temporaryFolder.js';

const OPTIONS: FileOptions = { count: 20_000 };
const fleet = () => Array.from(seededServer().fleet(4), (server) => server.every('5m'));
const whole = digestOf(bytesOf(csv(fleet(), { count: 20_000 })));
const isRoot = process.getuid?.() === 0;

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'faker-server-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function failureOf(file: string, options: FileOptions = OPTIONS): Promise<string> {
  try {
    await writeMetrics(file, fleet(), options);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing failed';
}

describe('a file', () => {
  it('has its name when it is whole, and nothing else is left beside it', async () => {
    const file = join(folder, 'a.csv');
    const seen = new Set<string>();
    const onProgress = (): void => readdirSync(folder).forEach((name) => seen.add(name));
    expect(await writeMetrics(file, fleet(), { ...OPTIONS, onProgress })).toEqual({ rows: 80_000 });
    expect([...seen]).toEqual([expect.stringMatching(/^\.faker-server-.*\.part$/)]);
    expect(readdirSync(folder)).toEqual(['a.csv']);
    expect(digestOf(readFileSync(file))).toBe(whole);
  });

  it('takes the place of one that was there, and its permissions', async () => {
    const file = join(folder, 'a.csv');
    writeFileSync(file, 'old');
    // One that is usual, and one that the umask would take away.
    for (const mode of [0o640, 0o666]) {
      chmodSync(file, mode);
      await writeMetrics(file, fleet(), OPTIONS);
      expect(digestOf(readFileSync(file))).toBe(whole);
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(mode);
    }
  });

  it('is stopped by its signal half-way, which leaves the old one', async () => {
    const file = join(folder, 'a.csv');
    writeFileSync(file, 'old');
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    const { signal } = controller;
    await expect(writeMetrics(file, fleet(), { ...OPTIONS, onProgress, signal })).rejects.toThrow('aborted');
    expect(readdirSync(folder)).toEqual(['a.csv']);
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  it.each(['a.csv', 'a.csv.gz'])('is left by an abort at its last row, as %s', async (name) => {
    const file = join(folder, name);
    writeFileSync(file, 'old');
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = ({ rows, total }: Progress): void => {
      if (rows === total) controller.abort(reason);
    };
    const { signal } = controller;
    await expect(writeMetrics(file, fleet(), { count: 3, onProgress, signal })).rejects.toBe(reason);
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  it.each(['a.csv', 'a.csv.gz'])(
    'is the new one, and no failure, where %s has its name before the abort',
    async (name) => {
      const file = join(folder, name);
      writeFileSync(file, 'old');
      const controller = new AbortController();
      const abort = (): void => {
        if (readFileSync(file, 'utf8') === 'old') setImmediate(abort);
        else controller.abort();
      };
      const onProgress = (): void => void setImmediate(abort);
      const { signal } = controller;
      expect(await writeMetrics(file, fleet(), { count: 3, onProgress, signal })).toEqual({ rows: 12 });
      expect(readdirSync(folder)).toEqual([name]);
    },
  );

  it('is left by an error of the progress report too, which comes out as it is', async () => {
    const mine = new Error('no more');
    const onProgress = (): never => {
      throw mine;
    };
    await expect(writeMetrics(join(folder, 'a.csv'), fleet(), { ...OPTIONS, onProgress })).rejects.toBe(mine);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('may be written by two at once, of whom the last stands', async () => {
    const file = join(folder, 'a.csv');
    await Promise.all([writeMetrics(file, fleet(), OPTIONS), writeMetrics(file, fleet(), OPTIONS)]);
    expect(readdirSync(folder)).toEqual(['a.csv']);
    expect(digestOf(readFileSync(file))).toBe(whole);
  });

  it.skipIf(process.platform === 'win32')('is what a link leads to, and the link stays', async () => {
    mkdirSync(join(folder, 'data'));
    symlinkSync('last.csv', join(folder, 'data', 'next.csv'));
    const links = {
      there: join('data', 'there.csv'),
      'not-yet': join('data', 'not-yet.csv'),
      next: join('data', 'next.csv'),
    };
    writeFileSync(join(folder, links.there), 'old');
    for (const [link, target] of Object.entries(links)) {
      symlinkSync(target, join(folder, `${link}.csv`));
      await writeMetrics(join(folder, `${link}.csv`), fleet(), OPTIONS);
      expect(readlinkSync(join(folder, `${link}.csv`))).toBe(target);
      expect(digestOf(readFileSync(join(folder, target)))).toBe(whole);
    }
    expect(readdirSync(join(folder, 'data'))).toEqual(['last.csv', 'next.csv', 'not-yet.csv', 'there.csv']);
    expect(readlinkSync(join(folder, 'data', 'next.csv'))).toBe('last.csv');
  });

  it.skipIf(process.platform === 'win32')('is none where links lead in a circle, which stay', async () => {
    const [one, other] = [join(folder, 'one.csv'), join(folder, 'other.csv')];
    symlinkSync('other.csv', one);
    symlinkSync('one.csv', other);
    expect(await failureOf(one)).toMatch(/received links in a circle$/);
    expect([readlinkSync(one), readlinkSync(other), ...readdirSync(folder)]).toHaveLength(4);
  });

  it.skipIf(process.platform === 'win32')('is not made in place of a device or a pipe', async () => {
    const pipe = join(folder, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    const read = import('node:fs/promises').then(({ readFile }) => readFile(pipe));
    await writeMetrics(pipe, fleet(), OPTIONS);
    expect(digestOf(await read)).toBe(whole);
    await writeMetrics('/dev/null', fleet(), { ...OPTIONS, format: 'csv' });
    expect([statSync(pipe).isFIFO(), statSync('/dev/null').isCharacterDevice()]).toEqual([true, true]);
  });

  it.skipIf(process.platform === 'win32')(
    'of a pipe is given up where it has no reader, or one that takes nothing',
    async () => {
      const pipe = join(folder, 'pipe.csv');
      execFileSync('mkfifo', [pipe]);
      const reason = new Error('enough');
      const given = async (): Promise<void> => {
        const controller = new AbortController();
        const writing = writeMetrics(pipe, fleet(), { ...OPTIONS, signal: controller.signal });
        setTimeout(() => controller.abort(reason), 100);
        await expect(writing).rejects.toBe(reason);
      };
      await given();
      const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
      await given();
      closeSync(reader);
    },
  );

  it.each([
    ['in a folder that is missing', 'none/a.csv', 'no such folder'],
    ['of the name of a folder', 'folder.csv', 'a folder'],
    ['below a file', 'file/a.csv', 'a file in place of a folder'],
  ])('%s is refused in a sentence', async (_, name, found) => {
    mkdirSync(join(folder, 'folder.csv'));
    writeFileSync(join(folder, 'file'), '');
    const file = join(folder, name);
    expect(await failureOf(file)).toBe(
      `writeMetrics: expected a file that can be written at ${file}, received ${found}`,
    );
    expect(readdirSync(folder)).toEqual(['file', 'folder.csv']);
  });

  it.skipIf(process.platform === 'win32')('in a folder of others is refused in a sentence', async () => {
    const file = join(folder, 'a.csv');
    chmodSync(folder, 0o555);
    // Root may write anywhere; `nobody`, as the system has it, may not.
    if (isRoot) process.seteuid!(65_534);
    try {
      expect(await failureOf(file)).toBe(
        `writeMetrics: expected a file that can be written at ${file}, received no permission`,
      );
    } finally {
      if (isRoot) process.seteuid!(0);
      chmodSync(folder, 0o755);
    }
  });

  it.runIf(canMount)('on a full disk is refused in a sentence, and leaves the old one', async () => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
    try {
      for (const name of ['a.csv', 'a.csv.gz', 'a.parquet']) {
        const file = join(disk, name);
        writeFileSync(file, 'old');
        expect(await failureOf(file, { count: 60_000 })).toBe(
          `writeMetrics: expected a file that can be written at ${file}, received a full disk`,
        );
        expect(readFileSync(file, 'utf8')).toBe('old');
        expect(readdirSync(disk)).toEqual([name]);
        rmSync(file);
      }
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('needs a name that says its format, or the option', async () => {
    const file = join(folder, 'metrics');
    expect(await failureOf(file)).toMatch(
      /^writeMetrics: expected a file name that ends in one of \.csv.*, received .*metrics$/,
    );
    expect(await failureOf(file, { ...OPTIONS, format: 'my.csv' })).toMatch(
      /^writeMetrics\.format: expected one of 'csv'/,
    );
    await writeMetrics(file, fleet(), { ...OPTIONS, format: 'csv' });
    expect(digestOf(readFileSync(file))).toBe(whole);
    expect(existsSync(`${file}.csv`)).toBe(false);
  });
});
