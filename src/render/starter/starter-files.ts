import { stringify } from 'yaml';
import type { JsonObject } from '../../load/document.ts';

/** Texts by path relative to the workspace's root. */
export type StarterFiles = ReadonlyMap<string, string>;

/** What a new blueprint is made for. */
export interface StarterInput {
  /** Name of the blueprint. */
  readonly name: string;
  /** Short name of its first environment. */
  readonly environment: string;
  readonly project: string;
  /** Region of Infrastructure Manager and of the resources. */
  readonly region: string;
}

/** First line of a document: which schema editors complete it by. */
export function modeline(schema: string): string {
  return `# yaml-language-server: $schema=${schema}\n`;
}

/** A blueprint to begin with: one bucket and one service account that may use it. */
export function starterBlueprint(input: StarterInput): StarterFiles {
  const folder = `blueprints/${input.name}`;
  const parameters = { bucket: `${input.project}-objects` };
  return new Map([
    [`${folder}/blueprint.yaml`, blueprintText(input)],
    [`${folder}/templates/main.tf.hbs`, mainTemplate],
    [`${folder}/templates/outputs.tf`, outputsTemplate],
    [`${folder}/environments/${input.environment}.yaml`, environmentText(input, parameters)],
  ]);
}

/** An environment of a blueprint. */
export function environmentText({ name, environment, project, region }: StarterInput, parameters: JsonObject): string {
  const document = {
    apiVersion: 'imprint/v1',
    kind: 'Environment',
    metadata: { name: environment },
    spec: {
      blueprint: { name, version: '^0.1.0' },
      project,
      location: region,
      deployment: { serviceAccount: `infra-manager@${project}.iam.gserviceaccount.com` },
      parameters,
    },
  };
  return `${modeline('../../../schemas/environment.schema.json')}${stringify(document, { lineWidth: 120 })}`;
}

/** `imprint.yaml` of a new workspace. */
export const workspaceText: string = `${modeline('schemas/workspace.schema.json')}apiVersion: imprint/v1
kind: Workspace
spec: {}
`;

function blueprintText({ name, region }: StarterInput): string {
  return `${modeline('../../schemas/blueprint.schema.json')}apiVersion: imprint/v1
kind: Blueprint
metadata:
  name: ${name}
  version: 0.1.0
  description: One bucket, and one service account that may read and write its objects
spec:
  terraform:
    version: ">= 1.5.7"
    providers:
      google:
        source: hashicorp/google
        version: ">= 7.0.0, < 8.0.0"
  parameters:
    required: [bucket]
    properties:
      bucket:
        type: string
        format: gcs-bucket
        description: Name of the bucket
        x-override: required
      region:
        type: string
        format: gcp-region
        default: ${region}
        description: Region of the bucket
      account_id:
        type: string
        pattern: "^[a-z][a-z0-9-]{4,28}[a-z0-9]$"
        default: storage-user
        description: Name of the service account
      retention_days:
        type: integer
        minimum: 1
        maximum: 3650
        description: Days after which objects are deleted; without it they are kept
        x-structural: true
      labels:
        type: object
        additionalProperties:
          type: string
          format: gcp-label
        default: {}
        description: Labels of the bucket
  outputs:
    bucket_url:
      description: Address of the bucket
    service_account_email:
      description: Address of the service account
  templates:
    - source: main.tf.hbs
    - source: outputs.tf
`;
}

const mainTemplate = `resource "google_storage_bucket" "objects" {
  project                     = var.project_id
  name                        = var.bucket
  location                    = var.region
  labels                      = var.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }
{{#if (has parameters.retention_days)}}

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age = {{parameters.retention_days}}
    }
  }
{{/if}}
}

resource "google_service_account" "user" {
  project    = var.project_id
  account_id = var.account_id
}

resource "google_storage_bucket_iam_member" "user" {
  bucket = google_storage_bucket.objects.name
  role   = "roles/storage.objectUser"
  member = google_service_account.user.member
}
`;

const outputsTemplate = `output "bucket_url" {
  value = google_storage_bucket.objects.url
}

output "service_account_email" {
  value = google_service_account.user.email
}
`;
