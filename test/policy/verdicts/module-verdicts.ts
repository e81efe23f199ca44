import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';
import type { Verdict } from '../../../src/policy/model.ts';
import { checkPolicies, type PolicyCheck } from '../../../src/policy/verdicts/check-policies.ts';
import { loadCustomChecker } from '../../../src/policy/verdicts/load-custom-checker.ts';
import { evaluateModule } from '../../../src/terraform/evaluate-module.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';
import { hierarchy, layOut } from '../constraints/evaluate-case.ts';

/** A policy on a node. */
export interface NodePolicy {
  readonly node: string;
  readonly constraint: string;
  readonly spec?: unknown;
  readonly dryRunSpec?: unknown;
}

const facts = openProviderFacts(['schemas/providers']);

/** All verdicts of policies and custom constraints on a module; resources that name no project are in `projects/proj-one`. */
export async function moduleVerdicts(
  policies: readonly NodePolicy[],
  hcl: string,
  more: Partial<PolicyCheck> & { readonly constraints?: readonly unknown[] } = {},
): Promise<readonly Verdict[]> {
  const { constraints = [], ...settings } = more;
  const documents = [
    ...policies.map(({ node, constraint, ...specs }) => ({ name: `${node}/policies/${constraint}`, ...specs })),
    ...constraints,
  ];
  const texts = documents.map((document, index) => ({ file: `${index}.json`, text: JSON.stringify(document) }));
  const { value: set, diagnostics } = readPolicySet([{ file: 'hierarchy.yaml', text: hierarchy }, ...texts]);
  const faults = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (set === undefined || faults.length > 0) throw new Error(faults.join('\n'));
  const files = new Map([['main.tf', `variable "unknown" {}\n${layOut(hcl)}`]]);
  const { value } = evaluateModule({ files, terraformVersion: '1.11.4', facts, unknownVariables: ['unknown'] });
  const { custom } = await loadCustomChecker(set, facts);
  return checkPolicies({
    evaluation: value.evaluation,
    set,
    project: 'projects/proj-one',
    ...(custom && { custom }),
    ...settings,
  });
}
