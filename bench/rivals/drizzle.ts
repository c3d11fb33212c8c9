import { getGeneratorsFunctions, SeedService } from 'drizzle-seed';

const funcs = getGeneratorsFunctions();
const service = new SeedService();

/**
 * Rows of the same columns by drizzle-seed, without a database: its own loop over its own generators, both exported by
 * the package's root, as `seed()` runs them before it inserts. The numbers are uniform and independent, with two digits.
 */
export function drizzle(count: number): Promise<unknown[]> {
  return service.generateColumnsValuesByGenerators({
    count,
    insertDataInDb: false,
    preserveData: true,
    tableGenerators: {
      timestamp: column('timestamp', 1, funcs.timestamp()),
      serverId: column('serverId', 2, funcs.default({ defaultValue: 'web-7f3a' })),
      archetype: column('archetype', 3, funcs.default({ defaultValue: 'web' })),
      cpu: column('cpu', 4, funcs.number({ minValue: 0, maxValue: 100, precision: 100 })),
      memory: column('memory', 5, funcs.number({ minValue: 0, maxValue: 100, precision: 100 })),
      diskIo: column('diskIo', 6, funcs.number({ minValue: 0, maxValue: 50, precision: 100 })),
      network: column('network', 7, funcs.number({ minValue: 0, maxValue: 100, precision: 100 })),
    },
  });
}

type TableGenerators = Parameters<SeedService['generateColumnsValuesByGenerators']>[0]['tableGenerators'];
type ColumnGenerator = TableGenerators[string];

function column(columnName: string, pRNGSeed: number, generator: ColumnGenerator['generator']): ColumnGenerator {
  return {
    columnName,
    pRNGSeed,
    generator,
    isUnique: false,
    notNull: true,
    primary: false,
    wasRefined: true,
    wasDefinedBefore: false,
    isCyclic: false,
  };
}
