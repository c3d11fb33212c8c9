import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  choleskyFactor,
  correlationMatrix,
  correlationOf,
  isPositiveDefinite,
  nearestCorrelationMatrix,
  smallestEigenvalue,
} from '../../src/model/correlation.js';
import { chain } from '../../src/profiles/chain.js';

const r = fc.double({ min: -0.999, max: 0.999, noNaN: true });
const pairs = fc.record({ cpuMemory: r, cpuNetwork: r, memoryDisk: r, cpuDisk: r, memoryNetwork: r, diskNetwork: r });

describe('correlations', () => {
  it('are positive definite for every chain', () => {
    fc.assert(
      fc.property(r, r, r, (cpuMemory, cpuNetwork, memoryDisk) => {
        expect(isPositiveDefinite(correlationMatrix(chain({ cpuMemory, cpuNetwork, memoryDisk })))).toBe(true);
      }),
    );
  });

  it('are the product of their factor with its transpose', () => {
    const matrix = correlationMatrix(chain({ cpuMemory: 0.85, cpuNetwork: 0.8, memoryDisk: 0.35 }));
    const factor = Matrix.from1DArray(4, 4, choleskyFactor(matrix)!);
    expect(Matrix.sub(factor.mmul(factor.transpose()), matrix).abs().max()).toBeLessThan(1e-15);
  });

  it('that are impossible have no factor, and an eigenvalue below 0', () => {
    const asked = { cpuMemory: 0.9, memoryDisk: 0.9, cpuDisk: -0.9, cpuNetwork: 0, memoryNetwork: 0, diskNetwork: 0 };
    // Eigenvalues of the 3 × 3 block: 1.9, 1.9 and −0.8.
    expect(smallestEigenvalue(correlationMatrix(asked))).toBeCloseTo(-0.8, 12);
    expect(choleskyFactor(correlationMatrix(asked))).toBeUndefined();
  });
});

describe('the nearest correlation matrix', () => {
  it('is Higham’s own for his example', () => {
    // N. J. Higham (2002), p. 334: 1 1 0 / 1 1 1 / 0 1 1 → .7607, .1573. Ours keeps its smallest eigenvalue at 10⁻⁴.
    const ones = { cpuMemory: 1, memoryDisk: 1, cpuDisk: 0, cpuNetwork: 0, memoryNetwork: 0, diskNetwork: 0 };
    const nearest = correlationOf(nearestCorrelationMatrix(correlationMatrix(ones)));
    expect(Math.abs(nearest.cpuMemory - 0.7607)).toBeLessThan(3e-4);
    expect(Math.abs(nearest.memoryDisk - 0.7607)).toBeLessThan(3e-4);
    expect(Math.abs(nearest.cpuDisk - 0.1573)).toBeLessThan(3e-4);
  });

  it('is valid for any pairs, and the same matrix where that was valid', () => {
    fc.assert(
      fc.property(pairs, (asked) => {
        const matrix = correlationMatrix(asked);
        const nearest = nearestCorrelationMatrix(matrix);
        expect(isPositiveDefinite(nearest)).toBe(true);
        expect(Array.from(nearest.diagonal())).toEqual([1, 1, 1, 1]);
        if (smallestEigenvalue(matrix) > 1e-3) expect(Matrix.sub(nearest, matrix).abs().max()).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });
});
