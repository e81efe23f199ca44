import { describe, expect, it } from 'vitest';
import { moduleVerdicts, type NodePolicy } from './module-verdicts.ts';

const enforced = { rules: [{ enforce: true }] };
const uniform: NodePolicy = {
  node: 'organizations/100',
  constraint: 'storage.uniformBucketLevelAccess',
  spec: enforced,
};
const bucket = (more = ''): string => `resource "google_storage_bucket" "b" { name = "b" ; location = "EU" ; ${more} }`;

describe('checkPolicies', () => {
  it('names policy, attribute and remedy', async () => {
    const [verdict] = await moduleVerdicts([uniform], bucket('uniform_bucket_level_access = false'));
    expect(verdict).toMatchObject({
      constraint: 'storage.uniformBucketLevelAccess',
      mode: 'live',
      address: 'google_storage_bucket.b',
      resourceType: 'google_storage_bucket',
      verdict: 'VIOLATION',
      remedy: 'set uniform_bucket_level_access = true',
      path: ['uniform_bucket_level_access'],
      decidedBy: { file: '0.json', pointer: '/spec/rules/0' },
      trace: [{ text: 'uniform_bucket_level_access', value: 'false' }],
    });
  });

  it('takes the policy of the project that the resource names', async () => {
    const off = { node: 'projects/proj-two', constraint: uniform.constraint, spec: { rules: [{ enforce: false }] } };
    const found = await moduleVerdicts([uniform, off], bucket('project = "proj-two"'));
    expect(found.map(({ verdict }) => verdict)).toEqual(['PASS']);
  });

  it('leaves open what is made in a project that is not known', async () => {
    const bad = await moduleVerdicts([uniform], bucket('project = var.unknown'));
    expect(bad.map(({ verdict }) => verdict)).toEqual(['UNDECIDED']);
    const good = await moduleVerdicts([uniform], bucket('project = var.unknown ; uniform_bucket_level_access = true'));
    expect(good.map(({ verdict }) => verdict)).toEqual(['PASS']);
  });

  it('leaves open what a project outside of the hierarchy is subject to', async () => {
    const found = await moduleVerdicts([uniform], bucket('project = "proj-elsewhere"'));
    expect(found.map(({ verdict }) => verdict)).toEqual(['UNDECIDED']);
  });

  it('leaves open how many there are, but not what would pass anyway', async () => {
    const bad = await moduleVerdicts([uniform], bucket('count = var.unknown'));
    expect(bad.map(({ verdict }) => verdict)).toEqual(['UNDECIDED']);
    const good = await moduleVerdicts([uniform], bucket('count = var.unknown ; uniform_bucket_level_access = true'));
    expect(good.map(({ verdict }) => verdict)).toEqual(['PASS']);
  });

  it('leaves open what modules hold that were not looked into', async () => {
    const found = await moduleVerdicts([uniform], `module "m" { source = "acme/x/google" }`);
    expect(found.map(({ address, verdict }) => [address, verdict])).toEqual([['module.m', 'UNDECIDED']]);
  });

  it('holds nothing against data sources', async () => {
    const found = await moduleVerdicts([uniform], `data "google_storage_bucket" "b" { name = "b" }`);
    expect(found.map(({ address, verdict }) => [address, verdict])).toEqual([[undefined, 'NOT_APPLICABLE']]);
  });

  it.each([
    [
      'gcp.restrictTLSVersion',
      { rules: [{ values: { deniedValues: ['TLS_VERSION_1'] } }] },
      'it is enforced on requests at run time',
    ],
    ['custom.missing', enforced, 'the custom constraint is not defined'],
    ['gcp.noSuchThing', enforced, 'imprint knows no constraint of this name'],
  ])('never passes %s, which nothing decides', async (constraint, spec, reason) => {
    const found = await moduleVerdicts([{ node: 'organizations/100', constraint, spec }], bucket());
    expect(found.map((one) => [one.address, one.verdict, one.reason])).toEqual([[undefined, 'UNDECIDED', reason]]);
  });

  it('says nothing of constraints without a policy above the project', async () => {
    const found = await moduleVerdicts([{ ...uniform, node: 'projects/proj-two' }], bucket());
    expect(found).toEqual([]);
  });

  it('holds what Google restricts by default when asked to', async () => {
    const key =
      'resource "google_apikeys_key" "k" { name = "k" ; service_account_email = "a@proj-one.iam.gserviceaccount.com" }';
    expect(await moduleVerdicts([], key)).toEqual([]);
    const found = await moduleVerdicts([], key, { withDefaults: true });
    expect(found.filter(({ verdict }) => verdict === 'VIOLATION').map(({ constraint }) => constraint)).toEqual([
      'iam.managed.disableServiceAccountApiKeyCreation',
    ]);
  });

  it('never prints what is sensitive', async () => {
    const hcl = `variable "place" { default = "secret-place" ; sensitive = true } ; resource "google_kms_key_ring" "r" { name = "r" ; location = var.place }`;
    const spec = { rules: [{ values: { allowedValues: ['in:eu-locations'] } }] };
    const found = await moduleVerdicts([{ node: 'organizations/100', constraint: 'gcp.resourceLocations', spec }], hcl);
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('secret-place');
  });

  it('resolves a key of the plan to the project of its key ring', async () => {
    const spec = { rules: [{ values: { allowedValues: ['under:folders/200'] } }] };
    const policies = [{ node: 'organizations/100', constraint: 'gcp.restrictCmekCryptoKeyProjects', spec }];
    const hcl = (project: string): string =>
      `resource "google_kms_key_ring" "r" { name = "r" ; location = "eu" ; project = "${project}" } ; resource "google_kms_crypto_key" "k" { name = "k" ; key_ring = google_kms_key_ring.r.id } ; locals { key = google_kms_crypto_key.k.id } ; resource "google_pubsub_topic" "t" { name = "t" ; kms_key_name = local.key }`;
    const verdicts = async (project: string): Promise<readonly string[]> =>
      (await moduleVerdicts(policies, hcl(project))).map(({ verdict }) => verdict);
    expect(await verdicts('proj-one')).toEqual(['PASS']);
    expect(await verdicts('proj-two')).toEqual(['VIOLATION']);
  });

  it('takes a key of the plan for set, and a conditional one for open', async () => {
    const spec = { rules: [{ values: { deniedValues: ['pubsub.googleapis.com'] } }] };
    const policies = [{ node: 'organizations/100', constraint: 'gcp.restrictNonCmekServices', spec }];
    const hcl = (key: string): string =>
      `resource "google_kms_crypto_key" "k" { name = "k" ; key_ring = "projects/p/locations/l/keyRings/r" } ; resource "google_pubsub_topic" "t" { name = "t" ; kms_key_name = ${key} }`;
    const verdicts = async (key: string): Promise<readonly string[]> =>
      (await moduleVerdicts(policies, hcl(key))).map(({ verdict }) => verdict);
    expect(await verdicts('google_kms_crypto_key.k.id')).toEqual(['PASS']);
    expect(await verdicts('var.unknown ? google_kms_crypto_key.k.id : null')).toEqual(['UNDECIDED']);
  });

  it('decides custom constraints, and leaves them open without their engine', async () => {
    const constraints = [
      {
        name: 'organizations/100/customConstraints/custom.versioned',
        resourceTypes: ['storage.googleapis.com/Bucket'],
        methodTypes: ['CREATE', 'UPDATE'],
        condition: 'resource.versioning.enabled == true',
        actionType: 'ALLOW',
      },
    ];
    const policies = [{ node: 'organizations/100', constraint: 'custom.versioned', spec: enforced }];
    const verdicts = async (hcl: string): Promise<readonly string[]> =>
      (await moduleVerdicts(policies, hcl, { constraints })).map(({ verdict }) => verdict);
    expect(await verdicts(bucket('versioning { enabled = true }'))).toEqual(['PASS']);
    expect(await verdicts(bucket())).toEqual(['VIOLATION']);
    expect(await verdicts(bucket('versioning { enabled = var.unknown }'))).toEqual(['UNDECIDED']);
    const without = await moduleVerdicts(policies, bucket(), { constraints, custom: () => undefined });
    expect(without.map(({ verdict }) => verdict)).toEqual(['UNDECIDED']);
  });

  it('takes the custom constraint of the organization where two have one of the same name', async () => {
    const other = {
      apiVersion: 'imprint/v1',
      kind: 'Hierarchy',
      metadata: { name: 'other' },
      spec: { organization: { id: '900' }, projects: [{ id: 'proj-nine', parent: 'organizations/900' }] },
    };
    const definition = (organization: string, isOn: boolean) => ({
      name: `organizations/${organization}/customConstraints/custom.versioned`,
      resourceTypes: ['storage.googleapis.com/Bucket'],
      methodTypes: ['CREATE'],
      condition: `resource.versioning.enabled == ${isOn}`,
      actionType: 'DENY',
    });
    const constraints = [other, definition('100', true), definition('900', false)];
    const policies = ['100', '900'].map((id) => ({
      node: `organizations/${id}`,
      constraint: 'custom.versioned',
      spec: enforced,
    }));
    const verdicts = async (project: string): Promise<readonly (readonly unknown[])[]> =>
      (
        await moduleVerdicts(policies, bucket(`project = ${project} ; versioning { enabled = true }`), { constraints })
      ).map(({ verdict, address }) => [verdict, address]);
    expect(await verdicts('"proj-one"')).toEqual([['VIOLATION', 'google_storage_bucket.b']]);
    expect(await verdicts('"proj-nine"')).toEqual([['PASS', 'google_storage_bucket.b']]);
    expect(await verdicts('var.unknown')).toEqual([['UNDECIDED', undefined]]);
  });
});
