import type { JsonObject } from '../../load/document.ts';
import { documentText, type KeyComment } from './documents.ts';
import { type BlueprintPlan, type StarterChoices, textFile } from './plan.ts';
import { schemaPath } from './workspace-files.ts';

/** Constraint on the Google providers: the major version whose facts imprint knows. */
export const googleVersion = '>= 7.45.0, < 8.0.0';

/** The Terraform version that Infrastructure Manager runs by itself, and newer ones. */
export const terraformVersion = '>= 1.5.7';

const mainTf = `# Everything a value may differ in is a parameter of blueprint.yaml; imprint makes the variables of them.
# var.project_id and var.environment are there without being declared.

resource "google_storage_bucket" "data" {
  name     = "\${var.project_id}-\${var.name}-\${var.environment}"
  location = var.region

  # Access by IAM only, and never for everybody.
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }
}

resource "google_service_account" "reader" {
  account_id   = "\${var.name}-\${var.environment}"
  display_name = "Reads the \${var.name} data of \${var.environment}"
}

# On this bucket only: a role on the project would open all buckets.
resource "google_storage_bucket_iam_member" "reader" {
  bucket = google_storage_bucket.data.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.reader.member
}
`;

const outputsTf = `output "bucket" {
  value = google_storage_bucket.data.name
}

output "reader" {
  value = google_service_account.reader.email
}
`;

/** A small blueprint: a bucket, and a service account that may read it. */
export function newBlueprint(folder: string, choices: StarterChoices): BlueprintPlan {
  return {
    files: [
      textFile(
        'blueprint.yaml',
        documentText(`${folder}/blueprint.yaml`, schemaPath('blueprint'), blueprint(choices), comments),
      ),
      textFile('templates/main.tf', mainTf),
      textFile('templates/outputs.tf', outputsTf),
      ...environmentFiles(folder, choices, { region: choices.location, name: 'data' }, { parameters: {} }),
    ],
    notes: [],
  };
}

/** What sets `dev` apart. */
export interface DevValues {
  readonly parameters: JsonObject;
  /** Lines above the parameters. */
  readonly comment?: readonly string[];
}

/** `base`, which all environments extend, and `dev`. */
export function environmentFiles(
  folder: string,
  { blueprint: name, project, location, serviceAccount }: StarterChoices,
  common: JsonObject,
  { parameters, comment = [] }: DevValues,
): BlueprintPlan['files'] {
  const base = {
    apiVersion: 'imprint/v1',
    kind: 'Environment',
    metadata: { name: 'base', description: 'What all environments have in common', abstract: true },
    spec: {
      blueprint: { name, version: '^0.1.0' },
      location,
      ...(Object.keys(common).length > 0 && { parameters: common }),
    },
  };
  const dev = {
    apiVersion: 'imprint/v1',
    kind: 'Environment',
    metadata: { name: 'dev' },
    spec: { extends: ['base'], project, deployment: { serviceAccount }, parameters },
  };
  const above = [
    { path: ['spec', 'deployment'], lines: ['The account Terraform runs as, with the roles the resources need.'] },
    { path: ['spec', 'parameters'], lines: comment },
  ];
  const [basePath, devPath] = ['environments/base.yaml', 'environments/dev.yaml'];
  return [
    textFile(basePath, documentText(`${folder}/${basePath}`, schemaPath('environment'), base)),
    textFile(devPath, documentText(`${folder}/${devPath}`, schemaPath('environment'), dev, above)),
  ];
}

function blueprint({ blueprint: name }: StarterChoices): JsonObject {
  return {
    apiVersion: 'imprint/v1',
    kind: 'Blueprint',
    metadata: { name, version: '0.1.0', description: 'A bucket, and a service account that may read it' },
    spec: {
      terraform: {
        version: terraformVersion,
        providers: { google: { source: 'hashicorp/google', version: googleVersion } },
      },
      parameters: {
        required: ['name', 'region'],
        properties: {
          name: {
            type: 'string',
            pattern: '^[a-z][a-z0-9-]{3,11}$',
            'x-pattern-message': '4 to 12 lowercase letters, digits and `-`, with a letter first',
            description: 'What the data is; part of every name',
          },
          region: { type: 'string', format: 'gcp-region', description: 'Where the data is kept' },
        },
      },
      templates: [{ source: 'main.tf' }, { source: 'outputs.tf' }],
      outputs: {
        bucket: { description: 'Name of the bucket' },
        reader: { description: 'Address of the account that may read it' },
      },
    },
  };
}

const comments: readonly KeyComment[] = [
  { path: ['spec', 'terraform'], lines: ['Becomes versions.tf and providers.tf.'] },
  { path: ['spec', 'parameters'], lines: ['JSON Schema of what environments set; becomes variables.tf.'] },
  { path: ['spec', 'templates'], lines: ['Files below templates/; each becomes a file of the module.'] },
];
