/** `part` for each of the four metrics. */
const each = (part) => ({ cpu: part, memory: part, diskIo: part, network: part });

/**
 * The ingredients of the model that an ablation takes away one at a time, each by what every server of a panel gets:
 * figures of its profile, or `typical` for none of its own. A new ingredient is a new line here.
 */
export const INGREDIENTS = [
  { name: 'what differs from server to server', typical: true },
  { name: 'bursts', profile: { dynamics: { burstsPerDay: 0 } } },
  { name: 'releases of memory', profile: { dynamics: { releaseDepth: 0 } } },
  { name: 'noise that outlasts a day', profile: { dynamics: { persistence: 0 } } },
  { name: 'noise of days', profile: each({ std: 0 }) },
  { name: 'noise within a day', profile: each({ volatility: 0 }) },
  {
    name: 'correlations',
    profile: {
      correlation: { cpuMemory: 0, cpuNetwork: 0, memoryDisk: 0, cpuDisk: 0, memoryNetwork: 0, diskNetwork: 0 },
    },
  },
  { name: 'busy and quiet hours', profile: each({ quietLevel: 1 }) },
  {
    name: 'weekends and quarters',
    profile: { weekendFactor: 1, seasonalPeakFactor: 1, seasonalTroughFactor: 1 },
  },
  { name: 'growth', profile: each({ growth: 0 }) },
];
