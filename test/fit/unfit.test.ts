import { describe, expect, it } from 'vitest';
import { fitProfile, type PartialProfile, type ProfileInput } from '../../src/index.js';
import { seededServer } from '../faker.js';

describe('defaults that need others to give way', () => {
  const web = seededServer().web().typical().seed('gives').from('2025-01-01').until('2025-03-01');
  const given: readonly ProfileInput[] = [
    { dynamics: 'campaigns' },
    { cpu: { tail: 1.5 } },
    { dynamics: { activeDays: 0.02 }, cpu: { tail: 1.5 } },
    { correlation: { cpuMemory: -0.9 } },
  ];

  it.each(given)('are taken as a server takes them: %j', (defaults) => {
    expect(() => seededServer().custom(defaults).record()).not.toThrow();
    const { profile } = fitProfile(web.columns(), { defaults });
    expect(() => seededServer().custom(profile).record()).not.toThrow();
  });

  it('are told from those that do not go together, by their place', () => {
    const defaults = { memory: { tail: 1.5 }, cpu: { tail: 0 }, correlation: { cpuMemory: 0.95 } };
    expect(() => fitProfile(web.columns(), { defaults })).toThrow(/^fitProfile\.defaults\.correlation\.cpuMemory: /);
  });
});

describe('a fit without the CPU', () => {
  const server = seededServer()
    .custom({ memory: { std: 6 }, diskIo: { std: 36 }, network: { std: 11 } })
    .correlation({ memoryDisk: -0.7, memoryNetwork: 0.2, diskNetwork: -0.7, nearest: true })
    .seed('no-cpu')
    .from('2025-01-01')
    .until('2025-09-01')
    .only('memory', 'diskIo', 'network');
  const fit = (defaults?: PartialProfile): PartialProfile => fitProfile(server.columns(), { defaults }).profile;

  it('leaves the correlations of the CPU to the server that it is given to', () => {
    const { correlation } = fit();
    expect(Object.keys(correlation!).sort()).toEqual(['diskNetwork', 'memoryDisk', 'memoryNetwork']);
    expect(fit({ correlation: { cpuMemory: 0.1 } }).correlation).toHaveProperty('cpuMemory');
  });

  it('is one that every archetype takes, on every seed', () => {
    const profile = fit();
    for (const archetype of ['web', 'database', 'application', 'batch'] as const) {
      for (const seed of ['a', 'b', 'c', 'd']) {
        const one = seededServer().archetype(archetype).seed(seed);
        expect(one.profile(profile).profile().correlation).toMatchObject(profile.correlation!);
      }
    }
  });
});
