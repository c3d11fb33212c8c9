import { chmodSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBinary } from '../../servers/findBinary.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { buildCli, type BuiltCli, ended, start, userEnvironment } from './builtCli.js';

let cli: BuiltCli;
/** The script of each shell, by its name: as the command prints it, once for all lines. */
const scripts: Record<string, string> = {};
beforeAll(async () => {
  cli = await buildCli();
  for (const shell of Object.keys(SHELLS)) {
    scripts[shell] = (await ended(start(process.execPath, [cli.file, 'completion', shell]))).stdout;
  }
});
afterAll(() => cli.remove());

/** What bash itself and the package bash-completion bring: the words of the line that is being typed. */
const BASH_COMPLETION = `_get_comp_words_by_ref() {
  words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=\${words[cword]}; prev=\${words[cword-1]}
}
# Bash lets only itself ask for this.
compopt() { if [ "$*" = '+o default' ]; then files=no; fi; }`;

/** Shells: a script that prints what each offers after some words, the last of which is being typed. */
const SHELLS: Readonly<Record<string, (words: readonly string[]) => string>> = {
  bash: (words) => `${BASH_COMPLETION}
    source completion.bash
    COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; COMP_LINE='${words.join(' ')}'
    function=$(complete -p faker-server | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    case $(complete -p faker-server) in *'-o default'*) files=yes; esac
    $function
    if [ "$files" = yes ] && [ -z "\${COMPREPLY[*]}" ]; then COMPREPLY=($(compgen -f -- "\${COMP_WORDS[-1]}")); fi
    printf '%s\\n' "\${COMPREPLY[@]}"`,
  // Zsh completes for a line editor alone: what it would tell that is printed.
  zsh: (words) => `compdef() { :; }; _describe() { (( \${#completions} )) && print -l -- "\${completions[@]}"; }
    _arguments() { if [[ $1 = *:_files* ]]; then print -l -- \${words[CURRENT]}*(N); fi; }
    source ./completion.zsh
    words=(${words.map((word) => `'${word}'`).join(' ')}) CURRENT=${words.length}
    _faker-server`,
  fish: (words) => `source completion.fish; complete -C '${words.join(' ')}'`,
};

async function offered(shell: string, ...words: readonly string[]): Promise<readonly string[]> {
  const folder = temporaryFolder();
  const file = join(folder, 'faker-server');
  for (const name of ['my-fleet.yaml', 'my.sqlite']) writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, `completion.${shell}`), scripts[shell]!);
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${cli.file}' "$@"\n`);
  chmodSync(file, 0o755);
  symlinkSync(process.execPath, join(folder, 'node'));
  const env = { ...userEnvironment(), HOME: folder, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const script = SHELLS[shell]!(['faker-server', ...words]);
  const { code, stdout, stderr } = await ended(start(shell, ['-c', script], { env, cwd: folder }));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  // Descriptions come after a tab or a colon, or in brackets.
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/[\s:]/)[0]!)
    .filter((word) => word !== '');
}

const isRequired = process.env['FAKER_SERVER_SERVERS'] === 'required';
const isThere = (shell: string): boolean => isRequired || existsSync(findBinary(shell));

describe.skipIf(process.platform === 'win32').each(Object.keys(SHELLS).filter(isThere))('completion in %s', (shell) => {
  /** What is offered after each of some lines, all asked at the same time. */
  async function offers(lines: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
    const asked = lines.map(async (line) => [line, await offered(shell, ...line.split(' '))] as const);
    return Object.fromEntries(await Promise.all(asked));
  }

  it('offers commands, flags, and the words that a flag takes', async () => {
    const expected = {
      gen: ['generate'],
      'generate --arch': ['--archetype'],
      'generate --archetype da': ['database'],
      'generate --format pa': ['parquet'],
      'generate --compression z': ['zstd'],
      'seed dev.sqlite --mode u': ['upsert'],
      'seed dev.sqlite --partition-by m': ['month'],
      'generate --holidays n': ['none'],
      'help arch': ['archetypes'],
    };
    expect(await offers(Object.keys(expected))).toEqual(expected);
  });

  it('offers the words of a list after each of its commas, and none that it has', async () => {
    const expected = {
      'preview --metrics d': ['diskIo'],
      'preview --metrics cpu,n': ['cpu,network'],
      'seed dev.sqlite --metrics cpu,diskIo,': ['cpu,diskIo,memory', 'cpu,diskIo,network'],
      'generate --columns timestamp,mem': ['timestamp,memory'],
      'generate --tags region,env': ['region,environment'],
      'generate --metrics cpu,x': [],
    };
    expect(await offers(Object.keys(expected))).toEqual(expected);
  });

  it('offers files where a flag or a target takes one, and nowhere else', async () => {
    const expected = {
      'generate --fleet my-': ['my-fleet.yaml'],
      'generate -o my-': ['my-fleet.yaml'],
      'seed --mode replace my.': ['my.sqlite'],
      'fit my.': ['my.sqlite'],
      'generate --every my': [],
      'generate -a my': [],
      'preview my': [],
    };
    expect(await offers(Object.keys(expected))).toEqual(expected);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('has a script for %s', async (shell) => {
    const { code, stdout } = await ended(start(process.execPath, [cli.file, 'completion', shell]));
    expect(code).toBe(0);
    expect(stdout).toBe(scripts[shell]);
    expect(stdout).toContain('faker-server complete');
  });

  it.skipIf(process.platform === 'win32')('in bash says nothing where it is sourced twice', async () => {
    const source = `source <('${process.execPath}' '${cli.file}' completion bash)`;
    const child = start('bash', ['-c', `${source}; ${source}; echo $ShellCompDirectiveNoSpace`]);
    expect(await ended(child)).toEqual({ code: 0, stdout: '2\n', stderr: '' });
  });
});
