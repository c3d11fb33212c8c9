import { expect, it } from 'vitest';
import { fitProfile } from '../../src/index.js';
import { seededServer } from '../faker.js';

it.each([0.85, 0])('finds a correlation of %s between heavy tails, and how sure it is', (cpuMemory) => {
  const server = seededServer();
  const figures = { base: 5, std: 30, tail: 1, growth: 0 };
  const found = Array.from({ length: 24 }, (_, seed) => {
    const one = server.custom({ cpu: figures, memory: figures, correlation: { cpuMemory } }).seed(seed);
    return fitProfile(one.from('2024-01-01').only('cpu', 'memory').columns(730)).report.figures.correlation.cpuMemory;
  });
  const errors = found.map(({ value }) => value - cpuMemory);
  const squares = found.map(({ value, error }) => ((value - cpuMemory) / error!) ** 2);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(mean(errors))).toBeLessThan(0.012);
  // Errors in standard errors: 1 where these are honest.
  expect(Math.sqrt(mean(squares))).toBeGreaterThan(0.6);
  expect(Math.sqrt(mean(squares))).toBeLessThan(1.3);
});
