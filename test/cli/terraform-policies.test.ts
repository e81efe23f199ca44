import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from './memory-io.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-terraform-policies-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

async function policy(...words: readonly string[]) {
  const io = memoryIo({ cwd: folder });
  const code = await runCli(['policy', ...words], () => io);
  return { code, out: io.out(), err: io.err() };
}

const hierarchy = `apiVersion: imprint/v1
kind: Hierarchy
spec:
  organization: { id: "100" }
  projects: [{ id: shop-prod, number: "123", parent: organizations/100 }]
`;
const locations = `variable "allowed" {
  default = ["in:eu-locations"]
}
resource "google_org_policy_policy" "locations" {
  name   = "projects/123/policies/gcp.resourceLocations"
  parent = "projects/123"
  spec {
    rules {
      values {
        allowed_values = var.allowed
      }
    }
  }
}
`;
const rotation = `resource "google_org_policy_custom_constraint" "rotation" {
  name           = "custom.softwareKeys"
  parent         = "organizations/100"
  resource_types = ["cloudkms.googleapis.com/CryptoKey"]
  method_types   = ["CREATE"]
  action_type    = "DENY"
  condition      = "resource.versionTemplate.protectionLevel == 'SOFTWARE'"
}
resource "google_org_policy_policy" "rotation" {
  name   = "organizations/100/policies/\${google_org_policy_custom_constraint.rotation.name}"
  parent = "organizations/100"
  spec {
    rules {
      enforce = "TRUE"
    }
  }
}
`;
const infra = `resource "google_kms_key_ring" "far" {
  name     = "far"
  location = "us-east1"
  project  = "shop-prod"
}
resource "google_kms_crypto_key" "key" {
  name     = "key"
  key_ring = google_kms_key_ring.far.id
  version_template {
    algorithm        = "GOOGLE_SYMMETRIC_ENCRYPTION"
    protection_level = "SOFTWARE"
  }
}
`;

const check = ['check', '--module', 'infra', '--project', 'projects/shop-prod', '--format', 'json'];

function violations(out: string) {
  const { verdicts } = JSON.parse(out) as {
    verdicts: { constraint: string; address: string; verdict: string; decidedBy: { file: string } }[];
  };
  return verdicts
    .filter(({ verdict }) => verdict === 'VIOLATION')
    .map(({ constraint, address, decidedBy }) => [constraint, address, decidedBy.file])
    .sort();
}

describe('policies written as Terraform', () => {
  beforeEach(() => write('infra/main.tf', infra));

  it.each([
    ['the module itself', 'policies', 'policies/'],
    ['a folder with modules and documents', 'policies/org', 'policies/org/'],
  ])('are held against modules from %s, by number of a project too', async (_, module, shown) => {
    write('policies/hierarchy.yaml', hierarchy);
    write(`${module}/locations.tf`, locations);
    write(`${module}/keys.tf`, rotation);
    const { code, out, err } = await policy(...check, '--policies', 'policies');
    expect([code, err]).toEqual([1, '']);
    expect(violations(out)).toEqual([
      ['custom.softwareKeys', 'google_kms_crypto_key.key', `${shown}keys.tf`],
      ['gcp.resourceLocations', 'google_kms_key_ring.far', `${shown}locations.tf`],
    ]);
  });

  it('stand beside data of the module, which are no policies', async () => {
    write('policies/hierarchy.yaml', hierarchy);
    write('policies/locations.tf', locations);
    write('policies/data/teams.yaml', 'teams: [risk]\n');
    expect(violations((await policy(...check, '--policies', 'policies')).out)).toHaveLength(1);
    expect((await policy('lint')).out).toContain('No faults in 2 files');
  });

  it('can be asked about one file at a time', async () => {
    write('policies/hierarchy.yaml', hierarchy);
    write('terraform/locations.tf', locations);
    write('terraform/keys.tf', rotation);
    write('infra/provider.tf', 'provider "google" {\n  project = "shop-prod"\n}\n');
    const { code, out } = await policy('impact', 'terraform/keys.tf', '--module', 'infra');
    expect(code).toBe(1);
    expect(out).toContain('custom.softwareKeys: 1 of 1 would break\n');
    expect(out).not.toContain('gcp.resourceLocations');
  });

  it.each([
    [
      'a module that is not on this machine',
      'module "more" {\n  source = "acme/org-policy/google"\n}\n',
      'module.more',
    ],
    [
      'a policy known only after apply',
      'resource "google_folder" "f" {\n  display_name = "f"\n  parent = "organizations/100"\n}\nresource "google_org_policy_policy" "p" {\n  name = "${google_folder.f.name}/policies/gcp.resourceLocations"\n  parent = google_folder.f.name\n  spec {\n    rules {\n      deny_all = "TRUE"\n    }\n  }\n}\n',
      'is not known, so the policy is not',
    ],
    [
      'a variable without a value',
      'variable "v" {}\nresource "google_org_policy_policy" "p" {\n  name = "organizations/100/policies/run.allowedIngress"\n  parent = "organizations/100"\n  spec {\n    rules {\n      values {\n        allowed_values = var.v\n      }\n    }\n  }\n}\n',
      'is not known, so the policy is not',
    ],
    [
      'a number of rules that is not known',
      'resource "google_compute_address" "a" {\n  name = "a"\n}\nresource "google_org_policy_policy" "p" {\n  name = "organizations/100/policies/run.allowedIngress"\n  parent = "organizations/100"\n  spec {\n    dynamic "rules" {\n      for_each = google_compute_address.a.users\n      content {\n        deny_all = "TRUE"\n      }\n    }\n  }\n}\n',
      'is not known, so the policy is not',
    ],
  ])('judge nothing where %s leaves it open what they are', async (_, text, message) => {
    write('policies/hierarchy.yaml', hierarchy);
    write('policies/locations.tf', locations);
    write('policies/more.tf', text);
    const { code, out, err } = await policy(...check, '--policies', 'policies');
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(violations(out)).toEqual([]);
  });
});
