import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

/** Writes the notices of all packages of which a bundle has code, as their licences want it: `dist/NOTICES.txt`. */
export const notices: Plugin = {
  name: 'notices',
  setup: (build) => {
    const { outdir = '.' } = build.initialOptions;
    build.onEnd(({ metafile, errors }) => {
      if (!metafile || errors.length > 0) return;
      const all = Array.from(bundledFiles(metafile), ([folder, files]) => noticeOf(folder, files));
      mkdirSync(outdir, { recursive: true });
      writeFileSync(join(outdir, 'NOTICES.txt'), `${[HEAD, ...all.sort()].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
    });
  },
};

const HEAD = 'The files beside this one contain code of the following packages, under these licences.';

/** The folders of the packages whose code is in the outputs, and their files. */
function bundledFiles({ outputs }: Metafile): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of new Set(Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)))) {
    const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(`/${file}`) ?? [];
    if (folder !== undefined) found.set(folder.slice(1), [...(found.get(folder.slice(1)) ?? []), file]);
  }
  return found;
}

/** What a package wants to be told of it. */
function noticeOf(folder: string, files: readonly string[]): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  // Copyrights of others, at the head of a file.
  const heads = files.map((file) => /^(?:\/\/.*\n|\s*\n)*/.exec(readFileSync(file, 'utf8'))![0]);
  const others = heads.filter((head) => /copyright/i.test(head)).map((head) => head.replaceAll(/^\/\/ ?/gm, ''));
  return [`${name} ${version} (${license})`, licenceOf(folder), ...others].map((text) => text.trim()).join('\n\n');
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The licence of a package: a file of its own, or the end of its manual. */
function licenceOf(folder: string): string {
  const names = readdirSync(folder);
  const own = names.find((name) => /^(?:licen[cs]e|copying)\b/i.test(name));
  if (own !== undefined) return readFileSync(join(folder, own), 'utf8');
  const manual = names.find((name) => /^readme\b/i.test(name));
  const [text] =
    /^#* *licen[cs]e\b.*/ims.exec(manual === undefined ? '' : readFileSync(join(folder, manual), 'utf8')) ?? [];
  if (text === undefined) throw new Error(`no licence in ${folder}`);
  return text;
}
