import { describe, expect, it } from 'vitest';
import { deploymentRoles } from '../../../src/terraform/derived/deployment-roles.ts';
import { impliedRoles, rolesByService, rolesByType, rolesOfData } from '../../../src/terraform/derived/role-table.ts';
import { servicesByName } from '../../../src/terraform/derived/service-names.ts';
import { evaluated, shippedFacts } from './evaluated.ts';

function rolesOf(text: string, project?: string): string[] {
  return deploymentRoles(evaluated(text), project).roles.map(
    ({ role, scope, project: at, resources }) =>
      `${scope === 'project' ? '' : `${scope} `}${at === undefined ? '' : `${at} `}${role}: ${resources.join(' ')}`,
  );
}

describe('deploymentRoles', () => {
  it('always has what Infrastructure Manager itself needs', () => {
    expect(rolesOf('')).toEqual(['roles/config.agent: ']);
    expect(rolesOf('resource "random_id" "x" {\n  byte_length = 2\n}\n')).toEqual(['roles/config.agent: ']);
  });

  it('names each block once, whatever its instances', () => {
    const text = 'resource "google_pubsub_topic" "t" {\n  for_each = toset(["a[0]", "b"])\n  name = each.key\n}\n';
    expect(rolesOf(text)).toEqual(['roles/config.agent: ', 'roles/pubsub.editor: google_pubsub_topic.t']);
  });

  it('names a role that includes another in place of both', () => {
    const text = `
resource "google_pubsub_topic" "t" {
  name = "t"
}
resource "google_pubsub_topic_iam_member" "m" {
  topic  = google_pubsub_topic.t.name
  role   = "roles/pubsub.publisher"
  member = "user:a@example.com"
}
`;
    expect(rolesOf(text)).toEqual([
      'roles/config.agent: ',
      'roles/pubsub.admin: google_pubsub_topic.t google_pubsub_topic_iam_member.m',
    ]);
  });

  it('includes a role only in one of the same project', () => {
    const text = `
resource "google_pubsub_topic" "here" {
  project = "acme-prod"
  name    = "t"
}
resource "google_pubsub_topic_iam_member" "there" {
  project = "acme-shared"
  topic   = "t"
  role    = "roles/pubsub.publisher"
  member  = "user:a@example.com"
}
`;
    expect(rolesOf(text, 'acme-prod')).toEqual([
      'roles/config.agent: ',
      'roles/pubsub.editor: google_pubsub_topic.here',
      'acme-shared roles/pubsub.admin: google_pubsub_topic_iam_member.there',
    ]);
  });

  it.each([
    [
      'runs as an account of its own',
      'template {\n    service_account = "api@acme.iam.gserviceaccount.com"\n    containers {\n      image = "i"\n    }\n  }',
    ],
    ['runs as the default account', 'template {\n    containers {\n      image = "i"\n    }\n  }'],
  ])('must act as the account where a service %s', (_, template) => {
    const text = `resource "google_cloud_run_v2_service" "s" {\n  name = "s"\n  location = "europe-west3"\n  ${template}\n}\n`;
    expect(rolesOf(text)).toContain('roles/iam.serviceAccountUser: google_cloud_run_v2_service.s');
  });

  it('needs no account where a job carries no token', () => {
    const target = 'http_target {\n    uri = "https://example.com"\n  }';
    const text = (inner: string) =>
      `resource "google_cloud_scheduler_job" "j" {\n  name = "j"\n  region = "europe-west3"\n  ${inner}\n}\n`;
    expect(rolesOf(text(target)).join()).not.toContain('serviceAccountUser');
    const oidc = target.replace(
      '\n  }',
      '\n    oidc_token {\n      service_account_email = google_service_account.s.email\n    }\n  }',
    );
    expect(rolesOf(`${text(oidc)}resource "google_service_account" "s" {\n  account_id = "sender-1"\n}\n`)).toContain(
      'roles/iam.serviceAccountUser: google_cloud_scheduler_job.j',
    );
  });

  it('tells roles of the organization and of billing accounts apart', () => {
    const text = `
resource "google_folder" "f" {
  display_name = "f"
  parent       = "organizations/1"
}
resource "google_billing_budget" "b" {
  billing_account = "000000-000000-000000"
  amount {
    last_period_amount = true
  }
}
resource "google_project_iam_member" "m" {
  project = "acme-prod"
  role    = "roles/viewer"
  member  = "user:a@example.com"
}
`;
    expect(rolesOf(text, 'acme-prod')).toEqual([
      'billing-account roles/billing.costsManager: google_billing_budget.b',
      'organization roles/resourcemanager.folderAdmin: google_folder.f',
      'roles/config.agent: ',
      'roles/resourcemanager.projectIamAdmin: google_project_iam_member.m',
    ]);
  });

  it('says of what it knows no role, rather than guessing', () => {
    const text = `
resource "google_transcoder_job" "t" {
  location = "europe-west3"
}
data "google_compute_image" "debian" {
  family = "debian-12"
}
data "google_client_config" "me" {
}
`;
    expect(deploymentRoles(evaluated(text)).unknown).toEqual([
      { address: 'data.google_compute_image.debian', service: 'compute.googleapis.com' },
      { address: 'google_transcoder_job.t', service: 'transcoder.googleapis.com' },
    ]);
  });

  it('takes a role that manages a resource for enough to read one', () => {
    const text =
      'resource "google_compute_image" "own" {\n  name = "own"\n}\ndata "google_compute_image" "debian" {\n  family = "debian-12"\n}\n';
    expect(rolesOf(text)).toEqual([
      'roles/compute.instanceAdmin.v1: data.google_compute_image.debian google_compute_image.own',
      'roles/config.agent: ',
    ]);
  });
});

describe('the table of roles', () => {
  const types = shippedFacts.provider('hashicorp/google-beta')?.names('managed') ?? [];

  it('has rows for types that there are', () => {
    const unused = Object.keys(rolesByType).filter(
      (prefix) => !types.some((type) => `${type}_`.startsWith(`google_${prefix}_`)),
    );
    expect(unused).toEqual([]);
    const data = shippedFacts.provider('hashicorp/google-beta')?.names('data') ?? [];
    expect(Object.keys(rolesOfData).filter((type) => !data.includes(type))).toEqual([]);
  });

  it('has rows for services that there are', () => {
    const services = new Set(Object.values(servicesByName));
    expect(Object.keys(rolesByService).filter((service) => !services.has(service))).toEqual([]);
  });

  it('is sorted, and implies only roles it has', () => {
    for (const table of [rolesByType, rolesByService, rolesOfData, impliedRoles])
      expect(Object.keys(table)).toEqual(Object.keys(table).sort());
    const known = new Set(
      [...Object.values(rolesByType), ...Object.values(rolesByService), ...Object.values(rolesOfData)].map(
        ({ role }) => role,
      ),
    );
    expect(
      Object.values(impliedRoles)
        .flat()
        .filter((role) => !known.has(role)),
    ).toEqual([]);
  });
});
