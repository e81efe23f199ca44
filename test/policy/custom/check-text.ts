import { compilePartial } from '../../../src/cel/partial/compile-partial.ts';
import type { ConstraintFinding } from '../../../src/policy/constraints.ts';
import { type CustomContext, checkCustomConstraint } from '../../../src/policy/custom/check-custom-constraint.ts';
import { type CompiledConstraint, compileConstraint } from '../../../src/policy/custom/compile-constraint.ts';
import type { CustomConstraint } from '../../../src/policy/model.ts';
import { evaluateModule } from '../../../src/terraform/evaluate-module.ts';
import type { ResourceInstance } from '../../../src/terraform/evaluation.ts';
import type { ProviderFacts } from '../../../src/terraform/facts/facts.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';

/** The facts that ship with imprint. */
export const facts: ProviderFacts = openProviderFacts(['schemas/providers']);

const provider = 'provider "google" {\n  project = "p1"\n  region  = "europe-west1"\n}\n';

/** Plans a module text and gives its resources. */
export function planText(text: string): readonly ResourceInstance[] {
  const { value } = evaluateModule({
    files: new Map([['main.tf', provider + text]]),
    terraformVersion: '1.5.7',
    facts,
    mode: 'plan',
  });
  return value.evaluation.resources;
}

/** The first managed resource of a module text. */
export function planResource(text: string): ResourceInstance {
  const resource = planText(text).find((candidate) => candidate.mode === 'managed');
  if (resource === undefined) throw new Error('the text has no resource');
  return resource;
}

/** A constraint with the fields a test does not care about filled in. */
export function constraint(fields: Partial<CustomConstraint> & Pick<CustomConstraint, 'condition'>): CustomConstraint {
  return {
    name: 'custom.test',
    organization: 'organizations/1',
    resourceTypes: ['storage.googleapis.com/Bucket'],
    methodTypes: ['CREATE', 'UPDATE'],
    actionType: 'DENY',
    location: { file: 'policy.yaml' },
    conditionLocation: { file: 'policy.yaml', range: { start: 100, end: 100 + fields.condition.length } },
    ...fields,
  };
}

/** Compiles a constraint that has no faults. */
export function compileText(
  fields: Partial<CustomConstraint> & Pick<CustomConstraint, 'condition'>,
): CompiledConstraint {
  const { value, diagnostics } = compileConstraint(constraint(fields), { engine: { compile: compilePartial } });
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

/** What a DENY constraint with the condition says of the first resource of a module text that it is about. */
export function checkText(
  condition: string,
  resourceType: string,
  text: string,
  context?: CustomContext,
): ConstraintFinding | undefined {
  const compiled = compileText({ condition, resourceTypes: [resourceType] });
  return planText(text).flatMap((resource) => checkCustomConstraint(compiled, resource, context))[0];
}
