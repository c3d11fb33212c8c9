/** The part of Prisma's generated client that docs/query-builders.md uses, by hand: its engine is a download. */
declare module '@prisma/client' {
  interface CreateMany<T> {
    createMany(args: { data: T[]; skipDuplicates?: boolean }): Promise<{ count: number }>;
  }
  interface Models {
    server: CreateMany<{ serverId: string; hostname: string; region: string }>;
    serverMetric: CreateMany<{
      serverId: string;
      timestamp: Date | string;
      cpu: number;
      memory: number;
      diskIo: number;
      network: number;
    }>;
  }
  export class PrismaClient implements Models {
    server: Models['server'];
    serverMetric: Models['serverMetric'];
    $transaction<R>(work: (transaction: Models) => Promise<R>, options?: { timeout?: number }): Promise<R>;
    $disconnect(): Promise<void>;
  }
}
