import { expect, it } from 'vitest';
import { policiesOfEvaluation } from '../../../src/policy/documents/policies-of-evaluation.ts';
import { policyDocument } from '../../../src/policy/documents/write-snapshot.ts';
import { evaluateModule } from '../../../src/terraform/evaluate-module.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';

const facts = openProviderFacts(['schemas/providers']);

function read(text: string) {
  const { value } = evaluateModule({
    files: new Map([['main.tf', text]]),
    terraformVersion: '1.5.7',
    facts,
    mode: 'plan',
  });
  const { value: found, diagnostics } = policiesOfEvaluation(value.evaluation);
  return { policies: found?.policies ?? [], customConstraints: found?.customConstraints ?? [], diagnostics };
}

const locations = `
variable "regions" { default = ["in:eu-locations", "global"] }

resource "google_org_policy_policy" "locations" {
  name   = "projects/my-app/policies/gcp.resourceLocations"
  parent = "projects/my-app"

  spec {
    inherit_from_parent = true
    rules {
      condition {
        expression = "resource.matchTag('1/env', 'prod')"
        title      = "production"
      }
      values {
        allowed_values = var.regions
      }
    }
    rules {
      deny_all = "TRUE"
    }
  }
  dry_run_spec {
    reset = true
  }
}
`;

it('reads a policy with its rules, values, conditions and dry run', () => {
  const { policies, diagnostics } = read(locations);
  expect(diagnostics).toEqual([]);
  expect(policies.map(policyDocument)).toEqual([
    {
      name: 'projects/my-app/policies/gcp.resourceLocations',
      spec: {
        inheritFromParent: true,
        rules: [
          {
            condition: { expression: "resource.matchTag('1/env', 'prod')" },
            values: { allowedValues: ['in:eu-locations', 'global'] },
          },
          { denyAll: true },
        ],
      },
      dryRunSpec: { reset: true },
    },
  ]);
});

it('knows where rules and values are written', () => {
  const rule = read(locations).policies[0]?.spec?.rules[0];
  const value = rule?.kind.kind === 'values' ? rule.kind.allowed[0] : undefined;
  const shown = [rule, value].map((part) => {
    const { start = 0, end = 0 } = part?.location.range ?? {};
    return locations.slice(start, end).split('\n')[0];
  });
  expect(value?.location.file).toBe('main.tf');
  expect(shown).toEqual(['rules', '"in:eu-locations"']);
});

it('reads what is enforced, with parameters as JSON', () => {
  const { policies, diagnostics } = read(`
resource "google_org_policy_policy" "contacts" {
  for_each = toset(["folders/2", "folders/3"])
  name     = "\${each.key}/policies/essentialcontacts.managed.allowedContactDomains"
  parent   = each.key
  spec {
    rules {
      enforce    = "TRUE"
      parameters = jsonencode({ allowedDomains = ["@example.com"] })
    }
  }
}
`);
  expect(diagnostics).toEqual([]);
  expect(policies.map(({ node, spec }) => [node, spec?.rules[0]?.kind, spec?.rules[0]?.parameters])).toEqual(
    ['folders/2', 'folders/3'].map((node) => [
      node,
      { kind: 'enforce', enforce: true },
      { allowedDomains: ['@example.com'] },
    ]),
  );
});

it('reads custom constraints', () => {
  const { customConstraints } = read(`
resource "google_org_policy_custom_constraint" "versioning" {
  name           = "custom.bucketVersioning"
  parent         = "organizations/100"
  action_type    = "ALLOW"
  condition      = "resource.versioning.enabled == true"
  method_types   = ["CREATE", "UPDATE"]
  resource_types = ["storage.googleapis.com/Bucket"]
}
`);
  expect(customConstraints).toMatchObject([
    {
      name: 'custom.bucketVersioning',
      organization: 'organizations/100',
      actionType: 'ALLOW',
      condition: 'resource.versioning.enabled == true',
      methodTypes: ['CREATE', 'UPDATE'],
      resourceTypes: ['storage.googleapis.com/Bucket'],
    },
  ]);
});

it.each([
  [
    'google_organization_policy',
    'org_id = "100"',
    'organizations/100',
    'boolean_policy { enforced = true }',
    { rules: [{ enforce: true }] },
  ],
  [
    'google_folder_organization_policy',
    'folder = "folders/2"',
    'folders/2',
    'restore_policy { default = true }',
    { reset: true },
  ],
  [
    'google_project_organization_policy',
    'project = "my-app"',
    'projects/my-app',
    'list_policy { inherit_from_parent = true\n allow { values = ["a"] } }',
    { inheritFromParent: true, rules: [{ values: { allowedValues: ['a'] } }] },
  ],
  [
    'google_organization_policy',
    'org_id = "100"',
    'organizations/100',
    'list_policy { deny { all = true } }',
    { rules: [{ denyAll: true }] },
  ],
])('reads the older %s', (type, owner, node, body, spec) => {
  const block = body
    .replace(/ \{ /, ' {\n')
    .replace(/ \}$/, '\n}')
    .replace(/(allow|deny) \{ (.*?) \}/, '$1 {\n$2\n}');
  const { policies } = read(`resource "${type}" "p" {\n${owner}\nconstraint = "constraints/a.b"\n${block}\n}`);
  expect(policies.map(policyDocument)).toEqual([{ name: `${node}/policies/a.b`, spec }]);
});

it('reports what is known only after apply, and leaves the policy out', () => {
  const { policies, diagnostics } = read(`
resource "google_project" "app" {
  name       = "app"
  project_id = "my-app-prod"
}
resource "google_org_policy_policy" "p" {
  name   = "projects/\${google_project.app.number}/policies/a.b"
  parent = "projects/\${google_project.app.number}"
  spec {
    reset = true
  }
}
`);
  expect(policies).toEqual([]);
  expect(diagnostics.map(({ code, address }) => [code, address])).toEqual([
    ['policy-syntax', 'google_org_policy_policy.p'],
  ]);
});

it('reports a policy with neither spec', () => {
  const { policies, diagnostics } = read(`
resource "google_org_policy_policy" "p" {
  name   = "projects/my-app/policies/a.b"
  parent = "projects/my-app"
}
`);
  expect(policies).toEqual([]);
  expect(diagnostics.map(({ message }) => message)).toEqual(['the policy has neither `spec` nor `dry_run_spec`']);
});
