import type { Correlation } from './profile.js';

/** The three correlations that every profile names. */
export type NamedCorrelation = Pick<Correlation, 'cpuMemory' | 'cpuNetwork' | 'memoryDisk'>;

/**
 * Completes the three named correlations to six: along the chain network – cpu – memory – disk, an unnamed pair gets
 * the product of the links between its ends.
 *
 * It is the completion of maximum entropy (A. P. Dempster, Covariance selection, Biometrics 28, 1972): the metrics at
 * the ends of a link are independent given what lies between. It is positive definite for every |r| < 1.
 */
export function chain({ cpuMemory, cpuNetwork, memoryDisk }: NamedCorrelation): Correlation {
  return {
    cpuMemory,
    cpuNetwork,
    memoryDisk,
    cpuDisk: readable(cpuMemory * memoryDisk),
    memoryNetwork: readable(cpuMemory * cpuNetwork),
    diskNetwork: readable(cpuNetwork * cpuMemory * memoryDisk),
  };
}

/** Without what binary fractions add: 0.5 · 0.4332 is 0.2166. A link of 0 and one below it make 0, and not −0. */
function readable(product: number): number {
  return Math.round(product * 1e12) / 1e12 + 0;
}
