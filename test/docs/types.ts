import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './blocks.js';
import type { Example } from './example.js';

/** What the compiler says against the examples, all in one program under the project's own options, by place. */
export function typeErrors(examples: readonly Example[]): string[] {
  const files = new Map(examples.map((example, i) => [fileOf(example, i), example]));
  const options: ts.CompilerOptions = {
    ...projectOptions(),
    allowJs: true,
    checkJs: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    readFile: (name) => files.get(name)?.code ?? disk.readFile(name),
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    getSourceFile: (name, language, ...rest) => {
      const example = files.get(name);
      return example
        ? ts.createSourceFile(name, example.code, language, true)
        : disk.getSourceFile(name, language, ...rest);
    },
  };

  const program = ts.createProgram([PRISMA, ...files.keys()], options, host);
  const found = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  for (const name of files.keys()) {
    const source = program.getSourceFile(name)!;
    found.push(...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source));
  }
  return found.map(({ file, start = 0, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    const example = file && files.get(file.fileName);
    if (!example) return text;
    const { block, code } = example;
    const added = code.split('\n').length - block.code.split('\n').length;
    const line = block.line + file.getLineAndCharacterOfPosition(start).line - added;
    return `${block.file}:${String(line)}: ${text}`;
  });
}

/** What Prisma would generate. */
const PRISMA = join(ROOT, 'test/docs/prisma.d.ts');

/** In a folder of its own, which is never written. */
function fileOf({ block }: Example, i: number): string {
  return join(ROOT, 'test/docs/examples', `${String(i)}.${block.language}`).replaceAll('\\', '/');
}

function projectOptions(): ts.CompilerOptions {
  const file = join(ROOT, 'tsconfig.json');
  const read = (name: string): string | undefined => ts.sys.readFile(name);
  return ts.parseJsonConfigFileContent(ts.readConfigFile(file, read).config, ts.sys, ROOT).options;
}
