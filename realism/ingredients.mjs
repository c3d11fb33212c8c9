/** `part` for each of the four metrics. */
const each = (part) => ({ cpu: part, memory: part, diskIo: part, network: part });

/**
 * The ingredients of the model that an ablation takes away one at a time, each by what every server of a panel gets:
 * figures of its profile, or `typical` for none of its own. A new ingredient is a new line here.
 */
export const INGREDIENTS = [
  { name: 'what differs from server to server', typical: true },
  { name: 'all dynamics (calm)', profile: { dynamics: 'calm' } },
  { name: 'bursts', profile: { dynamics: { burstsPerDay: 0 } } },
  { name: 'heavy tails of bursts', profile: { dynamics: { burstTail: 10 } } },
  { name: 'heavy tails of days', profile: each({ tail: 0.05 }) },
  { name: 'episodes (days at one level)', profile: { dynamics: { episodeHours: 24 } } },
  { name: 'idle days and events', profile: { dynamics: { activeDays: 1 } } },
  { name: 'tasks', profile: { dynamics: { dutyCycle: 1 } } },
  { name: 'scheduled jobs', profile: { dynamics: { jobsPerDay: 0 } } },
  { name: 'one load for all metrics', profile: { dynamics: { sharedLoad: 0 } } },
  { name: 'memory of its own (ramps, restarts)', profile: { dynamics: { releaseDepth: 0, restartsPerMonth: 0 } } },
  { name: 'noise that outlasts a day', profile: { dynamics: { persistence: 0 } } },
  { name: 'level shifts', profile: { dynamics: { shifts: 0 } } },
  { name: 'noise that is new every 5 minutes', profile: each({ roughness: 0 }) },
  { name: 'noise of days', profile: each({ std: 0 }) },
  { name: 'noise within a day', profile: each({ volatility: 0 }) },
  { name: 'busy and quiet hours', profile: { ...each({ quietLevel: 1 }), dynamics: { dutyCycle: 1 } } },
  {
    name: 'weekends and quarters',
    profile: { weekendFactor: 1, seasonalPeakFactor: 1, seasonalTroughFactor: 1 },
  },
];
