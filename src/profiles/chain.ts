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
  // A link of 0 and one below it make −0, to which 0 is added to have 0.
  return {
    cpuMemory,
    cpuNetwork,
    memoryDisk,
    cpuDisk: cpuMemory * memoryDisk + 0,
    memoryNetwork: cpuMemory * cpuNetwork + 0,
    diskNetwork: cpuNetwork * cpuMemory * memoryDisk + 0,
  };
}
