import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort();

/** What a file imports, at once or when it is used: files of src by their path from it, packages by name; types apart. */
function importsOf(file: string): { readonly target: string; readonly isType: boolean }[] {
  const text = readFileSync(join(src, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const found = text.matchAll(/^(?:import|export) (type )?[^;]*? from '([^']+)';|(?<=[ (])import\('([^']+)'\)/gm);
  return [...found].map(([, type, target, later]) => {
    const name = (target ?? later)!;
    return {
      target: name.startsWith('.')
        ? relative(src, resolve(src, file, '..', name))
            .replaceAll('\\', '/')
            .replace(/\.js$/, '.ts')
        : name,
      isType: type !== undefined,
    };
  });
}

/** The rooms, lowest first: a file imports from its own room and from those below. */
const ROOMS: readonly (readonly [room: string, holds: (file: string) => boolean])[] = [
  ['num', (file) => file.startsWith('num/')],
  ['errors', (file) => file === 'errors.ts'],
  ['check', (file) => ['check.ts', 'deepFreeze.ts'].includes(file)],
  ['profiles', (file) => file.startsWith('profiles/')],
  ['model', (file) => file.startsWith('model/')],
  ['facts', (file) => file.startsWith('facts/')],
  [
    'what was asked',
    (file) =>
      ['spec.ts', 'instant.ts', 'duration.ts', 'settings.ts', 'range.ts', 'window.ts', 'json.ts'].includes(file),
  ],
  [
    'what is read',
    (file) =>
      file.startsWith('readers/') ||
      ['block.ts', 'blocks.ts', 'statistic.ts', 'server.ts', 'records.ts', 'explain.ts'].includes(file),
  ],
  ['fit', (file) => file.startsWith('fit/')],
  [
    'builder',
    (file) =>
      ['inspected.ts', 'serverBuilder.ts', 'ends.ts', 'builder.ts', 'seats.ts', 'fleet.ts', 'fromJson.ts'].includes(
        file,
      ),
  ],
  [
    'job',
    (file) =>
      ['chunks.ts', 'job.ts', 'look.ts', 'shard.ts', 'members.ts', 'extent.ts', 'pieces.ts', 'sameId.ts'].includes(
        file,
      ),
  ],
  ['formats', (file) => file.startsWith('formats/') && file !== 'formats/index.ts'],
  ['tables', (file) => file.startsWith('tables/')],
  ['faker', (file) => ['serverModule.ts', 'faker.ts', 'addServer.ts'].includes(file)],
  ['entries', (file) => ['index.ts', 'register.ts', 'formats/index.ts'].includes(file)],
  ['node', (file) => file.startsWith('node/')],
];

const roomOf = (file: string): number => ROOMS.findIndex(([, holds]) => holds(file));

describe('the house', () => {
  it.each(files)('has a room for %s, which imports only from there and below', (file) => {
    expect(roomOf(file), file).toBeGreaterThanOrEqual(0);
    for (const { target } of importsOf(file)) {
      if (files.includes(target)) expect(roomOf(target), `${file} imports ${target}`).toBeLessThanOrEqual(roomOf(file));
    }
  });

  it('knows faker in register.ts alone, and elsewhere not even its types', () => {
    const users = files.filter((file) => importsOf(file).some(({ target }) => target.startsWith('@faker-js/faker')));
    expect(users).toEqual(['register.ts']);
  });

  it('uses few packages, each where it is listed', () => {
    const users = new Map<string, string[]>();
    for (const file of files) {
      for (const { target, isType } of importsOf(file)) {
        const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0]!;
        if (!files.includes(target) && !isType && !name.startsWith('node:'))
          users.set(name, [...new Set([...(users.get(name) ?? []), file])]);
      }
    }
    expect(Object.fromEntries(users)).toEqual({
      '@faker-js/faker': ['register.ts'],
      '@bomb.sh/tab': ['node/cli/completion.ts'],
      '@duckdb/node-api': ['node/duckdb.ts'],
      '@electric-sql/pglite': ['node/pglite.ts'],
      '@logtape/file': ['node/cli/commandLog.ts'],
      '@logtape/logtape': ['node/cli/commandLog.ts', 'server.ts'],
      'apache-arrow': ['node/kinds.ts'],
      asciichart: ['node/cli/chart.ts'],
      commander: [
        'node/cli/archetypesCommand.ts',
        'node/cli/choiceOption.ts',
        'node/cli/explainCommand.ts',
        'node/cli/failure.ts',
        'node/cli/fitCommand.ts',
        'node/cli/generateCommand.ts',
        'node/cli/previewCommand.ts',
        'node/cli/program.ts',
        'node/cli/seedCommand.ts',
        'node/cli/serverOptions.ts',
        'node/cli/windowOptions.ts',
      ],
      'csv-parse': ['node/cli/csvFile.ts'],
      'hyparquet-writer': [
        'formats/parquet/column.ts',
        'formats/parquet/file.ts',
        'formats/parquet/pack.ts',
        'formats/parquet/parquet.ts',
        'node/prometheus.ts',
      ],
      kysely: ['tables/dialect.ts'],
      'log-update': ['node/cli/progressLine.ts'],
      'ml-matrix': ['fit/dayModel.ts', 'model/correlation.ts'],
      mysql2: ['node/mysql/connectMysql.ts'],
      postgres: ['node/postgresql/overWire.ts'],
      seedrandom: ['num/random.ts'],
      'simple-statistics': [
        'explain.ts',
        'fit/dayMemory.ts',
        'fit/dayShape.ts',
        'fit/likenessOfHours.ts',
        'fit/medianOf.ts',
        'fit/metricLevel.ts',
      ],
      tinypool: ['node/threads.ts', 'node/worker.ts'],
      yaml: ['node/cli/fitCommand.ts', 'node/cli/readData.ts'],
    });
  });

  it('has files of two screens, but for the interface of the builder, whose docstrings are the manual', () => {
    const long = files
      .map((file) => [file, readFileSync(join(src, file), 'utf8').split('\n').length] as const)
      .filter(([, lines]) => lines > 260);
    expect(long.map(([file]) => file)).toEqual(['serverBuilder.ts']);
  });
});
