import { describe, expect, it } from 'vitest';
import { apiExceptions } from '../../../src/policy/custom/api-exceptions.ts';
import { apiResource, constrainedType } from '../../../src/policy/custom/api-resource.ts';
import { apiType } from '../../../src/policy/custom/message-schema.ts';
import { readSteps } from '../../../src/policy/custom/type-layout.ts';
import type { BlockFacts, TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { facts, planResource } from './check-text.ts';
import { modules } from './idiom-modules.ts';
import { plainMessage } from './plain-message.ts';

function typeFacts(type: string): TypeFacts {
  const found = facts.provider('hashicorp/google')?.type('managed', type);
  if (found === undefined) throw new Error(`there are no facts about ${type}`);
  return found;
}

describe('the table of exceptions', () => {
  it.each(Object.entries(apiExceptions))('names what %s has', (type, exceptions) => {
    const known = typeFacts(type);
    for (const path of Object.keys(exceptions.paths ?? {}))
      expect([path, has(known, path.split('.'))]).toEqual([path, true]);
    const { lists = [], present = {}, blocks = {} } = exceptions;
    for (const path of [...lists, ...Object.keys(present), ...Object.keys(blocks)])
      expect([path, hasBlock(known, path.split('.'))]).toEqual([path, true]);
  });

  it.each(Object.keys(apiExceptions))('gives the fields of %s a place in its message', (type) => {
    const { schema } = apiType(typeFacts(type));
    const targets = Object.values(apiExceptions[type]?.paths ?? {}).flatMap((target) =>
      target === null ? [] : [typeof target === 'string' ? target : target.field],
    );
    const { blocks = {}, fields: more = [] } = apiExceptions[type] ?? {};
    for (const target of [...targets, ...Object.values(blocks), ...more]) {
      let at: ReturnType<typeof schema.fields.get> | undefined;
      let fields: typeof schema.fields | undefined = schema.fields;
      for (const step of readSteps(target)) {
        if (typeof step === 'object') continue;
        at = fields?.get(step);
        const inner: unknown = at?.type.kind === 'list' ? at.type.element : at?.type;
        fields = (inner as { schema?: typeof schema } | undefined)?.schema?.fields;
      }
      expect([target, at !== undefined]).toEqual([target, true]);
    }
  });
});

describe('the messages of resource types', () => {
  it('can be laid out for every type that the facts have a REST resource of', () => {
    const provider = facts.provider('hashicorp/google');
    const types = (provider?.names('managed') ?? []).flatMap((name) => provider?.type('managed', name) ?? []);
    const constrained = types.filter((type) => constrainedType(type) !== undefined);
    expect(constrained.length).toBeGreaterThan(900);
    for (const type of constrained) expect(apiType(type).schema.fields.size).toBeGreaterThan(0);
  });

  it('has a bucket in the names of the JSON API', () => {
    const { location, labels, ...message } = plain('goodBucket');
    expect(location).toBe('EUROPE-WEST1');
    expect(labels).toMatchObject({ team: 'a', 'cost-center': '42' });
    expect(message).toMatchObject({
      storageClass: 'NEARLINE',
      iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
      encryption: { defaultKmsKeyName: 'projects/p1/locations/eu/keyRings/r/cryptoKeys/k' },
      retentionPolicy: { retentionPeriod: 864000, isLocked: true },
      softDeletePolicy: { retentionDurationSeconds: 604800 },
      lifecycle: { rule: [{ action: { type: 'Delete' }, condition: { age: 30, isLive: false } }] },
    });
    expect(message).not.toHaveProperty('forceDestroy');
  });

  it('has a Cloud Run service in the shape of version 1', () => {
    expect(plain('run')).toEqual({
      metadata: { name: 's', annotations: { 'run.googleapis.com/ingress': 'internal' } },
      spec: {
        template: {
          metadata: {
            annotations: {
              'autoscaling.knative.dev/maxScale': '5',
              'run.googleapis.com/vpc-access-connector': 'c',
              'run.googleapis.com/vpc-access-egress': 'private-ranges-only',
            },
          },
          spec: {
            serviceAccountName: 'run@p1.iam.gserviceaccount.com',
            timeoutSeconds: 300,
            containers: [{ image: 'europe-west1-docker.pkg.dev/p1/r/i:1', ports: [{ containerPort: 8080 }] }],
          },
        },
      },
    });
  });

  it('has a cluster with its renamed fields', () => {
    expect(plain('cluster')).toMatchObject({
      legacyAbac: { enabled: true },
      ipAllocationPolicy: { useIpAliases: true },
      privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: false },
      loggingConfig: { componentConfig: { enableComponents: ['SYSTEM_COMPONENTS', 'WORKLOADS'] } },
      workloadIdentityConfig: { workloadPool: 'p1.svc.id.goog' },
    });
  });

  it('has a Dataproc cluster with its renamed blocks', () => {
    expect(plain('dataproc')).toEqual({
      labels: expect.anything(),
      clusterName: 'c',
      config: {
        gceClusterConfig: { internalIpOnly: true, subnetworkUri: 'projects/p1/regions/r/subnetworks/s' },
        masterConfig: { machineTypeUri: 'n2-standard-4' },
        secondaryWorkerConfig: { numInstances: 2, preemptibility: 'PREEMPTIBLE' },
        initializationActions: [{ executableFile: 'gs://b/a.sh' }],
        softwareConfig: { properties: { a: 'b' } },
      },
    });
  });

  it('makes a map of blocks that have a key', () => {
    expect(plain('repository')).toMatchObject({
      cleanupPolicies: { keep: { action: 'KEEP', mostRecentVersions: { keepCount: 3 } } },
      dockerConfig: { immutableTags: true },
    });
  });

  it('says that logging is on where its block is there', () => {
    expect(plain('subnetwork')).toMatchObject({ logConfig: { enable: true, flowSampling: 0.25 } });
    expect(plain('closedFirewall')).toMatchObject({ logConfig: { enable: true }, denied: [{ IPProtocol: 'all' }] });
    expect(plain('openFirewall')).not.toHaveProperty('logConfig');
  });

  it('maps each instance once', () => {
    const resource = planResource(modules.goodBucket);
    expect(apiResource(resource)).toBe(apiResource(resource));
  });
});

function plain(name: keyof typeof modules): Readonly<Record<string, unknown>> {
  const made = apiResource(planResource(modules[name]));
  return (made && plainMessage(made.message)) as Readonly<Record<string, unknown>>;
}

function has(block: BlockFacts, [name = '', ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return block.attributes?.[name] !== undefined;
  const inner = block.blocks?.[name];
  return inner !== undefined && has(inner, rest);
}

function hasBlock(block: BlockFacts, [name = '', ...rest]: readonly string[]): boolean {
  const inner = block.blocks?.[name];
  return inner !== undefined && (rest.length === 0 || hasBlock(inner, rest));
}
