import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { faker } from '@faker-js/faker/locale/en';
import { afterAll, describe, expect, it } from 'vitest';
import { type PartialProfile, profiles, withServer } from 'faker-server';
import { type Block, blocksOf, LANGUAGES, PAGES, readText, ROOT, SOURCES } from './docs/blocks.js';
import { BEGINNING, example, importsOf, runsAnywhere, tagsOf } from './docs/example.js';
import { isKnown, run, WORLDS } from './docs/run.js';
import { sayTheSame, show } from './docs/show.js';
import { cellsOf, foundIn, TABLES, textOf } from './docs/tables.js';
import { typeErrors } from './docs/types.js';
import { correct, writeCorrections } from './docs/update.js';
import { intoPage, tables } from '../realism/tables.mjs';

/** UPDATE_DOCS=1 writes what is found in place of what is said. */
const updates = process.env['UPDATE_DOCS'] === '1';
afterAll(writeCorrections);

const blocks = [...PAGES, ...SOURCES].flatMap(blocksOf);
const examples = blocks.filter(({ language }) => language === 'ts' || language === 'js').map(example);
const placeOf = ({ file, line }: Block): string => `${file}:${String(line)}`;

describe('the examples', () => {
  it.each(examples.filter(runsAnywhere).map((each) => [placeOf(each.block), each] as const))('%s', async (_, each) => {
    for (const world of WORLDS) {
      const given = await run(each, world);
      for (const claim of each.claims) {
        const found = given.get(claim.statement) ?? 'nothing';
        if (sayTheSame(found, claim.text)) continue;
        // An error in place of a value is never what was meant.
        const isMeant = !found.startsWith('throws ') || /^(throws |\?$)/.test(claim.text);
        if (updates && isMeant) correct(each, claim, found);
        else expect.soft(found, `${each.block.file}:${String(each.block.line + claim.line)}`).toBe(claim.text);
      }
    }
  });

  it('compile', () => {
    expect(typeErrors(examples).join('\n')).toBe('');
  });

  it('have no comment beside code that nothing checks', () => {
    const unchecked = examples.flatMap(({ block, unchecked }) => unchecked.map((line) => `${block.file}:${line}`));
    expect(unchecked).toEqual([]);
  });

  it('import nothing but what a user has', () => {
    const names = new Set(examples.flatMap(({ code }) => importsOf(code)));
    expect([...names].filter((name) => !isKnown(name))).toEqual([]);
  });

  it.each([
    ['src/serverModule.ts', 'ServerModule'],
    ['src/serverBuilder.ts', 'ServerBuilder'],
  ])('in %s are of every method of %s', (file, name) => {
    const tags = tagsOf(file, name);
    expect(tags.length).toBeGreaterThan(10);
    for (const { method, has } of tags) expect(has, method).toEqual(expect.arrayContaining(['example', 'since']));
  });

  it('begin, where they import nothing, as the guide says', () => {
    expect(readText('docs/getting-started.md')).toContain(BEGINNING);
  });

  it('show that beginning, where they are the first of a guide', () => {
    const guides = examples.filter(({ block }) => block.file.startsWith('docs/'));
    const firsts = guides.filter(({ block }, i) => block.file !== guides[i - 1]?.block.file);
    expect(firsts.filter(({ block, code }) => code !== block.code).map(({ block }) => placeOf(block))).toEqual([]);
  });

  it('are in a language that runs, or in one that is none', () => {
    expect(blocks.filter(({ language }) => !LANGUAGES.includes(language)).map(placeOf)).toEqual([]);
  });
});

describe('the pages', () => {
  it.each(TABLES)('say in $file what the profiles say', (table) => {
    if (updates) {
      const page = readText(table.file);
      writeFileSync(join(ROOT, table.file), page.replace(foundIn(table) ?? '', textOf(table)));
    }
    expect(foundIn(table)).toBe(textOf(table));
  });

  it('have the picture that the library draws', async () => {
    const { weekSvg } = await import('../scripts/week-svg.mjs');
    const file = join(ROOT, 'docs/week.svg');
    if (updates) writeFileSync(file, weekSvg());
    expect(readText('docs/week.svg') === weekSvg(), 'UPDATE_DOCS=1 draws it anew').toBe(true);
  });

  it('have the pictures and the answers of what is real', async () => {
    const { guesses } = await import('../realism/guess.mjs');
    const { pictures, answers } = guesses();
    const texts = { ...pictures, 'docs/realism.md': intoPage(readText('docs/realism.md'), { answers }) };
    for (const [file, text] of Object.entries(texts)) {
      if (updates) writeFileSync(join(ROOT, file), text);
      expect(readText(file) === text, `${file}: UPDATE_DOCS=1 writes it anew`).toBe(true);
    }
  });

  it('say of realism what the last run found', () => {
    const page = readText('docs/realism.md');
    const told = intoPage(page, tables(JSON.parse(readText('realism/results.json'))));
    if (updates) writeFileSync(join(ROOT, 'docs/realism.md'), told);
    else expect(page).toBe(told);
  });

  const fields = cellsOf('docs/archetypes.md', 'field').map(
    ([name, , range, value]) => [bare(name!), range!, bare(value!)] as const,
  );

  it('know the defaults of the generic server', () => {
    for (const [name, , value] of fields) if (value !== '') expect(show(at(profiles.generic, name)), name).toBe(value);
  });

  it('know every field of a profile', () => {
    const known = fields.map(([name]) => name);
    const alike = (name: string): string =>
      name.replace(/^(memory|diskIo|network)\./, 'cpu.').replace(/^(correlation)\..*/, '$1');
    // One is absent unless it is set.
    expect(new Set([...leaves(profiles.generic), 'cpu.jobLevel'].map(alike))).toEqual(new Set(known.map(alike)));
  });

  it.each(fields.filter(([, range]) => range !== ''))('know the range of %s: %s', (name, range) => {
    const [, open, low, high, close] = /^([[(])(\S+), (\S+)([\])])$/.exec(range)!;
    const accepts = (value: number): boolean => {
      try {
        // The finest precision, which shows the smallest base.
        withServer(faker).server.custom({ precision: 6, ...partOf(name, value) });
        return true;
      } catch {
        return false;
      }
    };
    const bounds = { base: profiles.generic.cpu.base, ceiling: profiles.generic.cpu.ceiling } as Record<string, number>;
    const [from, to] = [bounds[low!] ?? Number(low), bounds[high!] ?? Number(high)];
    const hair = Math.max(1e-9, to * 1e-12);
    expect([accepts(from), accepts(to)]).toEqual([open === '[', close === ']']);
    expect([accepts(from - hair), accepts(to + hair)]).toEqual([false, false]);
    const step = ['precision', 'fiscalYearStart'].includes(name) ? 1 : 0.01;
    expect([accepts(from + step), accepts(to - step)]).toEqual([true, true]);
  });

  it('map every field of the Python module to one of ours with the same default', () => {
    const mapped = cellsOf('docs/archetypes.md', 'Python').filter((cells) => cells.length === 4);
    expect(mapped).toHaveLength(20);
    for (const [python, theirs, ours, value] of mapped) {
      expect(String(at(profiles.generic, bare(ours!))), python).toBe(value);
      expect(theirs!.toLowerCase() === value || Number(theirs) === Number(value), python).toBe(true);
    }
  });

  it('are titled in the reference as in their heading', () => {
    const guides = PAGES.filter((file) => file.startsWith('docs/'));
    const titled = /^---\ntitle: (.+)\n---\n\n# \1\n/;
    expect(guides.filter((file) => !titled.test(readText(file)))).toEqual([]);
  });

  it('have links that lead somewhere', () => {
    const dead = [...PAGES, 'CHANGELOG.md'].flatMap((file) =>
      [...readText(file).matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target]) => target!)
        .filter((target) => !/^https?:/.test(target) && !leadsSomewhere(file, target))
        .map((target) => `${file}: ${target}`),
    );
    expect(dead.join('\n')).toBe('');
  });
});

/** Whether a relative link names a file, and a heading of it. */
function leadsSomewhere(file: string, target: string): boolean {
  const [path, heading] = target.split('#');
  const page = path === '' ? file : join(dirname(file), path!);
  if (!existsSync(join(ROOT, page))) return false;
  const headings = [...readText(page).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\p{L}\d\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return heading === undefined || headings.includes(heading);
}

function bare(cell: string): string {
  return cell.replaceAll('`', '');
}

/** The value at a path such as `cpu.base`. */
function at(profile: object, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], profile);
}

function leaves(part: object): string[] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? leaves(value).map((rest) => `${key}.${rest}`) : [key],
  );
}

/** A profile with one figure of its own. */
function partOf(path: string, value: number): PartialProfile {
  const [group, field] = path.split('.');
  return field === undefined ? { [group!]: value } : { [group!]: { [field]: value } };
}
