import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seedDuckdb } from 'faker-server/duckdb';
import { seedPglite } from 'faker-server/pglite';
import { seedSqlite } from 'faker-server/sqlite';
import { guardFile } from '../../src/node/guardFile.js';
import { seededServer } from '../faker.js';
import { temporaryFolder } from './temporaryFolder.js';

const fleet = seededServer().fleet(2);
const refused = (path: string, found: string): string =>
  `${path}: expected a target that does not look like production (allowProduction: true lets it through), ` +
  `received ${found}`;

/** What becomes of a path: where it leads, or what is refused. */
const guarded = (file: string, options = {}): Promise<string> => guardFile('test', file, options);

/** Works in a folder, for one test. */
function workIn(folder: string): void {
  const before = process.cwd();
  mkdirSync(folder, { recursive: true });
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
}

describe.each([
  ['seedDuckdb', seedDuckdb],
  ['seedSqlite', seedSqlite],
  ['seedPglite', seedPglite],
] as const)('%s', (path, seed) => {
  it('refuses a path with a folder that looks like production, and a link that leads there', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'prod'));
    const [file, link, above] = [join(folder, 'prod/m.db'), join(folder, 'dev.db'), join(folder, 'current')];
    symlinkSync('prod/m.db', link);
    symlinkSync('prod', above);
    for (const [target, found] of [
      [file, file],
      [link, file],
      [join(above, 'm.db'), file],
      [join(above, 'of/mine/m.db'), join(folder, 'prod/of/mine/m.db')],
    ] as const) {
      await expect(seed(target, fleet, { count: 1 })).rejects.toThrow(refused(path, found));
    }
    await expect(seed(file, fleet, { count: 1 })).rejects.toMatchObject({
      expected: 'a target that does not look like production',
      remedies: [{ option: 'allowProduction', values: [true], effect: 'lets it through' }],
    });
    expect(readdirSync(join(folder, 'prod'))).toEqual([]);
    expect(existsSync(link)).toBe(false);
  });
});

describe('a file', () => {
  it.each([
    '/srv/prod/dev.db',
    'prod/dev.db',
    'shop-prod.db',
    'shopProd.db',
    'prodDb/dev.db',
    'ShopProduction.duckdb',
    'DBProd',
    'shopPROD.db',
    'prd1.db',
    '../live/dev.db',
  ])('looks like production: %s', async (file) => {
    await expect(guarded(file)).rejects.toThrow(refused('test', file));
    expect(await guarded(file, { allowProduction: true })).toMatch(/^\//);
  });

  it.each([
    '/home/product/dev.db',
    '/srv/reproduction/dev.db',
    '/home/me/shopProducts.db',
    'delivery/alive.db',
    'ReproductionOfProducts.db',
  ])('does not look like it: %s', async (file) => {
    expect(await guarded(file)).toMatch(new RegExp(`${file}$`));
  });

  it('does not look like it by the folder in which one works, but by a link out of it', async () => {
    const parent = temporaryFolder();
    const work = join(parent, 'srv/prod-tools');
    workIn(work);
    mkdirSync(join(parent, 'srv/live'));
    symlinkSync('../live/dev.db', 'link.db');
    symlinkSync('data/prod.db', 'inside.db');
    for (const file of ['dev.db', './a/dev.db', join(work, 'dev.db')]) expect(await guarded(file)).toMatch(/dev\.db$/);
    expect(await guarded('../dev.db')).toBe(join(parent, 'srv/dev.db'));
    expect(await guarded('../prod-tools/dev.db')).toBe(join(work, 'dev.db'));
    workIn(join(work, 'sub'));
    await expect(guarded('../dev.db')).rejects.toThrow(refused('test', '../dev.db'));
    process.chdir(work);
    await expect(guarded('link.db')).rejects.toThrow(refused('test', join(parent, 'srv/live/dev.db')));
    await expect(guarded('inside.db')).rejects.toThrow(refused('test', join(work, 'data/prod.db')));
  });

  it('does not look like it by the chance that names a temporary folder', async () => {
    const parent = temporaryFolder();
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = parent;
    onTestFinished(() => {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    });
    expect(await guarded(join(parent, 'my-test-PRD4x7/dev.db'))).toBe(join(parent, 'my-test-PRD4x7/dev.db'));
    for (const name of ['my-test-PRD4x7/prod.db', 'my-test-PRD4x7/prod/dev.db', 'prod/dev.db', 'prod-q7TzX1/dev.db']) {
      await expect(guarded(join(parent, name))).rejects.toThrow(refused('test', join(parent, name)));
    }
  });

  it('looks as the user’s own pattern says, with capitals as they are', async () => {
    await expect(guarded('stock/dev.db', { production: /stock/ })).rejects.toThrow(refused('test', 'stock/dev.db'));
    expect(await guarded('shopProd.db', { production: / Prod/ })).toMatch(/shopProd\.db$/);
  });

  it('is none where links lead in a circle', async () => {
    const folder = temporaryFolder();
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    await expect(guarded(join(folder, 'a'))).rejects.toThrow('received links in a circle');
  });
});
