import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shardOfEnvironment } from '../../src/node/environmentShard.js';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly parallelism: number;
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly containers: readonly Container[];
        readonly volumes: readonly { readonly name: string }[];
      };
    };
  };
}
interface Container {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly volumeMounts: readonly { readonly name: string }[];
}

describe('the manifest of the Kubernetes Indexed Job', () => {
  const file = join(import.meta.dirname, '../../docs/scale/kubernetes-indexed-job.yaml');
  const { apiVersion, kind, metadata, spec } = parse(readFileSync(file, 'utf8')) as Manifest;
  const { restartPolicy, containers, volumes } = spec.template.spec;
  const [container] = containers;

  it('has what a Job must have', () => {
    expect([apiVersion, kind, spec.completionMode]).toEqual(['batch/v1', 'Job', 'Indexed']);
    // An RFC 1123 label; an Indexed Job adds the number to the names of its pods.
    expect(metadata.name).toMatch(/^[a-z0-9](?:[-a-z0-9]{0,50}[a-z0-9])?$/);
    // A Job takes no other, and one with a limit for each index only the first.
    expect(restartPolicy).toBe('Never');
    expect([container!.name, container!.image].every(Boolean)).toBe(true);
    expect(container!.volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name));
  });

  it('has variables of text, as Kubernetes wants them, which say how many pods there are', () => {
    expect(container!.env.every(({ value }) => typeof value === 'string')).toBe(true);
    const env = Object.fromEntries(container!.env.map(({ name, value }) => [name, value]));
    expect(env['FAKER_SERVER_SHARDS']).toBe(String(spec.completions));
    const shards = Array.from({ length: spec.completions }, (_, i) =>
      shardOfEnvironment('shard', { ...env, JOB_COMPLETION_INDEX: String(i) }),
    );
    expect(shards.map(({ index }) => index)).toEqual(Array.from({ length: spec.completions }, (_, i) => i + 1));
    expect(container!.args.join()).toContain('--shard auto');
  });
});
