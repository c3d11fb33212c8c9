import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.js';
import { buildCli, type BuiltCli, ended, start, userEnvironment } from './builtCli.js';

let cli: BuiltCli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

/** What bash itself and the package bash-completion bring: the words of the line that is being typed. */
const BASH_COMPLETION = `_get_comp_words_by_ref() {
  words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=\${words[cword]}; prev=\${words[cword-1]}
}
# Bash lets only itself ask for this.
compopt() { :; }`;

/** What bash offers after some words, the last of which is being typed. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const folder = temporaryFolder();
  const file = join(folder, 'faker-server');
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${cli.file}' "$@"\n`);
  chmodSync(file, 0o755);
  symlinkSync(process.execPath, join(folder, 'node'));
  const line = ['faker-server', ...words];
  const script = `${BASH_COMPLETION}
    source <(faker-server completion bash)
    COMP_WORDS=(${line.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; COMP_LINE='${line.join(' ')}'
    function=$(complete -p faker-server | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    $function
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { ...userEnvironment(), PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const { code, stdout, stderr } = await ended(start('bash', ['-c', script], { env }));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .split('\n')
    .map((word) => word.trim().split(/\s/)[0]!)
    .filter((word) => word !== '');
}

describe.skipIf(process.platform === 'win32')('completion in bash', () => {
  it('offers commands, flags, and the words that a flag takes', async () => {
    expect(await offered('gen')).toEqual(['generate']);
    expect(await offered('generate', '--arch')).toEqual(['--archetype']);
    expect(await offered('generate', '--archetype', 'da')).toEqual(['database']);
    expect(await offered('seed', 'dev.sqlite', '--mode', 'u')).toEqual(['upsert']);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('has a script for %s', async (shell) => {
    const { code, stdout } = await ended(start(process.execPath, [cli.file, 'completion', shell]));
    expect(code).toBe(0);
    expect(stdout).toContain('faker-server complete');
  });
});
