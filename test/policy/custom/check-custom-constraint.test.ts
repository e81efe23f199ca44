import { describe, expect, it } from 'vitest';
import { checkCustomConstraint } from '../../../src/policy/custom/check-custom-constraint.ts';
import type { CustomConstraint, Hierarchy } from '../../../src/policy/model.ts';
import { evaluateModule } from '../../../src/terraform/evaluate-module.ts';
import type { ResourceInstance } from '../../../src/terraform/evaluation.ts';
import type { PlanAction } from '../../../src/terraform/plan/planned-instance.ts';
import { checkText, compileText, planResource, planText } from './check-text.ts';
import { modules } from './idiom-modules.ts';

const bucket = 'storage.googleapis.com/Bucket';
const cluster = 'container.googleapis.com/Cluster';

function verdicts(
  fields: Partial<CustomConstraint> & Pick<CustomConstraint, 'condition'>,
  resource: ResourceInstance,
): string[] {
  return checkCustomConstraint(compileText(fields), resource).map(({ verdict }) => verdict);
}

describe('a custom constraint', () => {
  it.each([
    ['DENY', 'true', 'VIOLATION'],
    ['DENY', 'false', 'PASS'],
    ['ALLOW', 'true', 'PASS'],
    ['ALLOW', 'false', 'VIOLATION'],
  ] as const)('that has the action %s and a condition that is %s gives %s', (actionType, value, verdict) => {
    const condition = `resource.versioning.enabled == ${value === 'false'}`;
    expect(verdicts({ actionType, condition }, planResource(modules.plainBucket))).toEqual([verdict]);
  });

  it.each<[PlanAction, readonly string[], boolean]>([
    ['create', ['CREATE'], true],
    ['create', ['CREATE', 'UPDATE'], true],
    ['create', ['DELETE'], false],
    ['replace', ['CREATE'], true],
    ['update', ['CREATE'], false],
    ['update', ['CREATE', 'UPDATE'], true],
    ['delete', ['CREATE', 'UPDATE'], false],
    ['delete', ['DELETE'], true],
    ['no-op', ['CREATE', 'UPDATE', 'DELETE'], false],
    ['read', ['CREATE', 'UPDATE', 'DELETE'], false],
  ])('is asked at %s for the methods %j: %s', (action, methodTypes, isAsked) => {
    const planned = planResource(modules.plainBucket);
    if (planned.change === undefined) throw new Error('nothing is planned');
    const resource = { ...planned, change: { ...planned.change, action } };
    expect(verdicts({ condition: 'true', methodTypes }, resource)).toHaveLength(isAsked ? 1 : 0);
  });

  it('is not asked about other types, nor about data sources', () => {
    expect(verdicts({ condition: 'true', resourceTypes: [cluster] }, planResource(modules.plainBucket))).toEqual([]);
    const [data] = planText('data "google_storage_bucket" "b" {\n  name = "b"\n}');
    expect(data && verdicts({ condition: 'true' }, data)).toEqual([]);
  });

  it('cannot be decided on a resource that no facts are known of', () => {
    const files = new Map([['main.tf', modules.goodBucket]]);
    const { value } = evaluateModule({ files, terraformVersion: '1.5.7' });
    const [resource] = value.evaluation.resources;
    if (resource === undefined) throw new Error('the text has no resource');
    expect(verdicts({ condition: 'true' }, resource)).toEqual(['UNDECIDED']);
    expect(verdicts({ condition: 'true', resourceTypes: [cluster] }, resource)).toEqual([]);
  });

  it('says which attribute is not known', () => {
    expect(checkText('resource.name == "a"', bucket, modules.unknownKeyBucket)).toMatchObject({
      verdict: 'UNDECIDED',
      reason: '`name` is known after apply only',
      path: ['name'],
    });
  });

  it('shows what each part came to and what would satisfy it', () => {
    const condition = 'resource.location == "EU" && resource.versioning.enabled == false';
    expect(checkText(condition, bucket, modules.plainBucket)).toEqual({
      verdict: 'VIOLATION',
      reason: 'its condition holds, which the constraint denies',
      path: ['location'],
      trace: [
        { text: 'resource.location == "EU"', value: 'true' },
        { text: 'resource.location', value: '"EU"' },
        { text: 'resource.versioning.enabled == false', value: 'true' },
        { text: 'resource.versioning.enabled', value: 'false (not set)' },
      ],
    });
    expect(checkText('resource.versioning.enabled == false', bucket, modules.plainBucket)?.remedy).toBe(
      'change `versioning.enabled` so that `resource.versioning.enabled == true`',
    );
    expect(checkText('!(resource.location in ["US", "ASIA"])', bucket, modules.plainBucket)?.remedy).toBe(
      'change `location` so that `resource.location in ["US", "ASIA"]`',
    );
  });

  it('points into the block of a list that decided', () => {
    const condition = 'resource.allowed.exists(a, a.IPProtocol == "icmp")';
    const finding = checkText(condition, 'compute.googleapis.com/Firewall', modules.openFirewall);
    expect(finding?.verdict).toBe('VIOLATION');
    expect(finding?.path?.[0]).toBe('allow');
  });

  it('uses sensitive values without showing them', () => {
    const text = `
variable "place" {
  default   = "EU"
  sensitive = true
}
resource "google_storage_bucket" "b" {
  name     = "b"
  location = var.place
}`;
    const finding = checkText('resource.location == "EU"', bucket, text);
    expect(finding?.verdict).toBe('VIOLATION');
    expect(finding?.trace).toContainEqual({ text: 'resource.location', value: '(sensitive)' });
  });

  it('does not show sensitive values in reasons and errors either', () => {
    const text = `
variable "secret" {
  default   = "hunter2"
  sensitive = true
}
resource "google_compute_instance" "i" {
  name         = var.secret
  zone         = "europe-west1-b"
  machine_type = "e2-medium"
  labels       = { (nonsensitive("a")) = var.secret }
  boot_disk {
    initialize_params {
      image = var.secret
    }
  }
  network_interface {
    network = "default"
  }
}`;
    const conditions = [
      'int(resource.name) > 3',
      'resource.labels[resource.name] == "a"',
      'resource.name + "x" == "y"',
      '[resource.name].exists(n, n == "hunter")',
      'resource.disks.exists(d, d.initializeParams.sourceImage == "x")',
      'timestamp(resource.labels["a"]) < timestamp("2024-01-01T00:00:00Z")',
    ];
    const findings = conditions.map((condition) => checkText(condition, 'compute.googleapis.com/Instance', text));
    expect(findings.map((finding) => finding?.verdict)).not.toContain(undefined);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
    const member = `
variable "who" {
  default   = "user:hunter2@gmail.com"
  sensitive = true
}
resource "google_project_iam_member" "m" {
  project = "p1"
  role    = "roles/viewer"
  member  = var.who
}`;
    const condition = "resource.bindings.all(b, b.members.all(m, MemberInPrincipalSet(m, ['//x/organizations/1'])))";
    expect(JSON.stringify(checkText(condition, 'iam.googleapis.com/AllowPolicy', member))).not.toContain('hunter2');
  });

  it('says which element of a list decided', () => {
    const condition = "resource.spec.template.spec.containers.exists(c, c.image.startsWith('docker.io/'))";
    expect(checkText(condition, 'run.googleapis.com/Service', modules.plainRun)?.trace?.[0]?.value).toBe(
      'true (decided by `template[0].containers[0].image`)',
    );
  });

  it('takes an unknown number of blocks as not known', () => {
    const text = `
resource "google_service_account" "a" {
  account_id = "a"
}
resource "google_storage_bucket" "b" {
  name     = "b"
  location = "EU"
  dynamic "lifecycle_rule" {
    for_each = [for x in split(",", google_service_account.a.unique_id) : x]
    content {
      action {
        type = "Delete"
      }
      condition {
        age = 3
      }
    }
  }
}`;
    expect(checkText('size(resource.lifecycle.rule) == 0', bucket, text)?.verdict).toBe('UNDECIDED');
    expect(checkText('resource.lifecycle.rule.exists(r, r.condition.age < 9)', bucket, text)?.verdict).toBe(
      'UNDECIDED',
    );
    expect(checkText('resource.location == "EU" || size(resource.lifecycle.rule) == 0', bucket, text)?.verdict).toBe(
      'VIOLATION',
    );
  });

  it('does not decide on a resource that writes a part of another', () => {
    const text = `
resource "google_compute_network_peering" "p" {
  name         = "p"
  network      = "projects/p1/global/networks/a"
  peer_network = "projects/p2/global/networks/b"
}`;
    expect(checkText('resource.autoCreateSubnetworks', 'compute.googleapis.com/Network', text)).toMatchObject({
      verdict: 'UNDECIDED',
      reason: 'the resource writes a part of a Network only, and the rest of it is not known',
    });
  });

  it('sees the node pools that a cluster brings', () => {
    const text = `
resource "google_container_cluster" "c" {
  name     = "c"
  location = "europe-west1"
  node_pool {
    name = "good"
    node_config {
      shielded_instance_config {
        enable_secure_boot = true
      }
    }
  }
  node_pool {
    name = "bad"
  }
}`;
    const condition = 'resource.config.shieldedInstanceConfig.enableSecureBoot == false';
    const resourceTypes = ['container.googleapis.com/NodePool'];
    expect(verdicts({ condition, resourceTypes }, planResource(text))).toEqual(['PASS', 'VIOLATION']);
    const autopilot =
      'resource "google_container_cluster" "c" {\n  name = "c"\n  location = "eu"\n  enable_autopilot = true\n}';
    expect(verdicts({ condition, resourceTypes }, planResource(autopilot))).toEqual([]);
  });

  it('takes names of Compute Engine resources as the URLs they are sent as', () => {
    const instance = (machine: string, image: string): string => `
resource "google_compute_instance" "i" {
  name         = "i"
  zone         = "europe-west1-b"
  machine_type = "${machine}"
  boot_disk {
    initialize_params {
      image = "${image}"
    }
  }
  network_interface {
    network = "default"
  }
}`;
    const type = 'compute.googleapis.com/Instance';
    const check = (condition: string): string | undefined =>
      checkText(condition, type, instance('n1-standard-1', 'debian-cloud/debian-12'))?.verdict;
    expect(check("resource.machineType.contains('/machineTypes/n1-')")).toBe('VIOLATION');
    expect(check('resource.machineType == "n1-standard-1"')).toBe('UNDECIDED');
    expect(
      check(
        "resource.machineType == 'https://www.googleapis.com/compute/v1/projects/p1/zones/europe-west1-b/machineTypes/n1-standard-1'",
      ),
    ).toBe('VIOLATION');
    expect(check("resource.disks.exists(d, d.initializeParams.sourceImage.contains('debian'))")).toBe('UNDECIDED');
    expect(check("resource.networkInterfaces.exists(n, n.network.endsWith('/networks/default'))")).toBe('VIOLATION');
  });
});

describe('a constraint on allow policies', () => {
  const allowPolicy = 'iam.googleapis.com/AllowPolicy';
  const inSet =
    "resource.bindings.all(b, b.members.all(m, MemberInPrincipalSet(m, ['//cloudresourcemanager.googleapis.com/organizations/1'])))";
  const tags = { byName: new Map(), byId: new Map() };
  const hierarchy: Hierarchy = {
    nodes: new Map([
      ['organizations/1', { name: 'organizations/1', customerId: 'C1', tags }],
      ['projects/p1', { name: 'projects/p1', parent: 'organizations/1', tags }],
    ]),
    projectOfNumber: new Map([['77', 'projects/p1']]),
    domains: new Map([['C1', ['acme.com']]]),
  };
  const member = (name: string): string => `
resource "google_project_iam_member" "m" {
  project = "p1"
  role    = "roles/viewer"
  member  = "${name}"
}`;

  it.each([
    ['user:jo@acme.com', 'VIOLATION'],
    ['group:ops@acme.com', 'VIOLATION'],
    ['user:jo@gmail.com', 'UNDECIDED'],
    ['serviceAccount:a@p1.iam.gserviceaccount.com', 'VIOLATION'],
    ['serviceAccount:77-compute@developer.gserviceaccount.com', 'VIOLATION'],
    ['serviceAccount:a@elsewhere.iam.gserviceaccount.com', 'UNDECIDED'],
    ['allUsers', 'PASS'],
  ])('asks the hierarchy whether %s belongs to an organization', (name, verdict) => {
    expect(checkText(inSet, allowPolicy, member(name), { hierarchy })?.verdict).toBe(verdict);
    if (name !== 'allUsers') expect(checkText(inSet, allowPolicy, member(name))?.verdict).toBe('UNDECIDED');
  });

  it('reads the bindings of policies as a whole', () => {
    const text = `
resource "google_project_iam_policy" "p" {
  project     = "p1"
  policy_data = jsonencode({ bindings = [{ role = "roles/owner", members = ["user:jo@gmail.com"] }] })
}`;
    expect(checkText("resource.bindings.exists(b, b.role == 'roles/owner')", allowPolicy, text)?.verdict).toBe(
      'VIOLATION',
    );
    expect(
      checkText(
        "resource.bindings.exists(b, b.members.exists(m, MemberSubjectStartsWith(m, ['group:'])))",
        allowPolicy,
        text,
      )?.verdict,
    ).toBe('PASS');
  });

  it('is asked at the removal of grants when it is about that', () => {
    const planned = planResource(modules.member);
    if (planned.change === undefined) throw new Error('nothing is planned');
    const resource = { ...planned, change: { ...planned.change, action: 'delete' as const } };
    const fields = { condition: 'true', resourceTypes: [allowPolicy] };
    expect(verdicts({ ...fields, methodTypes: ['REMOVE_GRANT'] }, resource)).toEqual(['VIOLATION']);
    expect(verdicts({ ...fields, methodTypes: ['CREATE', 'UPDATE'] }, resource)).toEqual([]);
  });
});
