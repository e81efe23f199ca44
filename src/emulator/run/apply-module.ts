import type { TerraformError } from '../../config-api/deployment.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isWhollyKnown, objectValue, stringValue } from '../../hcl/values/values.ts';
import type { ComputedAttribute } from '../../terraform/evaluate/run.ts';
import type { EvaluatedModule } from '../../terraform/evaluate-module.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';
import { buildPlan } from '../../terraform/plan/build-plan.ts';
import type { ResourceChange } from '../../terraform/plan/plan-model.ts';
import type { PriorState, StateInstance } from '../../terraform/plan/read-state.ts';
import { knownValue } from './known-value.ts';
import { madeUpId } from './made-up.ts';
import { moduleFaults } from './module-faults.ts';
import { evaluateWith, knownPart, type ModuleInput, type ModulePlan, madeUpFor, memberAt } from './plan-module.ts';

/** What the cloud would make of a plan. */
export interface AppliedModule {
  /** Every managed instance as it is afterwards, by address; sorted. */
  readonly instances: ReadonlyMap<string, StateInstance>;
  readonly outputs: ReadonlyMap<string, Value>;
  /** What only the apply finds: conditions that do not hold, an output that must be marked. */
  readonly errors: readonly TerraformError[];
}

/** Makes a plan's resources: evaluates it once more, with what only the provider knows made up. Pure. */
export function applyModule(planned: ModulePlan): AppliedModule {
  const { input, opened, context } = planned;
  const asked = new Map<string, Map<string, Value>>();
  const evaluated = evaluateWith(opened, input, context.prior, (attribute) => {
    const value = knownAfter(attribute, context.prior, input);
    remember(attribute, value, asked);
    return value;
  });
  const { evaluation } = evaluated.value;
  const declared = new Map(evaluation.resources.map((resource) => [resource.address, resource]));
  const instances = new Map<string, StateInstance>();
  for (const change of buildPlan(evaluation, context).changes) {
    const resource = declared.get(change.address);
    if (change.mode === 'data' || change.after === undefined || resource === undefined) continue;
    const values = appliedValues(change, change.after, asked.get(change.address), planned);
    instances.set(change.address, instanceOf(change, values, resource));
  }
  const settled = outputsIn(evaluated.value, planned, { ...context.prior, instances });
  return {
    instances,
    outputs: new Map([...settled].map(([name, value]) => [name, knownValue(value, `output ${name}`, input)])),
    errors: moduleFaults(evaluated.value, evaluated.diagnostics).errors,
  };
}

function knownAfter(attribute: ComputedAttribute, prior: PriorState, input: ModuleInput): Value | undefined {
  const instance = prior.instances.get(attribute.address);
  const isKept = instance !== undefined && instance.facts === undefined;
  return (isKept ? memberAt(instance.values, attribute.path) : undefined) ?? madeUpFor(attribute, input);
}

/** Keeps what was asked of a resource beyond what it is known to have: the state must have it too. */
function remember(
  { address, path }: ComputedAttribute,
  value: Value | undefined,
  asked: Map<string, Map<string, Value>>,
): void {
  const [name, ...rest] = path;
  if (typeof name !== 'string' || rest.length > 0 || value === undefined) return;
  const attributes = asked.get(address) ?? new Map<string, Value>();
  asked.set(address, attributes.set(name, value));
}

function appliedValues(
  { address, type, facts }: ResourceChange,
  after: ObjectValue,
  asked: ReadonlyMap<string, Value> | undefined,
  { input }: ModulePlan,
): ObjectValue {
  const known = knownValue(after, `attribute ${address}`, input);
  if (known.kind !== 'object') return after;
  if (facts !== undefined) return known;
  const id = stringValue(madeUpId({ address, type, configured: knownPart(after) }, input.deployment, input.random));
  return objectValue(new Map([['id', id], ...(asked ?? []), ...known.entries]));
}

function instanceOf(change: ResourceChange, values: ObjectValue, { dependencies }: ResourceInstance): StateInstance {
  const { address, mode, type, name, module, key, provider, schemaVersion, facts } = change;
  return {
    address,
    mode,
    type,
    name,
    module,
    ...(key !== undefined && { key }),
    provider,
    values,
    ...(facts !== undefined && { facts }),
    schemaVersion,
    isTainted: false,
    dependencies,
  };
}

/** Root outputs but those that are null; where the apply itself leaves some open, as they are with everything made. */
function outputsIn(
  { evaluation }: EvaluatedModule,
  { opened, input }: ModulePlan,
  after: PriorState,
): ReadonlyMap<string, Value> {
  const isSettled = evaluation.outputs.every(({ value }) => isWhollyKnown(value));
  const outputs = isSettled
    ? evaluation.outputs
    : evaluateWith(opened, input, after, (attribute) => knownAfter(attribute, after, input)).value.evaluation.outputs;
  return new Map(
    outputs
      .filter(({ value }) => value.kind !== 'null')
      .map(({ name, value, sensitive }) => [name, sensitive ? { ...value, sensitive } : value]),
  );
}
