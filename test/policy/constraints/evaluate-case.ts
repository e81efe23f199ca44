import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';
import type { Verdict, VerdictKind } from '../../../src/policy/model.ts';
import { checkPolicies } from '../../../src/policy/verdicts/check-policies.ts';
import { evaluateModule } from '../../../src/terraform/evaluate-module.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';

/** Organization 100 > folder 200 > project proj-one; proj-two below the organization; another organization 900. */
export const hierarchy = `
apiVersion: imprint/v1
kind: Hierarchy
metadata:
  name: test
spec:
  organization:
    id: "100"
    customerId: C01
    domains: [a.example]
  folders:
    - {id: "200", parent: organizations/100}
  projects:
    - {id: proj-one, number: "123", parent: folders/200}
    - {id: proj-two, number: "456", parent: organizations/100}
`;

const facts = openProviderFacts(['schemas/providers']);

/** Text with `;` and braces for lines, so that a resource fits on one. */
export function layOut(text: string): string {
  return text.replace(/\$\{[^}]*\}|[;{}]/g, (part) => ({ ';': '\n', '{': '{\n', '}': '\n}\n' })[part] ?? part);
}

const preamble = `
variable "unknown" {}
provider "google" {
  project = "proj-one"
  region  = "europe-west3"
  zone    = "europe-west3-a"
}
provider "google-beta" {
  project = "proj-one"
  zone    = "europe-west3-a"
}
`;

/** Live verdicts of one policy, given as its `spec` in JSON, on a module. */
export function verdictsOf(constraint: string, spec: unknown, hcl: string): readonly Verdict[] {
  const policy = JSON.stringify({ name: `organizations/100/policies/${constraint}`, spec });
  const { value: set, diagnostics } = readPolicySet([
    { file: 'hierarchy.yaml', text: hierarchy },
    { file: 'policy.json', text: policy },
  ]);
  const faults = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (set === undefined || faults.length > 0) throw new Error(faults.join('\n'));
  const { value, diagnostics: found } = evaluateModule({
    files: new Map([['main.tf', preamble + layOut(hcl)]]),
    terraformVersion: '1.11.4',
    facts,
    unknownVariables: ['unknown'],
  });
  const broken = found.filter(({ code }) => /^hcl-|unsupported-|unknown-reference/.test(code));
  if (broken.length > 0) throw new Error(broken.map(({ message }) => message).join('\n'));
  return checkPolicies({ evaluation: value.evaluation, set }).filter((verdict) => verdict.mode === 'live');
}

/** The verdict that counts. */
export function verdictOf(constraint: string, spec: unknown, hcl: string): VerdictKind {
  const found = verdictsOf(constraint, spec, hcl).map(({ verdict }) => verdict);
  const order = ['VIOLATION', 'UNDECIDED', 'PASS'] as const;
  return order.find((kind) => found.includes(kind)) ?? 'NOT_APPLICABLE';
}
