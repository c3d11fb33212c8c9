import ts from 'typescript';
import { type Block, readText } from './blocks.js';

/**
 * A statement of a block and the comment that says what it gives: on its line, or on the lines right below it.
 *
 * What a statement gives is what it prints, else its value, else `throws` and the error.
 */
export interface Claim {
  /** Place of the statement among the block's. */
  readonly statement: number;
  /** Lines of the block, from 0, on which the statement ends and the comment does. */
  readonly line: number;
  readonly lastLine: number;
  /** The code of the line on which the statement ends. */
  readonly code: string;
  readonly text: string;
}

/** A block read as code. */
export interface Example {
  readonly block: Block;
  /** With the lines that {@link BEGINNING} adds. */
  readonly code: string;
  readonly claims: readonly Claim[];
  /** Lines of the file, from 1, with a comment beside the code that is no claim, so nothing would check it. */
  readonly unchecked: readonly number[];
}

/** What an example begins with that imports neither faker nor a tool: see {@link BRINGS_FAKER}. */
export const BEGINNING = [
  "import { faker } from '@faker-js/faker/locale/en';",
  "import 'faker-server/register';",
  'faker.seed(42);',
  "faker.setDefaultRefDate('2026-01-01');",
].join('\n');

/** Imports of examples that bring their own faker, or need none. */
const BRINGS_FAKER = /^(?:@faker-js\/faker|faker-server\/register|vitest|@logtape)/;

export function example(block: Block): Example {
  const source = parse(block.code);
  const lines = block.code.split('\n');
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line;

  const claims: Claim[] = [];
  source.statements.forEach((statement, place) => {
    const line = lineAt(statement.end);
    const end = statement.end - source.getPositionOfLineAndCharacter(line, 0);
    const said = [...commentText(lines[line]!.slice(end))];
    let lastLine = line;
    for (; commentText(lines[lastLine + 1] ?? '').length > 0; lastLine++) {
      said.push(...commentText(lines[lastLine + 1]!));
    }
    if (said.length === 0) return;
    claims.push({ statement: place, line, lastLine, code: lines[line]!.slice(0, end), text: said.join('\n') });
  });

  const checked = new Set(claims.map(({ line }) => line));
  const unchecked = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.getTrailingCommentRanges(block.code, node.end)) unchecked.add(lineAt(node.end));
    node.getChildren(source).forEach(visit);
  };
  visit(source);

  const begins = importsOf(block.code).some((name) => BRINGS_FAKER.test(name));
  return {
    block,
    code: begins ? block.code : `${BEGINNING}\n${block.code}`,
    claims,
    unchecked: [...unchecked].filter((line) => !checked.has(line)).map((line) => block.line + line),
  };
}

/** Whether an example can be run here: not one that wants a database, which test/docs/databases.test.ts runs. */
export function runsAnywhere({ code }: Example): boolean {
  return !wantsDatabase(code) && !importsOf(code).includes('@prisma/client');
}

/** Whether an example connects to the PostgreSQL that `DATABASE_URL` names. */
export function wantsDatabase(code: string): boolean {
  return code.includes("process.env['DATABASE_URL']");
}

/** The block's statements, rewritten so that what each gives is told to `$gives`, as a CommonJS function body. */
export function instrumented({ code, block }: Example): string {
  const added = code === block.code ? 0 : BEGINNING.split('\n').length;
  const source = parse(code);
  const text = source.statements.map((statement, i) => {
    const written = statement.getText(source);
    if (ts.isImportDeclaration(statement)) return written;
    const place = String(i - added);
    if (!ts.isExpressionStatement(statement)) return `${written}\n$gives(${place});`;
    const value = statement.expression.getText(source);
    return `try { $gives(${place}, (${value})); } catch ($error) { $throws(${place}, $error); }`;
  });
  const { outputText } = ts.transpileModule(text.join('\n'), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      // Files of scripts and of tools alike.
      ignoreDeprecations: '6.0',
    },
  });
  return outputText;
}

/** What a block imports. */
export function importsOf(code: string): string[] {
  return [...code.matchAll(/(?:\bfrom |\bimport |\brequire\()'([^']+)'/g)].map(([, name]) => name!);
}

/** The names of the tags in the docstrings of an interface's methods. */
export function tagsOf(file: string, name: string): { readonly method: string; readonly has: readonly string[] }[] {
  const found = parse(readText(file)).statements.filter(ts.isInterfaceDeclaration);
  const { members } = found.find((each) => each.name.text === name)!;
  return members.filter(ts.isMethodSignature).map((method) => ({
    method: method.name.getText(),
    has: ts.getJSDocTags(method).map(({ tagName }) => tagName.text),
  }));
}

function parse(code: string): ts.SourceFile {
  return ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
}

/** The text of a line that is a comment alone, as a list of one or none. */
function commentText(line: string): string[] {
  const comment = /^\s*\/\/ ?(.*)$/.exec(line);
  return comment ? [comment[1]!] : [];
}
