import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { UsageError } from '../../src/errors.ts';
import { type CliWorkspace, cliWorkspace } from './cli-workspace.ts';
import { hasTerraform, terraform } from './terraform-tools.ts';

let workspace: CliWorkspace;
beforeEach(() => {
  workspace = cliWorkspace(true);
});
afterEach(() => workspace.remove());

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace.root, path)), { recursive: true });
  writeFileSync(join(workspace.root, path), text);
}

function read(path: string): string {
  return readFileSync(join(workspace.root, path), 'utf8');
}

describe('imprint init', () => {
  it('makes a workspace whose checks pass and which renders', async () => {
    const { stdout, exitCode } = await workspace.run('init', '--project', 'acme-dev');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('wrote blueprints/storage/blueprint.yaml\n');
    expect(stdout).toContain('next: imprint validate && imprint render\n');
    expect(await workspace.run('validate')).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: 'No faults in 1 environment\n',
    });
    expect(await workspace.run('render')).toMatchObject({ exitCode: 0 });
    expect(read('generated/storage/dev/infrastructure-manager/terraform.tfvars')).toContain('= "acme-dev-objects"');
  });

  it('adds a blueprint to the workspace at hand, and overwrites nothing', async () => {
    await workspace.run('init');
    const { stdout } = await workspace.run('init', '--name', 'archive');
    expect(stdout).not.toContain('imprint.yaml');
    expect(await workspace.run('validate')).toMatchObject({ exitCode: 0 });
    const before = read('blueprints/storage/blueprint.yaml');
    await expect(workspace.run('init', '--region', 'europe-west1')).rejects.toThrow(UsageError);
    expect(read('blueprints/storage/blueprint.yaml')).toBe(before);
  });

  it('refuses a name that is none', async () => {
    await expect(workspace.run('init', '--name', '../x')).rejects.toThrow(UsageError);
  });
});

const variables = `variable "project_id" {
  type        = string
  description = "Project"
}
variable "name" {
  type = string
  validation {
    condition     = length(var.name) > 3 && length(var.name) <= 30 && can(regex("^[a-z]+$", var.name))
    error_message = "No."
  }
}
variable "location" {
  default = "EU"
  validation {
    condition     = contains(["EU", "US"], var.location)
    error_message = "No."
  }
}
variable "size" {
  type    = number
  default = null
  validation {
    condition     = var.size >= 1 && var.size < 10
    error_message = "No."
  }
  validation {
    condition     = var.size != 7
    error_message = "No."
  }
}
variable "password" {
  type      = string
  sensitive = true
}
variable "rules" {
  type = list(object({
    port  = number
    cidrs = optional(set(string), ["0.0.0.0/0"])
  }))
  default = []
}
`;

const main = `terraform {
  required_version = ">= 1.3"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }
  backend "gcs" {}
}

provider "google" {
  project = var.project_id
}

# A bucket {{ that is no tag }}
resource "google_storage_bucket" "b" {
  name     = "\${var.name}-{{x}}"
  location = var.location
}
`;

describe('imprint init --from-module', () => {
  beforeEach(async () => {
    write('old/variables.tf', variables);
    write('old/main.tf', main);
    write('old/modules/x/main.tf', 'output "a" {\n  value = 1\n}\n');
    write('old/run.sh', '#!/bin/sh\nx=$(case a in a) echo b ;; esac)\n');
    write('old/terraform.tfvars', 'name = "abcd"\nproject_id = "acme-x1"\n');
  });

  it('turns variables into parameters, and says what is left to do', async () => {
    const { stdout } = await workspace.run('init', '--from-module', 'old');
    expect(stdout.split('\n').filter((line) => line.startsWith('to do'))).toEqual([
      'to do: a validation of `size` cannot be said in JSON Schema: use `x-rules`',
      'to do: `password` is sensitive and never given: read it from Secret Manager instead',
      'to do: the `backend` block was left out: Infrastructure Manager keeps the state itself',
    ]);
    expect(parse(read('blueprints/old/blueprint.yaml'))).toMatchObject({
      spec: {
        terraform: { version: '>= 1.3', providers: { google: { source: 'hashicorp/google', version: '~> 7.0' } } },
        parameters: {
          required: ['project_id', 'name'],
          properties: {
            project_id: { type: 'string', description: 'Project' },
            name: { type: 'string', minLength: 4, maxLength: 30, pattern: '^[a-z]+$' },
            location: { type: 'string', enum: ['EU', 'US'], default: 'EU' },
            size: { type: 'number', minimum: 1, exclusiveMaximum: 10 },
            password: { type: 'string', 'x-sensitive': true },
            rules: {
              type: 'array',
              items: {
                required: ['port'],
                properties: { cidrs: { type: 'array', uniqueItems: true, default: ['0.0.0.0/0'] } },
              },
              default: [],
            },
          },
        },
      },
    });
    expect(parse(read('blueprints/old/environments/dev.yaml'))).toMatchObject({
      spec: { project: 'acme-x1', parameters: { name: 'abcd', project_id: 'acme-x1' } },
    });
  });

  it('gives a blueprint that renders the module as it was, but for what is generated', async () => {
    await workspace.run('init', '--from-module', 'old');
    expect(await workspace.run('render')).toMatchObject({ exitCode: 0 });
    const folder = 'generated/old/dev/infrastructure-manager';
    expect(read(`${folder}/main.tf`)).toBe(main.slice(main.indexOf('# A bucket')));
    expect(read(`${folder}/run.sh`)).toBe(read('old/run.sh'));
    expect(read(`${folder}/modules/x/main.tf`)).toBe(read('old/modules/x/main.tf'));
    expect(read(`${folder}/versions.tf`)).toContain('"~> 7.0"');
  });

  it('names required variables without a value', async () => {
    write('old/terraform.tfvars', '');
    const { stdout } = await workspace.run('init', '--from-module', 'old', '--name', 'landing');
    expect(stdout).toContain('to do: set `project_id`, `name` in blueprints/landing/environments/dev.yaml\n');
  });

  it.skipIf(!hasTerraform)('keeps a provider that a template configures itself out of providers.tf', async () => {
    write(
      'old/main.tf',
      'provider "google" {\n  project               = var.project_id\n  user_project_override = true\n}\n',
    );
    await workspace.run('init', '--from-module', 'old');
    await workspace.run('render');
    const folder = 'generated/old/dev/infrastructure-manager';
    const files = Object.fromEntries(['main.tf', 'variables.tf'].map((name) => [name, read(`${folder}/${name}`)]));
    expect(files['main.tf']).toContain('user_project_override');
    expect(() => read(`${folder}/providers.tf`)).toThrow(/ENOENT/);
    expect(terraform(files, ['fmt', '-check'])).toMatchObject({ status: 0 });
  });

  it('refuses a folder that is no module', async () => {
    await expect(workspace.run('init', '--from-module', 'nothing')).rejects.toThrow(
      /cannot make a blueprint of nothing/,
    );
  });
});
