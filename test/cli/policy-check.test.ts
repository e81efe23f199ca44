import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from './memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'imprint-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

write(
  'policies/hierarchy.yaml',
  `apiVersion: imprint/v1
kind: Hierarchy
metadata:
  name: acme
spec:
  organization: { id: "100", customerId: C01 }
  projects:
    - { id: shop-prod, number: "123", parent: organizations/100 }
`,
);
write(
  'policies/locations.yaml',
  `name: organizations/100/policies/gcp.resourceLocations
spec:
  rules:
    - values: { allowedValues: [in:eu-locations] }
dryRunSpec:
  rules:
    - values: { allowedValues: [in:europe-west3-locations] }
`,
);
write(
  'infra/main.tf',
  `resource "google_kms_key_ring" "near" {
  name     = "near"
  location = "europe-west1"
}
resource "google_kms_key_ring" "far" {
  name     = "far"
  location = "us-east1"
}
`,
);
write(
  'uniform.yaml',
  `name: organizations/100/policies/cloudkms.allowedProtectionLevels
dryRunSpec:
  rules:
    - values: { allowedValues: [HSM] }
`,
);
write(
  'keys/main.tf',
  `resource "google_kms_crypto_key" "k" {
  name     = "k"
  key_ring = "projects/shop-prod/locations/eu/keyRings/r"
}
`,
);

async function imprint(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ cwd: folder });
  const code = await runCli(words, () => io);
  return { code, out: io.out(), err: io.err() };
}

const explanationSchema = join(import.meta.dirname, '../../schemas/policy-explanation.schema.json');
const isExplanation = new Ajv2020({ allErrors: true, strictTypes: false }).compile(
  JSON.parse(readFileSync(explanationSchema, 'utf8')),
);

function faultsOfExplanation(document: unknown): unknown {
  isExplanation(document);
  return isExplanation.errors ?? null;
}

const project = ['--project', 'projects/shop-prod'];

describe('imprint policy check', () => {
  it('does not pass everything by a folder without policies', async () => {
    write('nothing/README.md', '# to come');
    await expect(imprint('policy', 'check', '--module', 'infra', ...project, '--policies', 'nothing')).rejects.toThrow(
      "there are no policies in 'nothing': no YAML, JSON or Terraform file",
    );
  });

  it('gives every verdict as JSON with exactly the promised fields, and fails for what is live', async () => {
    const { code, out } = await imprint('policy', 'check', '--module', 'infra', ...project, '--format', 'json');
    const { formatVersion, summary, verdicts } = JSON.parse(out);
    expect([code, formatVersion]).toEqual([1, 1]);
    expect(summary).toEqual({
      live: { violations: 1, passes: 1, undecided: 0, notApplicable: 0 },
      dryRun: { violations: 2, passes: 0, undecided: 0, notApplicable: 0 },
    });
    expect(verdicts).toHaveLength(4);
    expect(verdicts[0]).toEqual({
      constraint: 'gcp.resourceLocations',
      mode: 'live',
      module: 'infra',
      address: 'google_kms_key_ring.far',
      resourceType: 'google_kms_key_ring',
      verdict: 'VIOLATION',
      reason: '"us-east1" is not among the allowed values in:eu-locations',
      decidedBy: {
        file: 'policies/locations.yaml',
        pointer: '/spec/rules/0',
        range: { start: { line: 4, column: 7, byte: 76 }, end: { line: 4, column: 51, byte: 120 } },
      },
      trace: [{ text: 'location', value: '"us-east1"' }],
      location: {
        file: 'infra/main.tf',
        range: { start: { line: 7, column: 14, byte: 161 }, end: { line: 7, column: 24, byte: 171 } },
      },
    });
  });

  it('ignores what a comment of the module ignores, counts it, and says so of the verdict', async () => {
    write(
      'ignored/main.tf',
      'resource "google_kms_key_ring" "far" {\n  name     = "far"\n  location = "us-east1" # imprint:ignore policy-violation moves in May\n}\n',
    );
    const { code, out } = await imprint('policy', 'check', '--module', 'ignored', ...project);
    expect([code, out]).toEqual([0, 'No faults in 1 module (2 ignored)\n']);
    const json = await imprint('policy', 'check', '--module', 'ignored', ...project, '--format', 'json');
    const { suppressed, verdicts } = JSON.parse(json.out);
    expect([json.code, suppressed]).toEqual([0, { ignored: 2, waived: 0 }]);
    expect(verdicts.map(({ acceptedBy }: { acceptedBy: string }) => acceptedBy)).toEqual(['comment', 'comment']);
  });

  it('judges nothing where two policies speak for one constraint on a node', async () => {
    const policy = (location: string): string =>
      `name: projects/shop-prod/policies/gcp.resourceLocations\nspec: { rules: [{ values: { allowedValues: [${location}] } }] }\n`;
    write('doubled/a.yaml', policy('us-east1'));
    write('doubled/b.yaml', policy('europe-west1'));
    const { code, out } = await imprint('policy', 'check', '--module', 'infra', ...project, '--policies', 'doubled');
    expect(code).toBe(1);
    expect(out).toContain('error[policy-duplicate]: a second policy for gcp.resourceLocations on projects/shop-prod');
    expect(out).not.toContain('policy-violation');
  });

  it('warns of a dry run and does not fail for it', async () => {
    write(
      'near/main.tf',
      'resource "google_kms_key_ring" "near" {\n  name     = "n"\n  location = "europe-west1"\n}\n',
    );
    const { code, out } = await imprint('policy', 'check', '--module', 'near', ...project);
    expect(code).toBe(0);
    expect(out).toContain('warning[policy-violation]: google_kms_key_ring.near would violate');
    expect(out).toContain('1 warning in 1 module');
  });

  it('names each rule in SARIF', async () => {
    const { code, out } = await imprint('policy', 'check', '--module', 'infra', ...project, '--format', 'sarif');
    expect(code).toBe(1);
    const results = JSON.parse(out).runs[0].results;
    expect(results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
      ['policy-violation', 'warning'],
      ['policy-violation', 'error'],
      ['policy-violation', 'warning'],
    ]);
  });

  it('leaves everything open where no project is known, and does not call it a pass', async () => {
    const { code, out } = await imprint('policy', 'check', '--module', 'infra', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out).summary.live).toEqual({ violations: 0, passes: 0, undecided: 2, notApplicable: 0 });
  });

  it('judges nothing by policies that cannot be read', async () => {
    write(
      'broken/p.yaml',
      'name: organizations/100/policies/gcp.resourceLocations\nspec: {rules: [{allowAll: true, denyAll: true}]}\n',
    );
    const { code, out, err } = await imprint(
      'policy',
      'check',
      '--module',
      'infra',
      '--policies',
      'broken',
      '--format',
      'json',
    );
    expect(code).toBe(1);
    expect(err).toContain('broken/p.yaml');
    expect(JSON.parse(out).verdicts).toEqual([]);
  });

  it.each([
    [['--module', 'infra', '--project', 'shop-prod'], "--project is projects/ID, not 'shop-prod'"],
    [['--module', 'infra', '--set', 'a=b'], '--set belongs to environments'],
    [['prod', '--module', 'infra'], 'give either environments or --module'],
    [['--module', 'infra', '--policies', 'nowhere'], 'nowhere'],
  ])('refuses %j', async (words, message) => {
    await expect(imprint('policy', 'check', ...words)).rejects.toThrow(message);
  });
});

describe('imprint policy explain', () => {
  it('tells who set what, and how each resource comes to its verdict', async () => {
    const { code, out } = await imprint(
      'policy',
      'explain',
      'constraints/gcp.resourceLocations',
      '--module',
      'infra',
      ...project,
    );
    expect(code).toBe(0);
    expect(out).toContain(
      '  projects/shop-prod: allows in:eu-locations\n    by organizations/100, policies/locations.yaml:4:7\n',
    );
    expect(out).toContain(
      '  VIOLATION google_kms_key_ring.far, infra/main.tf:7:14\n    "us-east1" is not among the allowed values in:eu-locations\n    | location = "us-east1"\n',
    );
    expect(out).toContain('  projects/shop-prod, dry run: allows in:europe-west3-locations\n');
  });

  it('tells programs the same: the folded policy with its rules, and each verdict', async () => {
    const words = ['policy', 'explain', 'gcp.resourceLocations', '--module', 'infra', ...project, '--format', 'json'];
    const { code, out } = await imprint(...words);
    const document = JSON.parse(out);
    expect([code, faultsOfExplanation(document)]).toEqual([0, null]);
    expect(document.constraint).toMatchObject({ name: 'gcp.resourceLocations', kind: 'list', allowsByDefault: true });
    const { policies, verdicts } = document.subjects[0];
    const at = { file: 'policies/locations.yaml', range: { start: { line: 4 } } };
    expect(policies).toMatchObject([
      {
        node: 'projects/shop-prod',
        mode: 'live',
        decision: { kind: 'list', allowAll: false, denied: [], allowed: [{ value: 'in:eu-locations', location: at }] },
        rules: [{ node: 'organizations/100', location: at, condition: null, allowed: [{ value: 'in:eu-locations' }] }],
      },
      { mode: 'dryRun', decision: { allowed: [{ value: 'in:europe-west3-locations' }] } },
    ]);
    expect(verdicts).toHaveLength(4);
    expect(verdicts[0]).toMatchObject({
      mode: 'live',
      address: 'google_kms_key_ring.far',
      verdict: 'VIOLATION',
      reason: '"us-east1" is not among the allowed values in:eu-locations',
      certainty: 'documented',
      trace: [{ text: 'location', value: '"us-east1"' }],
      decidedBy: at,
      location: { file: 'infra/main.tf', range: { start: { line: 7 } } },
    });
  });

  it.each([
    ['gcp.restrictServiceUsage', 'folders/1', { kind: 'list' }],
    ['custom.near', 'organizations/100', { kind: 'custom', actionType: 'DENY' }],
    ['custom.undefined', 'organizations/100', { kind: 'unknown' }],
    ['iam.managed.disableServiceAccountKeyCreation', 'organizations/100', { kind: 'managed' }],
  ])('has JSON that fits its schema for %s', async (name, node, constraint) => {
    const policies = ['custom.near', 'custom.undefined', 'iam.managed.disableServiceAccountKeyCreation'];
    write(
      'custom/c.yaml',
      `name: organizations/100/customConstraints/custom.near
resourceTypes: [cloudkms.googleapis.com/KeyRing]
methodTypes: [CREATE]
actionType: DENY
condition: resource.name.contains("far")
---
${policies.map((one) => `name: ${node}/policies/${one}\nspec: { rules: [{ enforce: true }] }\n`).join('---\n')}---
name: organizations/100/policies/gcp.restrictServiceUsage
spec:
  rules:
    - condition: { expression: "resource.matchTag('100/env', 'prod')" }
      denyAll: true
    - allowAll: true
---
name: projects/shop-prod/policies/iam.managed.disableServiceAccountKeyCreation
spec: { reset: true }
---
apiVersion: imprint/v1
kind: Hierarchy
spec:
  organization: { id: "100" }
  projects: [{ id: shop-prod, number: "123", parent: organizations/100 }]
`,
    );
    const words = ['policy', 'explain', name, '--module', 'infra', '--policies', 'custom', ...project];
    const { out } = await imprint(...words, '--format', 'json');
    const document = JSON.parse(out);
    expect([faultsOfExplanation(document), document.constraint]).toEqual([null, expect.objectContaining(constraint)]);
  });

  it('has a schema that refuses what is no explanation', () => {
    expect(faultsOfExplanation({ formatVersion: 1, constraint: { name: 'a', kind: 'unknown' } })).not.toBeNull();
  });

  it('suggests the name that may be meant', async () => {
    const words = ['policy', 'explain', 'gcp.resourceLocation', '--module', 'infra', ...project];
    await expect(imprint(...words)).rejects.toThrow('Did you mean gcp.resourceLocations?');
  });
});

describe('imprint policy impact', () => {
  it('shows what turning a policy on would break, a dry run included', async () => {
    const provider = 'provider "google" {\n  project = "shop-prod"\n}\n';
    write('keys/provider.tf', provider);
    const { code, out } = await imprint('policy', 'impact', 'uniform.yaml', '--module', 'keys');
    expect(code).toBe(1);
    expect(out).toBe(
      'keys  breaks  google_kms_crypto_key.k  keys/main.tf:1:1  cloudkms.allowedProtectionLevels: "SOFTWARE" is not among the allowed values HSM\n\n' +
        'cloudkms.allowedProtectionLevels: 1 of 1 would break\n',
    );
  });

  it('shows what taking one away would free', async () => {
    write('infra/provider.tf', 'provider "google" {\n  project = "shop-prod"\n}\n');
    const words = ['policy', 'impact', 'policies/locations.yaml', '--remove', '--module', 'infra', '--format', 'json'];
    const { code, out } = await imprint(...words);
    const { summary, environments } = JSON.parse(out);
    expect([code, summary]).toEqual([0, { checked: 1, broken: 0, freed: 1, open: 0 }]);
    expect(environments[0].frees.map(({ address }: { address: string }) => address)).toEqual([
      'google_kms_key_ring.far',
    ]);
  });
});
