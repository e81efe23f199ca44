import type { TerraformError } from '../../config-api/deployment.ts';
import type { Json, JsonObject } from '../../config-api/json.ts';
import type { Engines } from '../../hcl/functions/engines.ts';
import type { OtherFiles } from '../../hcl/functions/function.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';
import { priorPlanning } from '../../terraform/evaluate/prior-planning.ts';
import type { ComputedAttribute, ResolveComputed } from '../../terraform/evaluate/run.ts';
import { evaluateOpened } from '../../terraform/evaluate-module.ts';
import type { Evaluation, ResourceInstance } from '../../terraform/evaluation.ts';
import type { ProviderFacts } from '../../terraform/facts/facts.ts';
import { type OpenModule, openModule } from '../../terraform/open-module.ts';
import { addressChanges } from '../../terraform/plan/address-changes.ts';
import { buildPlan, type PlanContext } from '../../terraform/plan/build-plan.ts';
import { moveInstances } from '../../terraform/plan/move-instances.ts';
import type { Plan } from '../../terraform/plan/plan-model.ts';
import type { PriorState } from '../../terraform/plan/read-state.ts';
import { isObject } from '../json/scalars.ts';
import type { Random } from '../random.ts';
import { computedValue, madeUpOfType } from './computed-values.ts';
import { jsonOfValue, valueOfJson } from './json-values.ts';
import { moduleFaults } from './module-faults.ts';

/** A module and what it is run with. */
export interface ModuleInput {
  /** Text files of the module by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Its files that hold no text. */
  readonly others: OtherFiles;
  readonly terraformVersion: string;
  /** Input values; they win over tfvars. */
  readonly inputValues: Readonly<Record<string, Json>>;
  /** Packages of functions that need some. */
  readonly engines: Engines;
  /** What is known of providers. */
  readonly facts: ProviderFacts | undefined;
  readonly random: Random;
  /** Full name of the deployment: the scope of everything made up. */
  readonly deployment: string;
}

/** A module as planned against what is there. */
export interface ModulePlan {
  readonly input: ModuleInput;
  readonly opened: OpenModule;
  /** What it was planned against, with what the module moves moved. */
  readonly context: PlanContext & { readonly prior: PriorState };
  /** What an apply would do; what is known only after it is unknown. */
  readonly plan: Plan;
  /** Errors found when the module was read (`tf-init`) or planned (`tf-plan`); empty when all is well. */
  readonly errors: readonly TerraformError[];
  readonly phase: 'tf-init' | 'tf-plan';
}

/** Plans a module against the state as it is in the cloud. Pure: the same input gives the same plan. */
export function planModule(input: ModuleInput, refreshed: PriorState): ModulePlan {
  const { files, others, terraformVersion, engines, facts } = input;
  const opened = openModule({ files, others, terraformVersion, engines, ...(facts !== undefined && { facts }) });
  const changes = addressChanges(opened.tree.root);
  const { state: prior, moved, forgotten } = moveInstances(refreshed, changes);
  const evaluated = evaluateWith(opened, input, prior, (attribute) => knownBefore(attribute, input, prior));
  const { phase, errors } = moduleFaults(evaluated.value, evaluated.diagnostics);
  const { evaluation } = evaluated.value;
  const context = { prior, moved, forgotten, imports: changes.imports };
  return {
    input,
    opened,
    context,
    plan: withoutReads(buildPlan(evaluation, context)),
    phase,
    errors: errors.length > 0 ? errors : unknownInstances(evaluation.resources),
  };
}

/** Evaluates a module that has been read, with instances that are there already. */
export function evaluateWith(
  opened: OpenModule,
  { inputValues }: ModuleInput,
  prior: PriorState,
  resolveComputed: ResolveComputed,
): ReturnType<typeof evaluateOpened> {
  return evaluateOpened(opened, {
    mode: 'plan',
    variables: new Map(Object.entries(inputValues).map(([name, json]) => [name, valueOfJson(json)])),
    missingVariables: 'fault',
    resolveComputed,
    prior: priorPlanning(prior.instances),
  });
}

/**
 * What is known of a computed attribute before an apply: what data sources read, the project, which the surroundings of the run give
 * to the provider, and what the state has of a resource of which no facts tell what an update would change.
 */
function knownBefore(attribute: ComputedAttribute, input: ModuleInput, prior: PriorState): Value | undefined {
  const { address, mode, path } = attribute;
  const instance = prior.instances.get(address);
  if (instance !== undefined && instance.facts === undefined) {
    return memberAt(instance.values, path) ?? madeUpFor(attribute, input);
  }
  return mode === 'data' || isProject(attribute, input) ? madeUpFor(attribute, input) : undefined;
}

/** Whether an attribute is the project that Google's providers fill in while planning. */
function isProject({ type, path }: ComputedAttribute, { facts }: ModuleInput): boolean {
  if (!type.startsWith('google_') || path.length !== 1 || path[0] !== 'project') return false;
  return facts?.provider('hashicorp/google')?.type('managed', type)?.planning?.isProjectUnknown !== true;
}

/** The value a provider would give a computed attribute; undefined where neither its name nor its type tells of what kind it is. */
export function madeUpFor(attribute: ComputedAttribute, { random, deployment }: ModuleInput): Value | undefined {
  const { address, type, path, values, expected } = attribute;
  const scope = { random, deployment };
  const named = computedValue({ address, type, configured: knownPart(values) }, path, scope);
  // Of a map the keys are not known.
  if (named !== undefined || expected.kind === 'any' || expected.kind === 'map') return named;
  return valueOfJson(madeUpOfType(expected, `attribute ${address} ${JSON.stringify(path)}`, scope));
}

/** The member of a value at a path; undefined when there is none. */
export function memberAt(value: Value, path: readonly (string | number)[]): Value | undefined {
  let member: Value | undefined = value;
  for (const step of path) {
    if (member !== undefined && isMapping(member)) member = member.entries.get(String(step));
    else if (member !== undefined && isSequence(member)) member = member.items[Number(step)];
    else return undefined;
  }
  return member;
}

const knownParts = new WeakMap<ObjectValue, JsonObject>();

/** What is known of a resource's values; worked out once, as it is asked for each attribute that is not. */
export function knownPart(values: ObjectValue): JsonObject {
  const found = knownParts.get(values);
  if (found !== undefined) return found;
  const json = jsonOfValue(values, () => undefined);
  const known = json !== undefined && isObject(json) ? json : {};
  knownParts.set(values, known);
  return known;
}

/** Data sources whose arguments are known are read while planning, and then are no change. */
function withoutReads(plan: Plan): Plan {
  return { ...plan, changes: plan.changes.filter(({ mode, reason }) => mode === 'managed' || reason !== undefined) };
}

/** What Terraform says when the number of instances hangs on something not known yet. */
function unknownInstances(resources: Evaluation['resources']): readonly TerraformError[] {
  return resources.filter(isOfUnknownNumber).map(({ address }) => ({
    resourceAddress: address,
    errorDescription: 'Error: the number of instances depends on values that are not known before the apply',
  }));
}

function isOfUnknownNumber({ mode, key, address }: ResourceInstance): boolean {
  return mode === 'managed' && (typeof key === 'object' || address.includes('[*]'));
}
