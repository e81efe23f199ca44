import { describe, expect, it } from 'vitest';
import { namedArguments } from '../../src/cli/deployments/named-arguments.ts';
import { evaluateModule } from '../../src/terraform/evaluate-module.ts';

const module = `
variable "cidr" {
  default = "10.0.0.0/99"
}
variable "secret" {
  default   = "hunter2"
  sensitive = true
}
resource "google_compute_subnetwork" "a" {
  name          = "acme-dev"
  description   = "acme-dev-objects"
  ip_cidr_range = var.cidr
  region        = "eu"
  role          = var.secret
  log_config {
    flow_sampling = 0.5
    filter_expr   = "acme-dev"
  }
}
`;

function named(description: string): string[] {
  const { value } = evaluateModule({ files: new Map([['main.tf', module]]), terraformVersion: '1.5.7' });
  const configuration = value?.evaluation.resources[0]?.configuration;
  if (configuration === undefined) throw new Error('the module has no resource');
  return namedArguments(configuration, description).map(({ path }) => path);
}

describe('namedArguments', () => {
  it('finds arguments by their value, in nested blocks too, and not by a part of a longer name', () => {
    expect(named("network 'acme-dev' is taken")).toEqual(['log_config.filter_expr', 'name']);
    expect(named('acme-dev-objects is taken')).toEqual(['description']);
  });

  it('finds arguments by their name, as Terraform and the API write it', () => {
    expect(named("Invalid value for field 'resource.ipCidrRange'")).toEqual(['ip_cidr_range']);
    expect(named('log_config.flow_sampling must be 1')).toEqual(['log_config.flow_sampling']);
  });

  it('puts values before names', () => {
    expect(named('flow_sampling of acme-dev-objects')).toEqual(['description', 'log_config.flow_sampling']);
  });

  it('takes neither short texts, nor words of any sentence, nor sensitive values for a sign', () => {
    expect(named('the name in region eu, hunter2')).toEqual([]);
  });
});
