import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { writeMetrics } from 'faker-server/files';
import { seededServer } from '../faker.js';

it.each([
  ['metrics.csv', /^timestamp,server_id,/],
  ['metrics.ndjson', /^\{"timestamp":"2026-/],
  ['metrics.jsonl.gz', /^\{"timestamp":"2026-/],
  ['metrics.sql', /^create table if not exists "servers"/],
  ['metrics.lp', /^server_metrics,archetype=web,/],
  ['metrics.influx', /^server_metrics,archetype=web,/],
  ['metrics.om', /^# TYPE server_cpu_utilization_ratio gauge\n[^]*# EOF\n$/],
  ['metrics.openmetrics', /^# TYPE /],
  ['metrics.otlp.jsonl', /^\{"resourceMetrics":\[/],
  ['METRICS.OTLP.JSON.GZ', /^\{"resourceMetrics":\[/],
])('writes %s in the format of its name', async (name, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'faker-server-kinds-'));
  try {
    const file = join(folder, name);
    await writeMetrics(file, seededServer().web(), { from: '2026-01-01', count: 2 });
    const bytes = readFileSync(file);
    expect((/gz$/i.test(name) ? gunzipSync(bytes) : bytes).toString()).toMatch(text);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
