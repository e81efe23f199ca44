import type { Json } from '../../config-api/json.ts';
import type { Value } from '../../hcl/value.ts';
import { tryConvert } from '../../hcl/values/convert.ts';
import { withMarks } from '../../hcl/values/marks.ts';
import { setValue } from '../../hcl/values/sets.ts';
import { isMapping, isSequence, typeOf } from '../../hcl/values/values.ts';
import type { ResourceChange } from '../../terraform/plan/plan-model.ts';
import type { PriorState, StateInstance } from '../../terraform/plan/read-state.ts';
import { valueJson } from '../../terraform/plan/value-json.ts';
import { valueOfJson } from './json-values.ts';

/** A change that somebody made to a resource in the cloud, past Terraform (12.4). */
export interface CloudEdit {
  readonly address: string;
  /** New values by path: `labels.env`, `versioning[0].enabled`, `labels["a.b"]`. */
  readonly set?: Readonly<Record<string, Json>>;
  /** It was deleted. */
  readonly delete?: true;
}

/** The edits of one deployment's resources since its last apply. */
export interface DriftRecord {
  /** Full name of the deployment. */
  readonly name: string;
  readonly edits: readonly CloudEdit[];
}

/** What there really is: the state with the edits made to it, as a refresh finds it. Edits of what is not there have no effect. */
export function refresh(state: PriorState, edits: readonly CloudEdit[]): PriorState {
  if (edits.length === 0) return state;
  const instances = new Map(state.instances);
  for (const edit of edits) {
    const instance = instances.get(edit.address);
    if (instance === undefined) continue;
    if (edit.delete === true) instances.delete(edit.address);
    else instances.set(edit.address, editInstance(instance, edit.set ?? {}) ?? instance);
  }
  return { ...state, instances };
}

/** An instance with other values; undefined when a path leads nowhere or a value is not of the type there. */
export function editInstance(instance: StateInstance, set: Readonly<Record<string, Json>>): StateInstance | undefined {
  let values = instance.values;
  for (const [path, json] of Object.entries(set)) {
    const steps = stepsOf(path);
    const edited = steps && editValue(values, steps, valueOfJson(json));
    if (edited?.kind !== 'object') return undefined;
    values = edited;
  }
  return { ...instance, values };
}

const step = /(?:^|\.)([A-Za-z_][\w-]*|\d+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** Names and indexes of a path; undefined when it is none. */
function stepsOf(path: string): readonly string[] | undefined {
  const steps: string[] = [];
  for (step.lastIndex = 0; step.lastIndex < path.length; ) {
    const [found, name, index, key] = step.exec(path) ?? [];
    if (found === undefined) return undefined;
    steps.push(name ?? index ?? String(JSON.parse(`"${key ?? ''}"`)));
  }
  return steps.length === 0 ? undefined : steps;
}

function editValue(value: Value, [first, ...rest]: readonly string[], wanted: Value): Value | undefined {
  if (first === undefined) {
    const converted = tryConvert(wanted, typeOf(value));
    return converted && withMarks(converted, { ...(value.sensitive && { sensitive: true }) });
  }
  if (isSequence(value)) {
    const member = value.items[Number(first)];
    const edited = member && editValue(member, rest, wanted);
    if (edited === undefined) return undefined;
    const items = value.items.map((item) => (item === member ? edited : item));
    return value.kind === 'set' ? setValue(value.element, items) : { ...value, items };
  }
  if (!isMapping(value)) return undefined;
  const edited = editMember(value, first, rest, wanted);
  return edited && { ...value, entries: new Map(value.entries).set(first, edited) };
}

/** A key that a map does not have may be added. */
function editMember(
  value: Extract<Value, { readonly entries: unknown }>,
  key: string,
  rest: readonly string[],
  wanted: Value,
): Value | undefined {
  const member = value.entries.get(key);
  if (member !== undefined) return editValue(member, rest, wanted);
  return value.kind === 'map' && rest.length === 0 ? tryConvert(wanted, value.element) : undefined;
}

/** How what there is differs from the state, as changes from the one to the other. */
export function driftOf(state: PriorState, refreshed: PriorState): readonly ResourceChange[] {
  return [...state.instances.values()].flatMap((instance): readonly ResourceChange[] => {
    const now = refreshed.instances.get(instance.address);
    if (instance.mode === 'data' || (now !== undefined && valueJson(now.values) === valueJson(instance.values)))
      return [];
    const { address, mode, type, name, module, key, provider, schemaVersion, facts, values } = instance;
    const where = { address, mode, type, name, module, ...(key !== undefined && { key }), provider, schemaVersion };
    const change =
      now === undefined ? ({ actions: ['delete'] } as const) : ({ actions: ['update'], after: now.values } as const);
    return [{ ...where, before: values, ...change, ...(facts !== undefined && { facts }) }];
  });
}
