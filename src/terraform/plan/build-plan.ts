import { compareText } from '../../diagnostics/order.ts';
import type { Value } from '../../hcl/value.ts';
import { setKey } from '../../hcl/values/sets.ts';
import { isWhollyKnown } from '../../hcl/values/values.ts';
import type { Evaluation, OutputValue, ResourceInstance } from '../evaluation.ts';
import { deletionReason } from './deletion-reason.ts';
import type { ChangeAction, OutputChange, Plan, ResourceChange } from './plan-model.ts';
import { planPlainUpdate } from './plan-plain-update.ts';
import type { PlannedInstance } from './planned-instance.ts';
import type { PriorState, StateInstance } from './read-state.ts';

/** What is known of the past, besides the evaluated module. */
export interface PlanContext {
  /** The state, with moves already made; absent: nothing is there yet. */
  readonly prior?: PriorState;
  /** Former address by the present one, of what was moved. */
  readonly moved?: ReadonlyMap<string, string>;
  /** Addresses that are taken out of the state without being destroyed. */
  readonly forgotten?: ReadonlySet<string>;
  /** Identifiers of what is imported, by address. */
  readonly imports?: ReadonlyMap<string, string>;
}

/** The plan of a module that was evaluated in plan mode, with the same prior state. Pure. */
export function buildPlan(evaluation: Evaluation, context: PlanContext = {}): Plan {
  const { prior } = context;
  const declared = new Set(evaluation.resources.map(({ address }) => address));
  const changes = evaluation.resources.map((resource) => changeOf(resource, context));
  for (const instance of prior?.instances.values() ?? []) {
    // A data source that is no longer there is simply dropped.
    if (declared.has(instance.address) || instance.mode === 'data') continue;
    changes.push(removal(instance, evaluation, context));
  }
  return {
    terraformVersion: evaluation.terraformVersion,
    variables: evaluation.variables,
    changes: changes.sort(compareChanges),
    outputs: outputChanges(evaluation.outputs, prior?.outputs ?? new Map()),
  };
}

function changeOf(resource: ResourceInstance, context: PlanContext): ResourceChange {
  const { address, mode, type, name, module, key, facts } = resource;
  const prior = context.prior?.instances.get(address);
  const previousAddress = context.moved?.get(address);
  const importId = prior === undefined ? context.imports?.get(address) : undefined;
  const planned = mode === 'data' ? readData(resource) : (resource.change ?? planUntyped(resource, prior));
  return {
    address,
    ...(previousAddress !== undefined && { previousAddress }),
    mode,
    type,
    name,
    module,
    ...(key !== undefined && typeof key !== 'object' && { key }),
    provider: resource.providerSource ?? `hashicorp/${resource.provider.split('.')[0] ?? ''}`,
    schemaVersion: facts?.schemaVersion ?? 0,
    actions: actionsOf(planned),
    ...(prior !== undefined && mode === 'managed' && { before: prior.values }),
    after: planned.values,
    ...(planned.replacePaths && { replacePaths: planned.replacePaths }),
    ...(planned.reason !== undefined && { reason: planned.reason }),
    ...(importId !== undefined && { importId }),
    ...(facts && { facts }),
  };
}

// Terraform reads data sources while planning, unless their arguments are not known yet. Offline all of them are still to be read.
function readData({ configuration, values }: ResourceInstance): PlannedInstance {
  const isKnown = isWhollyKnown(configuration);
  return { action: 'read', values, faults: [], ...(!isKnown && { reason: 'read_because_config_unknown' }) };
}

/** What is planned of a type without facts: what is written is compared with the state. */
function planUntyped({ type, values }: ResourceInstance, prior: StateInstance | undefined): PlannedInstance {
  if (prior === undefined) return { action: 'create', values, faults: [] };
  if (prior.isTainted) return { action: 'replace', values, reason: 'replace_because_tainted', faults: [] };
  const { changes } = planPlainUpdate({ ...values, open: () => values }, prior.values, { type, mode: 'managed' }, '');
  const merged = { ...values, entries: new Map([...prior.values.entries, ...values.entries]) };
  return { action: changes.length === 0 ? 'no-op' : 'update', values: merged, faults: [] };
}

function actionsOf({ action, isCreatedFirst }: PlannedInstance): readonly ChangeAction[] {
  if (action !== 'replace') return [action];
  return isCreatedFirst === true ? ['create', 'delete'] : ['delete', 'create'];
}

function removal(instance: StateInstance, evaluation: Evaluation, context: PlanContext): ResourceChange {
  const { address, mode, type, name, module, key, provider, schemaVersion, values, facts } = instance;
  const previousAddress = context.moved?.get(address);
  const isForgotten = context.forgotten?.has(address) === true;
  return {
    address,
    ...(previousAddress !== undefined && { previousAddress }),
    mode,
    type,
    name,
    module,
    ...(key !== undefined && { key }),
    provider,
    schemaVersion,
    actions: [isForgotten ? 'forget' : 'delete'],
    before: values,
    ...(!isForgotten && { reason: deletionReason(instance, evaluation) }),
    ...(facts && { facts }),
  };
}

function compareChanges(a: ResourceChange, b: ResourceChange): number {
  return (
    compareText(a.module, b.module) ||
    compareText(a.mode, b.mode) ||
    compareText(a.type, b.type) ||
    compareText(a.name, b.name) ||
    compareKeys(a.key, b.key)
  );
}

function compareKeys(a: ResourceChange['key'], b: ResourceChange['key']): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return (a === undefined ? 0 : typeof a === 'number' ? 1 : 2) - (b === undefined ? 0 : typeof b === 'number' ? 1 : 2);
}

function outputChanges(declared: readonly OutputValue[], prior: ReadonlyMap<string, Value>): readonly OutputChange[] {
  const names = new Set([...declared.map(({ name }) => name), ...prior.keys()]);
  const outputs = new Map(declared.map((output) => [output.name, output]));
  return [...names].sort(compareText).map((name): OutputChange => {
    const before = prior.get(name);
    const output = outputs.get(name);
    const sensitive = output?.sensitive === true || before?.sensitive === true;
    const shared = { name, sensitive, ...(before !== undefined && { before }) };
    if (output === undefined) return { ...shared, action: 'delete' };
    return { ...shared, action: outputAction(before, output), after: output.value };
  });
}

function outputAction(before: Value | undefined, { value, sensitive }: OutputValue): OutputChange['action'] {
  if (before === undefined) return value.kind === 'null' ? 'no-op' : 'create';
  const isSame = isWhollyKnown(value) && setKey(before) === setKey(value);
  return isSame && (before.sensitive === true) === sensitive ? 'no-op' : 'update';
}
